package bip.packaging;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.json.JsonMapper;

/**
 * An editor who saves one page over and over through the forms, each time with another text, and
 * saves again what was refused with 503, until standard input ends. A process of its own, as {@link
 * LoadClient} is; prints {@link LoadClient#STARTED} after the first accepted save, and at the end
 * an {@link EditorReport}.
 */
@Command(name = "editor-client")
final class EditorClient implements Callable<Integer> {
    private static final int AGAIN_MILLIS = 250;

    private final AtomicBoolean stopped = new AtomicBoolean();
    private final List<String> accepted = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();
    private String cookie = "";
    private int refused;
    private int signIns;
    private int unreached;
    private long lastAccepted;
    private long longestGap;

    @Option(names = "--port", required = true)
    private int port;

    @Option(names = "--login", required = true)
    private String login = "";

    @Option(names = "--password", required = true)
    private String password = "";

    @Option(names = "--page", required = true, description = "Its number.")
    private int page;

    @Option(names = "--pause-millis", defaultValue = "50", description = "Between two saves.")
    private int pause;

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new EditorClient()).execute(arguments));
    }

    @Override
    public Integer call() throws InterruptedException {
        Thread.ofPlatform().daemon().start(this::awaitEndOfInput);
        for (int number = 1; !stopped.get() && problems.isEmpty(); number++) {
            save("Zapis %d: %s.".formatted(number, login));
            if (number == 1) {
                System.out.println(LoadClient.STARTED);
            }
            TimeUnit.MILLISECONDS.sleep(pause);
        }
        var report = new EditorReport(accepted, refused, signIns, unreached, longestGap, problems);
        System.out.println(JsonMapper.shared().writeValueAsString(report));
        return 0;
    }

    /** Until it is accepted, or something happens that must not. */
    private void save(String text) throws InterruptedException {
        try {
            Map<String, String> form = openForm();
            form.put("tresc", text);
            form.put("powod", "Dopisanie: " + text);
            form.put("zapisz", "tak");
            while (problems.isEmpty() && !isAccepted(post(path(), form), text)) {
                TimeUnit.MILLISECONDS.sleep(AGAIN_MILLIS);
            }
        } catch (IOException e) {
            problems.add("\"" + text + "\" has no answer: " + e);
        }
    }

    private boolean isAccepted(RawExchange answer, String text) {
        switch (answer.status()) {
            case 303 -> accepted(text);
            case 503 -> refused(answer, text);
            default -> problems.add("\"" + text + "\" is answered with " + told(answer));
        }
        return answer.status() == 303;
    }

    private void accepted(String text) {
        accepted.add(text);
        long now = System.nanoTime();
        if (lastAccepted != 0) {
            longestGap = Math.max(longestGap, (now - lastAccepted) / 1_000_000);
        }
        lastAccepted = now;
    }

    private void refused(RawExchange answer, String text) {
        refused++;
        Element kept = Jsoup.parse(answer.body()).selectFirst("textarea[name=tresc]");
        if (kept == null || !kept.wholeText().strip().equals(text)) {
            problems.add("a refused text is not in its form: " + told(answer));
        }
        if (answer.header("Retry-After").isEmpty()) {
            problems.add("a refusal does not say when to try again: " + told(answer));
        }
    }

    private Map<String, String> openForm() throws IOException, InterruptedException {
        RawExchange answer = cookie.isEmpty() ? signIn() : get(path());
        while (answer.status() != 200 && problems.isEmpty()) {
            TimeUnit.MILLISECONDS.sleep(AGAIN_MILLIS);
            answer = answer.status() == 303 ? signIn() : get(path());
        }
        return fields(answer, path());
    }

    /** Ends with what the page's own address answers; 503 while the freeze stands. */
    private RawExchange signIn() throws IOException, InterruptedException {
        Map<String, String> form = fields(get("/zaloguj"), "/zaloguj");
        form.put("login", login);
        form.put("haslo", password);
        RawExchange answer = post("/zaloguj", form);
        if (answer.status() == 503) {
            return answer;
        }
        signIns++;
        if (answer.status() != 303) {
            problems.add(login + " cannot sign in: " + told(answer));
        }
        return get(path());
    }

    private String path() {
        return "/redakcja/strona/" + page;
    }

    /** What a browser would send of the form that goes to {@code action}. */
    private Map<String, String> fields(RawExchange answer, String action) {
        Document document = Jsoup.parse(answer.body());
        Element form = document.selectFirst("form[action='" + action + "']");
        var fields = new LinkedHashMap<String, String>();
        if (form == null) {
            problems.add("there is no form for " + action + ": " + told(answer));
            return fields;
        }
        for (Element input : form.select("input[name], textarea[name]")) {
            boolean isArea = input.normalName().equals("textarea");
            fields.put(input.attr("name"), isArea ? input.wholeText() : input.attr("value"));
        }
        return fields;
    }

    private RawExchange get(String path) throws IOException, InterruptedException {
        return send("GET " + path + " HTTP/1.1\r\n", "");
    }

    private RawExchange post(String path, Map<String, String> fields)
            throws IOException, InterruptedException {
        String body =
                fields.entrySet().stream()
                        .map(field ->
                                URLEncoder.encode(field.getKey(), UTF_8)
                                        + "="
                                        + URLEncoder.encode(field.getValue(), UTF_8))
                        .collect(Collectors.joining("&"));
        return send(
                "POST "
                        + path
                        + " HTTP/1.1\r\nContent-Type: application/x-www-form-urlencoded\r\n"
                        + "Content-Length: "
                        + body.length()
                        + "\r\n",
                body);
    }

    /** Only what surely never reached the server is sent again. */
    private RawExchange send(String beginning, String body)
            throws IOException, InterruptedException {
        String request =
                beginning
                        + "Host: 127.0.0.1\r\nConnection: close\r\n"
                        + (cookie.isEmpty() ? "" : "Cookie: " + cookie + "\r\n")
                        + "\r\n"
                        + body;
        while (true) {
            try {
                RawExchange answer = RawExchange.send(port, request);
                answer.header("Set-Cookie").ifPresent(value -> cookie = value.split(";", 2)[0]);
                return answer;
            } catch (ConnectException e) {
                unreached++;
                TimeUnit.MILLISECONDS.sleep(20);
            }
        }
    }

    private static String told(RawExchange answer) {
        return answer.head() + "\n" + Jsoup.parse(answer.body()).text();
    }

    private void awaitEndOfInput() {
        try {
            System.in.transferTo(OutputStream.nullOutputStream());
        } catch (IOException _) {
            // As good as its end.
        }
        stopped.set(true);
    }
}

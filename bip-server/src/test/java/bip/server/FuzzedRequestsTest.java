package bip.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import bip.server.logging.Logging;
import bip.server.logging.LoggingSettings;
import bip.server.testing.DemoBulletin;
import bip.server.testing.ImportedBulletin;
import bip.server.testing.RawHttp;
import bip.server.testing.TestServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever is asked of whichever route: never a 500, nothing thrown into the log, nothing of the
 * question in the answer but as text (R52, R53). {@code -Dbip.fuzzRequests} says how many, {@code
 * -Dbip.fuzzSeed} repeats a run; {@code make torture} asks 100,000.
 */
class FuzzedRequestsTest {

    private static final int REQUESTS = Integer.getInteger("bip.fuzzRequests", 2_000);
    private static final long SEED = Long.getLong("bip.fuzzSeed", 20_261_126L);

    /** How a room asks for a parameter by a word in its own code. */
    private static final Pattern ASKED = Pattern.compile("\"([a-z_-]{1,12})\"");

    /** What a handler says of itself to the visitor must not tell how it is made. */
    private static final Pattern INNARDS =
            Pattern.compile(
                    "\\bat (bip|java|io\\.undertow|org)\\.[\\w.$]+\\(|Exception\\b|SQLITE_");

    private static final Pattern MARKUP =
            Pattern.compile("<xq7|</title><xq7|\"xq7|'xq7|(href|src|action)=\"\\s*javascript:");

    @TempDir private Path folder = Path.of("");

    @Test
    void nothingThatIsAskedBreaksAnything() throws Exception {
        System.out.println("fuzzed requests: " + REQUESTS + ", seed " + SEED);
        var problems = new ArrayList<String>();
        var statuses = new TreeMap<Integer, Integer>();
        Path file = folder.resolve("bip.log");
        try (Logging _ = log(file);
                TestServer server = TestServer.startOn(ImportedBulletin.in(folder), Map.of())) {
            List<String> templates = server.templates().stream().distinct().toList();
            assertThat(templates).contains("/", "/strona/{slug}", "/zmiany", "/szukaj");
            var requests = new FuzzedRequest(new Random(SEED), known(server), parameters());
            for (int number = 0; number < REQUESTS && problems.size() < 10; number++) {
                String request = requests.next(templates.get(number % templates.size()));
                problems.addAll(ask(server, number, request, statuses));
            }
            assertThat(server.get("/").status()).isEqualTo(200);
            assertThat(DemoBulletin.query(server.database(), "PRAGMA integrity_check"))
                    .containsExactly("ok");
        }
        System.out.println("fuzzed requests were answered with " + statuses);
        assertThat(problems).as("seed %d", SEED).isEmpty();
        try (Stream<String> lines = Files.lines(file)) {
            assertThat(lines.filter(FuzzedRequestsTest::tellsOfAnException).limit(20).toList())
                    .as("the log, seed %d", SEED)
                    .isEmpty();
        }
        assertThat(statuses.keySet()).contains(200, 404, 400);
    }

    private static List<String> ask(
            TestServer server, int number, String request, Map<Integer, Integer> statuses) {
        try {
            RawHttp.Answer answer = RawHttp.exchange(server.address(), request);
            statuses.merge(answer.status(), 1, Integer::sum);
            return problems(answer).stream()
                    .map(problem ->
                            problem + " in the answer to request " + number + ":\n" + request)
                    .toList();
        } catch (IOException e) {
            return List.of("no answer (" + e + ") to request " + number + ":\n" + request);
        }
    }

    private static List<String> problems(RawHttp.Answer answer) {
        var problems = new ArrayList<String>();
        if (answer.status() >= 500 && answer.status() != 501) {
            problems.add("status " + answer.status());
        }
        answer.headers()
                .forEach((name, values) -> {
                    if (name.contains(FuzzedRequest.MARK)
                            || (name.equals("set-cookie") && values.toString().contains("xq7"))) {
                        problems.add("a header of the visitor's: " + name + " " + values);
                    }
                });
        answer.header("location")
                .filter(to -> !to.startsWith("/") || to.startsWith("//") || to.contains("\\"))
                .ifPresent(to -> problems.add("leads away, to " + to));
        String type = answer.header("content-type").orElse("");
        if (type.contains("html") || type.contains("xml")) {
            String body = answer.text();
            problems.addAll(found(MARKUP, body, "markup of the visitor's"));
            problems.addAll(found(INNARDS, body, "the server's innards"));
            if (body.contains(FuzzedRequest.EVALUATED)) {
                problems.add("an evaluated expression");
            }
        }
        return problems;
    }

    private static List<String> found(Pattern pattern, String body, String what) {
        var matcher = pattern.matcher(body);
        return matcher.find()
                ? List.of(
                        "%s (%s)"
                                .formatted(
                                        what,
                                        body.substring(
                                                Math.max(0, matcher.start() - 60),
                                                Math.min(body.length(), matcher.end() + 60))))
                : List.of();
    }

    private static boolean tellsOfAnException(String line) {
        return line.matches("\\S+ ERROR .*")
                || line.matches("\\s+at [\\w.$/]+\\(.*")
                || line.contains("Exception:");
    }

    private static Logging log(Path file) throws Exception {
        return Logging.toFile(
                new LoggingSettings(file, ZoneId.of("Europe/Warsaw")),
                new PrintStream(new ByteArrayOutputStream(), true, UTF_8));
    }

    /** Of the demonstration: what the named parts of addresses stand for. */
    private static List<String> known(TestServer server) throws Exception {
        var known = new ArrayList<>(List.of("1", "2", "3", "bip.css", "logo.svg"));
        for (String query :
                List.of(
                        "SELECT slug FROM page LIMIT 40",
                        "SELECT slug FROM label",
                        "SELECT slug FROM section",
                        "SELECT file_name FROM attachment",
                        "SELECT id FROM attachment LIMIT 5",
                        "SELECT sha256 FROM attachment WHERE sha256 IS NOT NULL LIMIT 3")) {
            known.addAll(DemoBulletin.query(server.database(), query));
        }
        return known;
    }

    /** Short words that stand in quotes in the code of rooms that answer requests. */
    private static List<String> parameters() throws IOException {
        var names = new TreeSet<String>();
        try (Stream<Path> files = Files.walk(Path.of("src/main/java/bip/server"))) {
            for (Path file : files.filter(it -> it.toString().endsWith(".java")).toList()) {
                String code = Files.readString(file);
                if (code.contains("queryParameter") || code.contains("field(\"")) {
                    ASKED.matcher(code).results().forEach(found -> names.add(found.group(1)));
                }
            }
        }
        assertThat(names).contains("q", "p", "przed");
        return List.copyOf(names);
    }
}

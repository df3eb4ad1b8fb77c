package bip.server.testing;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/** What a browser does for an editor: keeps the cookie, fills in forms as they were given out. */
public final class StaffBrowser {
    private final TestServer server;
    private final List<String> headers;
    private Optional<String> cookie = Optional.empty();

    public StaffBrowser(TestServer server, String... headers) {
        this.server = server;
        this.headers = List.of(headers);
    }

    public RawHttp.Answer get(String path) throws IOException {
        return keep(RawHttp.get(server.address(), path, sent()));
    }

    public Document read(String path) throws IOException {
        return Jsoup.parse(get(path).text());
    }

    /** Sends {@code fields} as a form, with nothing added to them. */
    public RawHttp.Answer post(String path, Map<String, String> fields) throws IOException {
        String body =
                fields.entrySet().stream()
                        .map(field -> encode(field.getKey()) + "=" + encode(field.getValue()))
                        .collect(Collectors.joining("&"));
        var request = new StringBuilder("POST " + path + " HTTP/1.1\r\nHost: bip.example\r\n");
        for (String header : sent()) {
            request.append(header).append("\r\n");
        }
        request.append("Content-Type: application/x-www-form-urlencoded\r\nContent-Length: ")
                .append(body.length())
                .append("\r\nConnection: close\r\n\r\n")
                .append(body);
        return keep(RawHttp.exchange(server.address(), request.toString()));
    }

    /** Sends the form that goes to {@code action} on {@code page}, with some fields filled in. */
    public RawHttp.Answer submit(Document page, String action, Map<String, String> filled)
            throws IOException {
        Element form = page.expectFirst("form[action='" + action + "']");
        Map<String, String> fields = new LinkedHashMap<>();
        for (Element input : form.select("input[name], textarea[name]")) {
            fields.put(
                    input.attr("name"),
                    input.normalName().equals("textarea")
                            ? input.wholeText()
                            : input.attr("value"));
        }
        fields.putAll(filled);
        return post(action, fields);
    }

    /** Signs in through the form. */
    public RawHttp.Answer signIn(String login, String password) throws IOException {
        return submit(read("/zaloguj"), "/zaloguj", Map.of("login", login, "haslo", password));
    }

    public Optional<String> cookie() {
        return cookie;
    }

    /** As when the browser was closed. */
    public void forgetCookie() {
        cookie = Optional.empty();
    }

    private String[] sent() {
        List<String> sent = new ArrayList<>(headers);
        cookie.ifPresent(value -> sent.add("Cookie: " + value));
        return sent.toArray(String[]::new);
    }

    private RawHttp.Answer keep(RawHttp.Answer answer) {
        answer.header("Set-Cookie")
                .map(value -> value.split(";", 2)[0])
                .ifPresent(
                        pair -> cookie = pair.endsWith("=") ? Optional.empty() : Optional.of(pair));
        return answer;
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}

package bip.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import bip.server.testing.RawHttp.Answer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The judge of fuzzed answers sees each fault it is there for, and leaves good answers alone. */
class FuzzedAnswerTest {
    private static final String HTML = "text/html; charset=utf-8";

    @Test
    void findsNothingInGoodAnswers() {
        assertThat(page("<p title=\"a &quot;xq7\">&lt;xq7&gt; javascript:alert('y')</p>"))
                .isEmpty();
        assertThat(page("<a href=\"/en/strona/x?q=xq7\">x</a><a href=\"https://a.pl/\">y</a>"))
                .isEmpty();
        assertThat(judge("/zmiany.atom", 200, "application/atom+xml", "<a>&lt;xq7 'xq7 \"xq7</a>"))
                .isEmpty();
        assertThat(judge("/api/v1/pages", 200, "application/json", "{\"a\":\"<xq7>\"}")).isEmpty();
        assertThat(judge("/zmiany.csv", 200, "text/csv", "a,b\r\n'=1,\"x,\"\"y\"\r\n")).isEmpty();
        assertThat(judge("/", 301, HTML, "", "location", "/en/strona/x%3Ay?a=b")).isEmpty();
        assertThat(page("<p><mark>javascript:alert('xq7</mark>')</p>")).isEmpty();
        assertThat(page("<a class=\"external\" href=\"//xq7.example/\">x</a>")).isEmpty();
        assertThat(judge("/attachment/{name}", 206, "image/png", "x")).isEmpty();
        assertThat(judge("/zaloguj", 200, HTML, "x", "set-cookie", "bip=1")).isEmpty();
        assertThat(
                        judge(
                                "/x.csv",
                                200,
                                "text/csv",
                                "3\r\na\r\n\r\n0\r\n\r\n",
                                "transfer-encoding",
                                "chunked"))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<p><xq7 onload=alert(1)></p>",
                "<p title=\"\"xq7 onfocus=alert(1)\">",
                "<p title='y' onclick=\"x()\">",
                "<p style=\"x\">",
                "<script src=\"/x\"></script>",
                "<iframe></iframe>",
                "<a href=\" javascript:x\">y</a>",
                "<a href=\"JaVaScRiPt:x\">y</a>",
                "<form action=\"//xq7.example/\">",
                "<a href=\"https://xq7.example\">y</a>",
                "<a href=\"/\\xq7.example\">y</a>",
                "<img src=\"data:text/html,x\">",
                "<p>94011</p>",
                "<pre>java.lang.IllegalStateException: x</pre>",
                "<pre>at bip.server.web.Answers.answer(Answers.java:1)</pre>",
                "<p>SQLITE_BUSY</p>",
                "<a class=\"external\" href=\"javascript:xq7\">x</a>",
                "<p title='a'xq7='b'>x</p>",
                "<form class=\"external\" action=\"//xq7.example/\"></form>",
            })
    void findsWhatAPageMustNotHave(String body) {
        assertThat(page(body)).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://xq7.example/",
                "//xq7.example",
                "/\\xq7.example",
                "redakcja",
                "/a b",
                "/ż",
                "javascript:x"
            })
    void findsWhatLeadsAway(String to) {
        assertThat(judge("/", 301, HTML, "", "location", to)).hasSize(1);
    }

    @Test
    void findsWhatTheHeadMustNotHave() {
        assertThat(judge("/", 500, HTML, "x")).containsExactly("status 500");
        assertThat(judge("/", 200, HTML, "x", "x-xq7", "yes")).hasSize(1);
        assertThat(judge("/", 200, HTML, "x", "etag", "\"Xq7\"")).hasSize(1);
        assertThat(judge("/zmiany", 200, HTML, "x", "set-cookie", "bip=1")).hasSize(1);
        assertThat(judge("/", 200, HTML, "x", "content-length", "2")).hasSize(1);
        assertThat(judge("/", 200, HTML, "xHTTP/1.1 200 OK", "content-length", "1")).hasSize(1);
        assertThat(
                        new FuzzedAnswer("/", "/", false, new Answer(200, Map.of(), new byte[0]))
                                .problems())
                .hasSize(1);
    }

    @Test
    void findsBrokenDocuments() {
        assertThat(judge("/zmiany.atom", 200, "application/atom+xml", "<a>&</a>")).hasSize(1);
        assertThat(judge("/zmiany.atom", 200, "application/atom+xml", "<a>\u0001</a>")).hasSize(1);
        assertThat(judge("/zmiany.atom", 200, "text/xml", "<a><xq7/></a>")).hasSize(1);
        assertThat(judge("/zmiany.atom", 200, "text/xml", "<a onxq7=\"b\"/>")).hasSize(1);
        assertThat(judge("/zmiany.atom", 200, "text/xml", "<a href=\"javascript:b\"/>")).hasSize(1);
        assertThat(judge("/zmiany.atom", 200, "text/xml", "<a href=\"//xq7.example\"/>"))
                .hasSize(1);
        assertThat(judge("/zmiany.json", 200, "application/json", "{\"a\":\"\n\"}")).hasSize(1);
        assertThat(judge("/api/v1/x", 404, "application/json", "{}")).hasSize(1);
        assertThat(judge("/api/v1/x", 404, HTML, "x")).hasSize(1);
        assertThat(judge("/zmiany.csv", 200, "text/csv", "a,b\r\n=1,x\r\n")).hasSize(1);
        assertThat(judge("/zmiany.csv", 200, "text/csv", "a,b\r\n\"=\"\"1\",x\r\n")).hasSize(1);
        assertThat(judge("/zmiany.csv", 200, "text/csv", "a,b\r\n1,x,y\r\n")).hasSize(1);
        assertThat(
                        judge(
                                "/x.csv",
                                200,
                                "text/csv",
                                "9\r\na\r\n\r\n0\r\n\r\n",
                                "transfer-encoding",
                                "chunked"))
                .hasSize(1);
        assertThat(judge("/", 200, "", "x")).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-03-02T10:00:00.000+01:00 ERROR ABCD2345 bip.x could not answer /",
                "2026-03-02T10:00:00.000+01:00 WARN  - bip.x java.io.IOException: x",
                "        at bip.server.web.Answers.answer(Answers.java:1)",
                "    java.lang.NullPointerException: null",
                "xq7",
                ""
            })
    void findsAFaultInTheLog(String line) {
        assertThat(FuzzedRequestsTest.tellsOfAFault(line)).isTrue();
    }

    @Test
    void takesAnAccessForNoFault() {
        String line = "2026-03-02T10:00:00.000+01:00 INFO  ABCD2345 bip.access 127.0.0.1 GET / 200";
        assertThat(FuzzedRequestsTest.tellsOfAFault(line)).isFalse();
    }

    @Test
    void knowsEveryNameThatIsAskedFor() throws Exception {
        assertThat(FuzzedParameters.find())
                .contains(
                        "q", "p", "przed", "od", "do", "dzial", "kto", "rodzaj", "dzien", "chwila")
                .contains("karta", "zapisano", "dalej", "after", "limit", "section", "label")
                .contains(
                        "_token", "login", "haslo", "wersja", "tytul", "tresc", "powod", "zapisz");
        var names = new TreeSet<String>();
        FuzzedParameters.addAskedIn(
                "String NEW = \"nowy\"; r.queryParameter(NEW); r.field(\"inny\")", names);
        assertThat(names).containsExactly("inny", "nowy");
    }

    private static List<String> page(String body) {
        return judge("/", 200, HTML, body);
    }

    private static List<String> judge(
            String template, int status, String type, String body, String... more) {
        var headers = new HashMap<String, List<String>>();
        for (String guard :
                List.of(
                        "content-security-policy",
                        "x-content-type-options",
                        "x-frame-options",
                        "referrer-policy",
                        "permissions-policy",
                        "cross-origin-opener-policy",
                        "cross-origin-resource-policy")) {
            headers.put(guard, List.of("x"));
        }
        byte[] bytes = body.getBytes(UTF_8);
        headers.put("content-type", List.of(type));
        headers.put("content-length", List.of(String.valueOf(bytes.length)));
        for (int at = 0; at < more.length; at += 2) {
            headers.put(more[at], new ArrayList<>(List.of(more[at + 1])));
        }
        return new FuzzedAnswer(template, template, false, new Answer(status, headers, bytes))
                .problems();
    }
}

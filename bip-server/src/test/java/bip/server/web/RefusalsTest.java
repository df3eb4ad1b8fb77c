package bip.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import bip.server.config.ConfigReader;
import bip.server.errortracking.ErrorReporter;
import bip.server.testing.RawHttp;
import bip.server.testing.RawHttp.Answer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What is refused, and what fails, is told to people by a page and to programs by problem details;
 * always with all of the headers that guard an answer (R53).
 */
class RefusalsTest {
    private static final String[] GUARDS = {
        "content-security-policy",
        "x-content-type-options",
        "x-frame-options",
        "referrer-policy",
        "permissions-policy",
        "cross-origin-opener-policy",
        "cross-origin-resource-policy"
    };

    private final WebServer server = server(Map.of());

    @BeforeEach
    void start() throws IOException {
        Routes routes = server.routes();
        routes.forPrograms("/api/");
        for (String room : new String[] {"/api", ""}) {
            routes.get(room + "/fails", Access.PUBLIC, _ -> fail());
            routes.get(room + "/good", Access.PUBLIC, _ -> new Response.Data(200, "a/b", "x"));
            routes.get(room + "/lost", Access.PUBLIC, _ -> lost());
        }
        routes.get("/api", Access.PUBLIC, _ -> new Response.NotFound());
        routes.get("/both", Access.PUBLIC, _ -> new Response.Moved("/good"));
        routes.post("/both", Access.PUBLIC, _ -> new Response.SeeOther("/good"));
        routes.post("/form", Access.EDITOR, _ -> new Response.SeeOther("/good"));
        server.start();
    }

    @AfterEach
    void close() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /api/fails, 500",
        "GET, /en/api/fails, 500",
        "GET, /api/lost, 500",
        "GET, /api/none, 404",
        "GET, /api/none/of/all/these/parts, 404",
        "GET, /api/, 404",
        "GET, /api/a%00b, 400",
        "GET, /api/%zz, 400",
        "GET, /en/api/good?a=%, 400",
        "DELETE, /api/a%00b, 400",
        "POST, /api/good, 405",
        "PUT, /api/none, 405",
    })
    void tellsProgramsInTheirWay(String method, String target, int status) throws IOException {
        Answer answer = send(method, target);

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.header("content-type"))
                .hasValue("application/problem+json; charset=utf-8");
        JsonNode problem = JsonMapper.shared().readTree(answer.body());
        assertThat(problem.propertyNames())
                .containsExactlyInAnyOrder("type", "title", "status", "detail");
        assertThat(problem.get("status").asInt()).isEqualTo(status);
        assertThat(problem.get("detail").asString()).containsPattern("Reference: [2-9A-Z]{8}$");
        assertThat(answer.header("access-control-allow-origin")).hasValue("*");
        assertGuarded(answer);
    }

    @Test
    void tellsProgramsOfWhatIsTooLong() throws IOException {
        Answer address = send("GET", "/api/" + "a".repeat(9_000));
        Answer headers =
                RawHttp.get(server.address(), "/api/good", "X-Long: " + "a".repeat(20_000));

        assertThat(address.status()).isEqualTo(414);
        assertThat(headers.status()).isEqualTo(431);
        for (Answer answer : new Answer[] {address, headers}) {
            assertThat(answer.header("content-type").orElse("")).contains("problem+json");
            assertGuarded(answer);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/fails", "/lost", "/none", "/api", "/apis/none", "/%zz", "/a%00b", "/en/%"})
    void tellsPeopleByAPage(String target) throws IOException {
        Answer answer = send("GET", target);

        assertThat(answer.status()).isIn(400, 404, 500);
        assertThat(answer.header("content-type")).hasValue("text/html; charset=utf-8");
        assertThat(answer.text()).contains("<h1>");
        assertThat(answer.header("access-control-allow-origin")).isEmpty();
        assertGuarded(answer);
    }

    @ParameterizedTest
    @CsvSource({
        "OPTIONS, /good, 'GET, HEAD'",
        "PUT, /both, 'GET, HEAD, POST'",
        "GET-, /form, 'POST'",
        "TRACE, /form, 'POST'",
        "POST, /en/both, 'GET, HEAD'",
        "OPTIONS, /static/bip.css, 'GET, HEAD'",
    })
    void saysWhatIsAllowed(String method, String target, String allowed) throws IOException {
        Answer answer = send(method, target);

        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.header("allow")).hasValue(allowed);
        assertGuarded(answer);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/good", "/both", "/none", "/fails", "/api/fails", "/static/bip.css"})
    void answersHeadLikeGetWithoutABody(String target) throws IOException {
        Answer get = send("GET", target);
        Answer head = send("HEAD", target);

        assertThat(head.status()).isEqualTo(get.status());
        assertThat(head.body()).isEmpty();
        assertThat(head.headers().keySet()).isEqualTo(get.headers().keySet());
        assertGuarded(head);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: a:99999\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: <a>\r\n\r\n",
                "HEAD / HTTP/1.1\r\nHost: <a>\r\n\r\n",
                "GET /api/none HTTP/1.1\r\nHost: <a>\r\n\r\n",
                "GET / HTTP/1.1\r\n\r\n"
            })
    void guardsWhatNoHandlerSaw(String request) throws IOException {
        Answer answer =
                RawHttp.exchange(
                        server.address(),
                        request.replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n"));

        assertThat(answer.status()).isIn(400, 404);
        assertThat(answer.body().length > 0).isEqualTo(!request.startsWith("HEAD"));
        assertThat(answer.header("content-type").orElse(""))
                .startsWith(request.contains("/api/") ? "application/problem+json" : "text/html");
        assertGuarded(answer);
    }

    @Test
    void guardsWhatHasNoBody() throws IOException {
        String tag = send("GET", "/good").header("etag").orElseThrow();
        Answer known = RawHttp.get(server.address(), "/good", "If-None-Match: " + tag);

        assertThat(known.status()).isEqualTo(304);
        assertGuarded(known);
        assertThat(send("GET", "/both").status()).isEqualTo(301);
        assertGuarded(send("GET", "/both"));
    }

    @Test
    void letsOtherSitesShowOnlyWhatIsForThem() throws IOException {
        assertThat(send("GET", "/good").header("cross-origin-resource-policy"))
                .hasValue("cross-origin");
        assertThat(send("GET", "/none").header("cross-origin-resource-policy"))
                .hasValue("same-origin");
    }

    @Test
    void insistsOnHttpsWhereCitizensReachItSo() throws IOException {
        try (WebServer https = server(Map.of("BIP_BASE_URL", "https://bip.example"))) {
            https.start();
            for (String target : new String[] {"/none", "/%zz", "/static/bip.css"}) {
                assertThat(RawHttp.get(https.address(), target).header("strict-transport-security"))
                        .as(target)
                        .hasValue("max-age=31536000");
            }
        }
        assertThat(send("GET", "/good").header("strict-transport-security")).isEmpty();
    }

    private static WebServer server(Map<String, String> more) {
        Map<String, String> environment = new HashMap<>(more);
        environment.put("BIP_LISTEN", "127.0.0.1:0");
        return new WebServer(
                WebSettings.read(new ConfigReader(environment)),
                _ -> PageFrame.DEFAULT,
                (request, _) -> new RequestFilter.Verdict.Admitted(request),
                ErrorReporter.none(),
                RandomGenerator.getDefault());
    }

    private Answer send(String method, String target) throws IOException {
        return RawHttp.send(server.address(), method, target);
    }

    private static void assertGuarded(Answer answer) {
        assertThat(answer.headers()).containsKeys(GUARDS);
    }

    private static Response fail() {
        throw new IllegalStateException("planted");
    }

    private static Response lost() {
        return new Response.Download(Path.of("/nowhere"), "a/b", "t", "t.txt", false);
    }
}

package bip.server.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bip.server.config.ConfigReader;
import bip.server.errortracking.ErrorReporter;
import bip.server.logging.Logging;
import bip.server.logging.LoggingSettings;
import bip.server.testing.RawHttp;
import bip.server.testing.RawHttp.Answer;
import bip.server.text.Language;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebServerTest {
    private static final PageFrame FRAME = PageFrame.DEFAULT;

    private record Thing(String title, String slug) {}

    @TempDir private Path folder;
    private WebServer server = server(_ -> FRAME);

    @AfterEach
    void close() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource({
        "/strona/przetarg-nr-1:-dostawa, przetarg-nr-1:-dostawa",
        "/strona/przetarg-nr-1%3A-dostawa, przetarg-nr-1:-dostawa",
        "/strona/%C5%BC%C3%B3%C5%82w, żółw",
        "/strona/a%2Fb, a/b",
        "/strona/a%252Fb, a%2Fb",
        "/strona/a+b, a+b",
        "/strona/a;b=c, a;b=c",
        "/strona/a%20b?x=1, a b",
        "http://bip.example/strona/x, x"
    })
    void decodesAnAddressExactlyOnce(String target, String slug) throws IOException {
        start("/strona/{slug}", request -> echo(request.pathParameter("slug")));

        assertThat(get(target).text()).isEqualTo(slug);
    }

    @Test
    void decodesTheQueryInItsOrder() throws IOException {
        start("/szukaj", request -> echo(request.queryParameters().toString()));

        assertThat(get("/szukaj?q=%C5%BC+a&rok=2021&q=b&pusty").text())
                .contains("q=[ż a, b]")
                .contains("rok=[2021]")
                .contains("pusty=[]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/strona/%c5", "/strona/%zz", "/strona/%2", "/strona/a%00b"})
    void refusesABrokenAddress(String target) throws IOException {
        start("/strona/{slug}", request -> echo("reached"));

        assertThat(get(target).status()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/strona", "/strona/", "/strona/a/b", "/STRONA/a", "/static/../x"})
    void answersWhatNobodyRegisteredWith404(String target) throws IOException {
        start("/strona/{slug}", request -> echo("reached"));

        assertThat(get(target).status()).isEqualTo(404);
    }

    @Test
    void prefersWordsToNamedParts() throws IOException {
        server.routes().get("/{any}", Access.PUBLIC, _ -> echo("named"));
        server.routes().get("/rejestr", Access.PUBLIC, _ -> echo("word"));
        server.start();

        assertThat(get("/rejestr").text()).isEqualTo("word");
        assertThat(get("/inny").text()).isEqualTo("named");
    }

    @Test
    void refusesARouteThatIsRegisteredTwice() {
        Routes routes = server.routes();
        routes.get("/strona/{slug}", Access.PUBLIC, _ -> echo(""));

        assertThatThrownBy(() -> routes.get("/strona/{name}", Access.PUBLIC, _ -> echo("")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("registered twice");
    }

    @Test
    void answersHeadWithTheLengthAndNoBody() throws IOException {
        start("/", _ -> echo("dwadzieścia"));

        Answer answer = RawHttp.send(server.address(), "HEAD", "/");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("content-length")).hasValue("12");
        assertThat(answer.body()).isEmpty();
    }

    @Test
    void allowsNothingButReading() throws IOException {
        start("/", _ -> echo("reached"));

        Answer answer = RawHttp.send(server.address(), "POST", "/", "Content-Length: 0");

        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.header("allow")).hasValue("GET, HEAD");
    }

    @Test
    void refusesHeadersWithoutEnd() throws IOException {
        start("/", _ -> echo("reached"));

        assertRefused(get("/", "X-Long: " + "a".repeat(20_000)), 431);
        assertThat(get("/", "X-Long: " + "a".repeat(100_000)).status()).isBetween(400, 499);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/%",
                "/a%",
                "/%zz?x=1",
                "/?q=%",
                "/?q=%C5",
                "/%C5",
                "/;%zz",
                "/?%00=1",
                "/ż"
            })
    void answersAMalformedAddressWithAPage(String target) throws IOException {
        start("/", _ -> echo("reached"));

        assertRefused(get(target), 400);
    }

    @ParameterizedTest
    @ValueSource(ints = {8_200, 16_500, 40_000})
    void answersAnAddressThatIsTooLongWithAPage(int length) throws IOException {
        start("/", _ -> echo("reached"));

        assertRefused(get("/" + "a".repeat(length)), 414);
        assertRefused(get("/?q=" + "a".repeat(length)), 414);
    }

    private static void assertRefused(Answer answer, int status) {
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.text()).contains("<h1>").contains("numer zgłoszenia");
        assertThat(answer.header("Content-Security-Policy")).isPresent();
        assertThat(answer.header("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(answer.header("X-Frame-Options")).hasValue("DENY");
    }

    @Test
    void guardsEveryAnswer() throws IOException {
        start("/", _ -> echo("x"));

        for (String target : new String[] {"/", "/nie-ma", "/static/sample.css"}) {
            Answer answer = get(target);
            assertThat(answer.header("content-security-policy").orElse("none"))
                    .contains("default-src 'none'", "frame-ancestors 'none'")
                    .doesNotContain("script-src", "unsafe");
            assertThat(answer.header("x-content-type-options")).hasValue("nosniff");
            assertThat(answer.header("permissions-policy").orElse("")).contains("camera=()");
            assertThat(answer.headers())
                    .containsKeys(
                            "referrer-policy",
                            "cross-origin-opener-policy",
                            "cross-origin-resource-policy")
                    .doesNotContainKeys("set-cookie", "server", "x-powered-by");
        }
    }

    @Test
    void rendersRecordsOfARoomAndTagsStaticFiles() throws IOException {
        start("/", _ -> sample());

        assertThat(get("/").text())
                .contains("<title>Żółw &amp; spółka</title>")
                .contains("<h1>Biuletyn Informacji Publicznej</h1>")
                .contains("href=\"/strona/a:b%20c\"")
                .containsPattern("href=\"/static/sample\\.css\\?v=[0-9a-f]{32}\"");
    }

    @Test
    void letsABrowserKeepAStaticFileOnlyUnderItsTag() throws IOException {
        start("/", _ -> sample());
        Matcher href =
                Pattern.compile("/static/sample\\.css\\?v=[0-9a-f]+").matcher(get("/").text());
        assertThat(href.find()).isTrue();

        assertThat(get(href.group()).header("cache-control").orElse("")).contains("immutable");
        assertThat(get("/static/sample.css").header("cache-control")).hasValue("no-cache");
        assertThat(get("/static/sample.css").header("content-type"))
                .hasValue("text/css; charset=utf-8");
    }

    @Test
    void saysNotModifiedToWhoeverHasThePage() throws IOException {
        start("/", _ -> sample());
        String tag = get("/").header("etag").orElseThrow();

        Answer again = get("/", "If-None-Match: \"other\", W/" + tag);

        assertThat(again.status()).isEqualTo(304);
        assertThat(again.header("etag")).hasValue(tag);
        assertThat(again.body()).isEmpty();
        assertThat(get("/", "If-None-Match: \"other\"").status()).isEqualTo(200);
    }

    @Test
    void sendsAFileByteForByteUnderItsName() throws IOException {
        byte[] bytes = new byte[300_000];
        new Random(1).nextBytes(bytes);
        Path file = Files.write(folder.resolve("content"), bytes);
        start(
                "/plik",
                _ ->
                        new Response.Download(
                                file, "application/pdf", "abc", "uchwała \"1\".pdf", false));

        Answer answer = get("/plik");

        assertThat(answer.body()).isEqualTo(bytes);
        assertThat(answer.header("content-length")).hasValue("300000");
        assertThat(answer.header("content-type")).hasValue("application/pdf");
        assertThat(answer.header("etag")).hasValue("\"abc\"");
        assertThat(answer.header("content-disposition"))
                .hasValue(
                        "attachment; filename=\"uchwala _1_.pdf\";"
                                + " filename*=UTF-8''uchwa%C5%82a%20%221%22.pdf");
        assertThat(get("/plik", "If-None-Match: \"abc\"").status()).isEqualTo(304);
        Answer head = RawHttp.send(server.address(), "HEAD", "/plik");
        assertThat(head.header("content-length")).hasValue("300000");
        assertThat(head.body()).isEmpty();
    }

    /** Undertow closed the connection without an answer. */
    @Test
    void saysThatNothingChangedAlsoToWhoSendsABodyWithTheQuestion() throws IOException {
        start("/", _ -> sample());
        Answer answer =
                RawHttp.exchange(
                        server.address(),
                        """
                        GET / HTTP/1.1\r
                        Host: bip\r
                        If-None-Match: *\r
                        Connection: close\r
                        Transfer-Encoding: chunked\r
                        \r
                        3\r
                        abc\r
                        0\r
                        \r
                        """);
        assertThat(answer.status()).isEqualTo(304);
    }

    /** Else the answer is lost: a connection closed with bytes unread is reset. */
    @Test
    void answersAlsoWhoStillSendsABodyThatNobodyWants() throws Exception {
        var asked = new CountDownLatch(1);
        start(
                "/",
                _ -> {
                    asked.countDown();
                    return sample();
                });
        try (Socket socket = RawHttp.connect(server.address())) {
            OutputStream out = socket.getOutputStream();
            out.write(
                    """
                    GET / HTTP/1.1\r
                    Host: bip\r
                    Connection: close\r
                    Transfer-Encoding: chunked\r
                    \r
                    """
                            .getBytes(UTF_8));
            assertThat(asked.await(10, TimeUnit.SECONDS)).isTrue();
            socket.setSoTimeout(100);
            assertThatThrownBy(() -> socket.getInputStream().read())
                    .as("an answer before the body has come")
                    .isInstanceOf(SocketTimeoutException.class);
            socket.setSoTimeout(RawHttp.PATIENCE_MILLIS);
            out.write(("8500\r\n" + "x".repeat(0x8500) + "\r\n0\r\n\r\n").getBytes(UTF_8));
            assertThat(RawHttp.read(socket.getInputStream()).status()).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"zz", "3"})
    void answersAlsoBeforeABodyThatIsBrokenOrDoesNotEnd(String size) throws IOException {
        start("/", _ -> sample());
        Answer answer =
                RawHttp.exchange(
                        server.address(),
                        """
                        GET / HTTP/1.1\r
                        Host: bip\r
                        If-None-Match: *\r
                        Connection: close\r
                        Transfer-Encoding: chunked\r
                        \r
                        %s\r
                        ab\
                        """
                                .formatted(size));
        assertThat(answer.status()).isEqualTo(200);
    }

    @Test
    void answersWhoAnnouncesABodyAndSendsNone() throws IOException {
        start("/", _ -> sample());
        assertThat(RawHttp.send(server.address(), "POST", "/", "Content-Length: 9").status())
                .isEqualTo(405);
    }

    @Test
    void blamesItselfForAFileThatIsGone() throws IOException {
        start(
                "/plik",
                _ ->
                        new Response.Download(
                                folder.resolve("gone"), "text/plain", "t", "t.txt", false));

        assertThat(get("/plik").status()).isEqualTo(500);
    }

    @Test
    void namesAFailureByTheSameReferenceOnThePageAndInTheLog() throws IOException {
        Path file = folder.resolve("bip.log");
        try (Logging _ = Logging.toFile(new LoggingSettings(file, ZoneId.of("UTC")), silent())) {
            start(
                    "/",
                    _ -> {
                        throw new IllegalStateException("secret detail");
                    });

            Answer answer = get("/");

            Matcher line =
                    Pattern.compile("ERROR ([2-9A-Z]{8}) .*could not answer /")
                            .matcher(Files.readString(file));
            assertThat(line.find()).isTrue();
            assertThat(answer.status()).isEqualTo(500);
            assertThat(answer.text())
                    .contains(line.group(1))
                    .doesNotContain("secret detail", "Exception", "at bip.");
            assertThat(Files.readString(file)).contains("IllegalStateException: secret detail");
        }
    }

    @Test
    void showsAnErrorPageAlsoWhenTheFrameFails() throws IOException {
        server =
                server(_ -> {
                    throw new IllegalStateException("no database");
                });
        server.start();

        assertThat(get("/nie-ma").status()).isEqualTo(404);
    }

    @Test
    void answersWhatWasWithdrawnWith410() throws IOException {
        start("/", _ -> new Response.Gone("Przetarg", "unieważniony"));

        assertThat(get("/").status()).isEqualTo(410);
    }

    @Test
    void believesOnlyATrustedProxyAboutTheVisitor() throws IOException {
        start("/", request -> echo(request.client().getHostAddress()));

        assertThat(get("/").text()).isEqualTo("127.0.0.1");
        assertThat(get("/", "X-Forwarded-For: 198.51.100.7, 203.0.113.9").text())
                .isEqualTo("203.0.113.9");
    }

    @Test
    void believesNobodyWhoIsNoTrustedProxy() throws IOException {
        server = server(_ -> FRAME, Map.of("BIP_TRUSTED_PROXIES", "10.0.0.0/8,::1"));
        start("/", request -> echo(request.client().getHostAddress() + " " + request.https()));

        assertThat(get("/", "X-Forwarded-For: 203.0.113.9", "X-Forwarded-Proto: https").text())
                .isEqualTo("127.0.0.1 false");
    }

    private void start(String template, Handler handler) throws IOException {
        server.routes().get(template, Access.PUBLIC, handler);
        server.start();
    }

    private static WebServer server(Function<Language, PageFrame> frame) {
        return server(frame, Map.of());
    }

    private static WebServer server(Function<Language, PageFrame> frame, Map<String, String> more) {
        Map<String, String> environment = new HashMap<>(more);
        environment.put("BIP_LISTEN", "127.0.0.1:0");
        WebSettings settings = WebSettings.read(new ConfigReader(environment));
        return new WebServer(
                settings,
                frame,
                RequestFilter.PUBLIC_ONLY,
                ErrorReporter.none(),
                RandomGenerator.getDefault());
    }

    private Answer get(String target, String... headers) throws IOException {
        return RawHttp.get(server.address(), target, headers);
    }

    private static Response echo(String text) {
        return new Response.Json(200, text);
    }

    private static Response sample() {
        return Response.view("sample", Map.of("thing", new Thing("Żółw & spółka", "a:b c")));
    }

    private static PrintStream silent() {
        return new PrintStream(new ByteArrayOutputStream(), true, UTF_8);
    }
}

package bip.ctl.sentry;

import static org.assertj.core.api.Assertions.assertThat;

import bip.ctl.layout.Layout;
import bip.ctl.probe.HealthProbe;
import bip.ctl.probe.ListenAddress;
import bip.ctl.support.CtlException;
import bip.ctl.support.ErrorCode;
import bip.ctl.support.ExitCode;
import bip.ctl.support.Failures;
import bip.ctl.support.Messages;
import bip.ctl.testing.Ports;
import bip.ctl.testing.RawServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every way in which the way to Sentry can fail, each on a real socket, in both languages. */
@Timeout(60)
class SentryCheckTest {
    private static final String ID = "0123456789abcdef0123456789abcdef";

    private static final String CHUNKED =
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n8;x=y\r\n"
                    + "{\"id\": \"\r\n22\r\n"
                    + ID
                    + "\"}\r\n0\r\n\r\n";

    private static final String TAKEN = "{\"id\":\"" + ID + "\"}";

    private final Instant now = Instant.now();
    private final Event event =
            new Event(ID, now, "info", "bipctl sentry check", "production", "1.4.2");

    @TempDir Path folder;
    private Layout layout;
    private int serverPort;
    private Supplier<SSLSocketFactory> trust = SystemTrust::usual;

    @BeforeEach
    void prepare() throws IOException {
        layout = new Layout(folder);
        Files.createDirectories(layout.serverEnvironment().resolveSibling(""));
        serverPort = Ports.free();
    }

    @Test
    void anAcceptedEventIsWhole() throws Exception {
        try (RawServer sentry = RawServer.doing(RawServer.answering("200 OK", TAKEN))) {
            configure("http://key:old@127.0.0.1:" + sentry.port() + "/tools/42");
            CheckReport report = check();

            assertThat(report.findFailure()).isEmpty();
            assertThat(report.findAccepted().orElseThrow().eventId()).isEqualTo(ID);
            assertThat(report.passed())
                    .containsExactly("configured", "resolved", "connected", "accepted", "server");
            assertThat(sentry.nextRequest())
                    .startsWith("POST /tools/api/42/envelope/ HTTP/1.1\r\n")
                    .contains("sentry_version=7", "sentry_key=key", "sentry_secret=old")
                    .contains("{\"event_id\":\"" + ID + "\"}\n", "\"type\":\"event\"")
                    .contains("\"level\":\"info\"", "\"release\":\"bipctl@1.4.2\"");
        }
    }

    /** Receivers that are not Sentry's own say it in other ways. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 202 Accepted\r\nContent-Length: 41\r\n\r\n" + TAKEN,
                "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\n\r\n" + TAKEN,
                "HTTP/1.1 200 OK\r\n\r\n{\"id\":\"01234567-89AB-cdef-0123-456789abcdef\"}",
                CHUNKED
            })
    void anAcceptingAnswerRepeatsTheId(String answer) throws Exception {
        try (RawServer sentry = RawServer.doing(RawServer.saying(answer))) {
            configure(dsn(sentry));

            assertThat(check().findFailure()).isEmpty();
        }
    }

    @Test
    void sayThatNoDsnIsSet() throws Exception {
        fails(ErrorCode.T100, "has no SENTRY_DSN", "nie ma SENTRY_DSN");
    }

    @Test
    void sayThatTheDsnIsEmpty() throws Exception {
        configure("");
        fails(ErrorCode.T101, "is empty", "jest puste");
    }

    @Test
    void sayWhatIsWrongWithTheDsn() throws Exception {
        Files.writeString(
                layout.serverEnvironment(), "SENTRY_DSN=\"https://key@host.example/42\n\"\n");
        fails(ErrorCode.T102, "a line end", "koniec wiersza");
    }

    @Test
    void sayThatTheHostIsUnknown() throws Exception {
        configure("https://key@sentry.invalid/42");
        fails(ErrorCode.T110, "getent ahosts sentry.invalid", "Nazwa sentry.invalid");
    }

    @Test
    void sayThatThePortRefuses() throws Exception {
        int port = Ports.free();
        configure("http://key@127.0.0.1:" + port + "/1");
        fails(ErrorCode.T111, "refuses the connection", "sport = :" + port);
    }

    @Test
    void sayThatNobodyTakesTheConnection() throws Exception {
        // A full queue of connections that nobody accepts: the kernel answers no further one.
        var waiting = new ArrayList<Socket>();
        try (var full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            fill(full, waiting);
            configure("http://key@127.0.0.1:" + full.getLocalPort() + "/1");
            fails(ErrorCode.T112, "does not take a connection", "nie przyjmuje połączenia");
        } finally {
            for (Socket socket : waiting) {
                socket.close();
            }
        }
    }

    @Test
    void sayThatThereIsNoWayThere() throws Exception {
        // The kernel lets no program connect to the address of everybody.
        configure("http://key@255.255.255.255:9/1");
        fails(ErrorCode.T113, "ip route get 255.255.255.255", "Nie można dotrzeć");
    }

    @Test
    void believeAPrivateAuthorityThatTheMachineKeeps() throws Exception {
        var authority = new TestCertificates(folder, "office");
        trust = () -> SystemTrust.in(authority.bundle());
        try (RawServer sentry =
                RawServer.on(
                        authority.socket("localhost", now), RawServer.answering("200 OK", TAKEN))) {
            configure("https://key@localhost:" + sentry.port() + "/1");

            CheckReport report = check();
            assertThat(report.findFailure()).isEmpty();
            assertThat(report.passed()).contains("secured");
        }
    }

    @Test
    void sayThatTheCertificateHasExpired() throws Exception {
        failsWithCertificate(
                "localhost",
                now.minus(Duration.ofDays(3)),
                ErrorCode.T120,
                "has expired",
                "stracił ważność");
    }

    @Test
    void sayThatTheCertificateIsNotYetValid() throws Exception {
        failsWithCertificate(
                "localhost",
                now.plus(Duration.ofDays(3)),
                ErrorCode.T124,
                "clock: date",
                "nie jest jeszcze ważny");
    }

    @Test
    void sayThatTheCertificateIsForAnotherName() throws Exception {
        failsWithCertificate(
                "other.example", now, ErrorCode.T122, "not for the name localhost", "na localhost");
    }

    @Test
    void sayThatNobodyVouchesForTheCertificate() throws Exception {
        var stranger = new TestCertificates(folder, "stranger");
        var office = new TestCertificates(folder, "office");
        trust = () -> SystemTrust.in(office.bundle());
        try (RawServer sentry =
                RawServer.on(stranger.socket("localhost", now), RawServer.silent())) {
            configure("https://key@localhost:" + sentry.port() + "/1");
            fails(ErrorCode.T121, "update-ca-certificates", "ta maszyna nie zna");
        }
    }

    @Test
    void sayThatThePortDoesNotSpeakTls() throws Exception {
        var office = new TestCertificates(folder, "office");
        trust = () -> SystemTrust.in(office.bundle());
        try (var plain = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> greetAll(plain));
            configure("https://key@127.0.0.1:" + plain.getLocalPort() + "/1");
            fails(ErrorCode.T123, "the DSN begins with http://", "Nie ma połączenia TLS");
        }
    }

    @Test
    void sayThatTheMachinesListCannotBeRead() throws Exception {
        Path damaged = Files.writeString(folder.resolve("damaged.pem"), "-----BEGIN CERT");
        trust = () -> SystemTrust.in(damaged);
        try (RawServer sentry = RawServer.doing(RawServer.silent())) {
            configure("https://key@127.0.0.1:" + sentry.port() + "/1");
            fails(ErrorCode.T125, "update-ca-certificates --fresh", "Nie można odczytać listy");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "401 Unauthorized|T130|status 401: bad key|status 401",
                "403 Forbidden|T130|status 403: bad key|status 403",
                "404 Not Found|T131|no project at /api/1/envelope/|nie zna projektu",
                "413 Payload Too Large|T132|too big|za duże",
                "429 Too Many Requests\\r\\nRetry-After: 61|T133|after 61 seconds|za 61 s",
                "429 Too Many Requests|T133|does not say when|nie mówi kiedy",
                "500 Oops|T134|status 500|status 500",
                "503 Unavailable|T134|status 503|status 503",
                "302 Found\\r\\nLocation: /login/|T137|status 302: /login/|statusem 302",
                "400 Bad Request|T137|status 400: bad key|statusem 400",
            })
    void sayWhatTheReceiverAnswers(String head, ErrorCode code, String english, String polish)
            throws Exception {
        try (RawServer sentry =
                RawServer.doing(
                        RawServer.answering(
                                head.replace("\\r\\n", "\r\n"), "{\"detail\":\"bad key\"}"))) {
            configure(dsn(sentry));
            fails(code, english, polish);
        }
    }

    @Test
    void sayThatNobodyAnswers() throws Exception {
        try (RawServer sentry = RawServer.doing(RawServer.silent())) {
            configure(dsn(sentry));
            fails(ErrorCode.T135, "seconds of silence", "sekund ciszy");
        }
    }

    /** Each byte comes in time; the answer does not. */
    @Test
    void sayThatAnAnswerThatDripsIsNone() throws Exception {
        RawServer.Act drip =
                connection -> {
                    for (int i = 0; i < 10_000 && !connection.isClosed(); i++) {
                        connection
                                .getOutputStream()
                                .write("HTTP/1.1 200 OK and more".charAt(i % 24));
                        LockSupport.parkNanos(50_000_000);
                    }
                };
        try (RawServer sentry = RawServer.doing(drip)) {
            configure(dsn(sentry));
            fails(ErrorCode.T135, "seconds of silence", "sekund ciszy");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<html>Sign in</html>",
                "HTTP/1.1 200 OK\r\n\r\n<!doctype html><title>Wi-Fi</title>",
                "SSH-2.0-OpenSSH_9.2\r\n",
                "HTTP/1.1 200 OK\r\n\r\n{}",
                "HTTP/1.1 200 OK\r\n\r\n{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{",
                "HTTP/1.1 200 OK\r\n\r\n{\"id\":\"x\"}",
                "HTTP/1.1 200 OK\r\n\r\n{\"id\":\"ffffffffffffffffffffffffffffffff\"}",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nmany\r\n{}\r\n",
            })
    void sayThatItIsNotSentry(String answer) throws Exception {
        try (RawServer other = RawServer.doing(RawServer.saying(answer))) {
            configure(dsn(other));
            fails(ErrorCode.T136, "is not Sentry", "nie jest Sentry");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "HTTP/1.1 200 OK\r\nContent-"})
    void sayThatTheConnectionWasCut(String answer) throws Exception {
        try (RawServer sentry = RawServer.doing(RawServer.saying(answer))) {
            configure(dsn(sentry));
            fails(ErrorCode.T138, "ended the connection", "zamyka połączenie");
        }
    }

    @Test
    void sayThatTheServerRunsWithTheSameDsn() throws Exception {
        try (RawServer sentry = RawServer.doing(RawServer.answering("200 OK", TAKEN))) {
            String dsn = dsn(sentry);
            configure(dsn);
            try (RawServer server =
                    healthSaying(",\"sentryDsnHash\":\"" + Dsn.parse(dsn).hash() + "\"")) {
                serverPort = server.port();
                assertThat(check().findFailure()).isEmpty();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ",\"sentryDsnHash\":\"000000000000\""})
    void sayThatTheServerRunsWithAnotherDsn(String hash) throws Exception {
        try (RawServer sentry = RawServer.doing(RawServer.answering("200 OK", TAKEN));
                RawServer server = healthSaying(hash)) {
            configure(dsn(sentry));
            serverPort = server.port();

            fails(ErrorCode.T140, "Next: bipctl restart", "Co dalej: bipctl restart");
        }
    }

    private static RawServer healthSaying(String more) throws IOException {
        return RawServer.doing(
                RawServer.answering(
                        "200 OK",
                        "{\"format\":\"bip-health/v1\",\"live\":true,\"ready\":true,"
                                + "\"version\":\"1.4.2\",\"schema\":1,\"frozen\":false,"
                                + "\"checks\":[]"
                                + more
                                + "}"));
    }

    private void failsWithCertificate(
            String name, Instant middle, ErrorCode code, String english, String polish)
            throws Exception {
        var authority = new TestCertificates(folder, "office");
        trust = () -> SystemTrust.in(authority.bundle());
        try (RawServer sentry = RawServer.on(authority.socket(name, middle), RawServer.silent())) {
            configure("https://key@localhost:" + sentry.port() + "/1");
            fails(code, english, polish);
        }
    }

    private void fails(ErrorCode code, String english, String polish) throws IOException {
        CtlException failure = check().findFailure().orElseThrow();

        assertThat(failure.code()).as(failure.toString()).isEqualTo(code);
        assertThat(code.exitCode()).isEqualTo(ExitCode.ATTENTION);
        assertThat(lines(failure, Locale.ENGLISH)).contains(english).doesNotContain("key@");
        assertThat(lines(failure, Locale.of("pl"))).contains(polish).doesNotContain("key@");
    }

    private static String lines(CtlException failure, Locale locale) {
        return String.join("\n", new Failures(new Messages(locale)).lines(failure));
    }

    private CheckReport check() throws IOException {
        var limit = Duration.ofSeconds(1);
        return new SentryCheck(
                        layout,
                        () ->
                                new HealthProbe(
                                        ListenAddress.of(
                                                Map.of("BIP_LISTEN", "127.0.0.1:" + serverPort))),
                        _ -> {},
                        new Link(trust, limit, limit))
                .run(event);
    }

    private void configure(String dsn) throws IOException {
        Files.writeString(layout.serverEnvironment(), "SENTRY_DSN=" + dsn + "\n");
    }

    private static String dsn(RawServer sentry) {
        return "http://key@127.0.0.1:" + sentry.port() + "/1";
    }

    /** Until the kernel takes no more. */
    private static void fill(ServerSocket full, List<Socket> waiting) throws IOException {
        for (int i = 0; i < 16; i++) {
            var socket = new Socket();
            waiting.add(socket);
            try {
                socket.connect(full.getLocalSocketAddress(), 300);
            } catch (SocketTimeoutException e) {
                return;
            }
        }
        throw new AssertionError("the kernel took 16 connections");
    }

    private static void greetAll(ServerSocket plain) {
        try {
            while (!plain.isClosed()) {
                Socket connection = plain.accept();
                connection
                        .getOutputStream()
                        .write("220 mail.example ESMTP\r\n".getBytes(StandardCharsets.US_ASCII));
                connection.getOutputStream().flush();
            }
        } catch (IOException e) {
            // Closed by the test.
            return;
        }
    }
}

package bip.server.errortracking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import bip.server.testing.MigratedDatabase;
import bip.server.testing.RawHttp.Answer;
import bip.server.testing.RawReceiver;
import bip.server.testing.TestServer;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The whole server: what becomes of an error that nobody expected. */
@Timeout(60)
class ServerErrorsTest {
    @TempDir Path folder;

    @Test
    void anErrorReachesTheReceiverOnceWithTheVisitorsReference() throws Exception {
        try (RawReceiver receiver = RawReceiver.accepting()) {
            Answer answer;
            try (TestServer server = startBroken(receiver)) {
                answer =
                        server.get(
                                "/strona/kontakt?q=Nowak",
                                "Cookie: bip=4f5a9c",
                                "X-Forwarded-For: 192.0.2.17",
                                "User-Agent: Browser-of-Nowak");
            }

            assertThat(answer.status()).isEqualTo(500);
            RawReceiver.Envelope envelope = receiver.next();
            JsonNode event = envelope.event();
            assertThat(answer.text()).contains(event.at("/tags/reference").asString());
            assertThat(event.at("/tags/reference").asString()).hasSize(8);
            assertThat(event.at("/tags/route").asString()).isEqualTo("/strona/{slug}");
            assertThat(event.at("/release").asString()).isEqualTo("bip@" + TestServer.VERSION);
            assertThat(event.at("/environment").asString()).isEqualTo("production");
            assertThat(envelope.text())
                    .doesNotContain("4f5a9c", "Nowak", "192.0.2.17", "127.0.0.1", "kontakt");
            assertThat(receiver.unread()).isZero();
        }
    }

    @Test
    void pagesAnswerWhileTheReceiverHangs() throws Exception {
        try (RawReceiver receiver = RawReceiver.hanging();
                TestServer server = startBroken(receiver)) {
            for (int i = 0; i < 200; i++) {
                assertThat(server.get("/strona/kontakt").status()).isEqualTo(500);
            }
            sql(server.database(), "ALTER TABLE page_elsewhere RENAME TO page");

            assertThat(server.get("/").status()).isEqualTo(200);
            receiver.next();
            assertThat(receiver.connections()).isEqualTo(1);
        }
    }

    @Test
    void aVisitorsMistakeIsNoError() throws Exception {
        try (RawReceiver receiver = RawReceiver.accepting()) {
            try (TestServer server = start(receiver)) {
                assertThat(server.get("/nie-ma").status()).isEqualTo(404);
                assertThat(server.get("/%zz").status()).isEqualTo(400);
            }

            assertThat(receiver.connections()).isZero();
        }
    }

    @Test
    void aFailedStartIsReportedBeforeTheServerEnds() throws Exception {
        try (RawReceiver receiver = RawReceiver.accepting();
                ServerSocket taken = RawReceiver.listen()) {
            MigratedDatabase.at(folder.resolve("bip.db"));
            Map<String, String> settings =
                    Map.of(
                            "SENTRY_DSN",
                            receiver.dsn(),
                            "BIP_LISTEN",
                            "127.0.0.1:" + taken.getLocalPort());

            assertThatIOException().isThrownBy(() -> TestServer.startOn(folder, settings).close());
            JsonNode event = receiver.next().event();
            assertThat(event.at("/level").asString()).isEqualTo("fatal");
            assertThat(event.at("/tags/origin").asString()).isEqualTo("start");
        }
    }

    @Test
    void whatEndsAThreadIsReported() throws Exception {
        try (RawReceiver receiver = RawReceiver.accepting();
                TestServer server = start(receiver)) {
            Thread thread =
                    Thread.ofPlatform()
                            .name("index-", 7)
                            .start(() -> {
                                throw new IllegalStateException("disk");
                            });
            thread.join();

            assertThat(server.get("/health").status()).isEqualTo(200);
            JsonNode event = receiver.next().event();
            assertThat(event.at("/tags/origin").asString()).isEqualTo("background");
            assertThat(event.at("/tags/task").asString()).isEqualTo("index");
        }
    }

    @Test
    void withoutADsnNoClassOfSentrysIsLoaded() throws Exception {
        Path classes = folder.resolve("classes.log");
        Path said = folder.resolve("said.log");
        Process server =
                new ProcessBuilder(
                                List.of(
                                        Path.of(System.getProperty("java.home"), "bin", "java")
                                                .toString(),
                                        "-Xlog:class+load:file=" + classes,
                                        "--enable-native-access=ALL-UNNAMED",
                                        "-cp",
                                        System.getProperty("java.class.path"),
                                        Unreported.class.getName(),
                                        folder.toString()))
                        .redirectErrorStream(true)
                        .redirectOutput(said.toFile())
                        .start();
        assertThat(server.waitFor(40, TimeUnit.SECONDS)).isTrue();

        assertThat(server.exitValue()).as(Files.readString(said)).isZero();
        assertThat(Files.readString(classes))
                .contains("bip.server.errortracking.SilentReporter")
                .doesNotContain("io.sentry");
    }

    /** A server without a DSN that answers one request with an error, for a process of its own. */
    static final class Unreported {
        private Unreported() {}

        public static void main(String[] arguments) throws Exception {
            Path folder = Path.of(arguments[0]);
            try (TestServer server = TestServer.start(folder)) {
                sql(server.database(), "ALTER TABLE page RENAME TO page_elsewhere");
                if (server.get("/strona/kontakt").status() != 500) {
                    throw new IllegalStateException("there was no error");
                }
            }
        }
    }

    private TestServer start(RawReceiver receiver) throws IOException {
        MigratedDatabase.at(folder.resolve("bip.db"));
        return TestServer.startOn(folder, Map.of("SENTRY_DSN", receiver.dsn()));
    }

    /** Runs, but has lost a table. */
    private TestServer startBroken(RawReceiver receiver) throws IOException, SQLException {
        TestServer server = start(receiver);
        sql(server.database(), "ALTER TABLE page RENAME TO page_elsewhere");
        return server;
    }

    private static void sql(Path database, String statement) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database);
                Statement change = connection.createStatement()) {
            change.execute(statement);
        }
    }
}

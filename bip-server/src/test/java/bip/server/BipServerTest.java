package bip.server;

import static org.assertj.core.api.Assertions.assertThat;

import bip.server.testing.Await;
import bip.server.testing.MigratedDatabase;
import bip.server.testing.NotifyReceiver;
import bip.server.testing.RawHttp;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real process: signals, exit codes, what it says where. */
class BipServerTest {
    private static final Pattern ANSWERS = Pattern.compile("answers on 127\\.0\\.0\\.1:([0-9]+)");

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir private Path folder = Path.of("");

    @Test
    void reopensItsLogOnHangupAndEndsWith0OnTerm() throws Exception {
        MigratedDatabase.at(folder.resolve("bip.db"));
        Process server = start(List.of());
        try {
            InetSocketAddress address = awaitAddress();
            assertThat(RawHttp.get(address, "/health").status()).isEqualTo(200);

            Files.move(log(), folder.resolve("bip.log.1"));
            signal(server, "HUP");
            Await.until("the log is there again", () -> Files.exists(log()));
            assertThat(server.isAlive()).isTrue();

            signal(server, "TERM");
            assertThat(server.waitFor(20, TimeUnit.SECONDS)).isTrue();
            assertThat(server.exitValue()).isZero();
            assertThat(Files.readString(log())).contains("has ended");
            assertThat(errors())
                    .contains("bip 0-SNAPSHOT nasłuchuje na 127.0.0.1:", "listens on 127.0.0.1:")
                    .contains("kończy pracę / is ending")
                    .doesNotContain("<5>");
            assertThat(folder.resolve("bip.db-wal")).doesNotExist();
        } finally {
            server.destroyForcibly();
        }
    }

    @Test
    void refusesToServeWithoutADatabaseAndNamesTheCommand() throws Exception {
        assertThat(exitOf(start(List.of()))).isEqualTo(78);

        assertThat(errors())
                .contains("has schema 0", "runs on 3 to ")
                .contains("migrate --database " + folder.resolve("bip.db"))
                .contains("działa na schematach");
        assertThat(folder.resolve("bip.db")).doesNotExist();
    }

    @Test
    void refusesToServeWithoutItsLog() throws Exception {
        MigratedDatabase.at(folder.resolve("bip.db"));
        Files.createDirectory(log());

        assertThat(exitOf(start(List.of()))).isEqualTo(78);

        assertThat(errors()).contains("cannot open BIP_LOG_FILE", log().toString());
    }

    @Test
    void saysThatItsAddressIsTaken() throws Exception {
        MigratedDatabase.at(folder.resolve("bip.db"));
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String address = "127.0.0.1:" + other.getLocalPort();
            assertThat(exitOf(start(List.of(), Map.of("BIP_LISTEN", address)))).isEqualTo(1);

            assertThat(errors())
                    .contains("nie można nasłuchiwać na " + address, "ss -ltnp")
                    .contains("cannot listen on " + address);
        }
    }

    @Test
    void saysThatItsDatabaseIsGarbage() throws Exception {
        Files.writeString(folder.resolve("bip.db"), "to nie jest baza danych\n".repeat(1000));

        assertThat(exitOf(start(List.of()))).isEqualTo(1);

        assertThat(errors())
                .contains(folder.resolve("bip.db") + " nie jest bazą danych", "bipctl status")
                .contains("is not a database or is damaged");
    }

    @Test
    void saysThatAHeapOfThatSizeCannotBe() throws Exception {
        MigratedDatabase.at(folder.resolve("bip.db"));

        assertThat(exitOf(start(List.of(), Map.of("BIP_MAX_HEAP", "dużo")))).isEqualTo(78);

        assertThat(errors()).contains("BIP_MAX_HEAP", "256m");
    }

    @Test
    void tellsTheServiceManagerThatItIsReadyAndThatItEnds() throws Throwable {
        MigratedDatabase.at(folder.resolve("bip.db"));
        String socket = folder.resolve("notify").toString();
        try (NotifyReceiver receiver = new NotifyReceiver(socket)) {
            Process server =
                    start(List.of(), Map.of("NOTIFY_SOCKET", socket, "WATCHDOG_USEC", "6000000"));
            try {
                assertThat(receiver.receive(PATIENCE))
                        .startsWith("READY=1\nSTATUS=wersja 0-SNAPSHOT odpowiada na 127.0.0.1:");
                assertThat(RawHttp.get(awaitAddress(), "/health").status()).isEqualTo(200);

                assertThat(receiver.receive(PATIENCE)).isEqualTo("WATCHDOG=1");

                signal(server, "TERM");
                assertThat(receiver.receive(PATIENCE)).startsWith("STOPPING=1\nSTATUS=kończy");
                assertThat(exitOf(server)).isZero();
            } finally {
                server.destroyForcibly();
            }
        }
    }

    @Test
    void takesItsVersionAndDatabaseFromTheLauncher() throws Exception {
        Path home = Files.createDirectory(folder.resolve("home"));
        Files.writeString(home.resolve("release.json"), "{\"version\": \"3.2.1\"}");
        MigratedDatabase.at(folder.resolve("generation.db"));
        Process server =
                start(
                        List.of(
                                "-Dbip.home=" + home,
                                "-Dbip.database=" + folder.resolve("generation.db")));
        try {
            assertThat(RawHttp.get(awaitAddress(), "/health").text())
                    .contains("\"version\":\"3.2.1\"");
        } finally {
            server.destroyForcibly();
        }
    }

    private Process start(List<String> properties) throws IOException {
        return start(properties, Map.of());
    }

    private Process start(List<String> properties, Map<String, String> environment)
            throws IOException {
        Stream<String> command =
                Stream.of(
                                Stream.of(
                                        Path.of(System.getProperty("java.home"), "bin", "java")
                                                .toString(),
                                        "--enable-native-access=ALL-UNNAMED",
                                        "-cp",
                                        System.getProperty("java.class.path")),
                                properties.stream(),
                                Stream.of("bip.server.BipServer"))
                        .flatMap(part -> part);
        ProcessBuilder builder = new ProcessBuilder(command.toList());
        builder.environment().put("BIP_LISTEN", "127.0.0.1:0");
        builder.environment().put("BIP_DATA_DIR", folder.toString());
        builder.environment().put("BIP_LOG_FILE", log().toString());
        builder.environment().put("LC_ALL", "C");
        builder.environment().putAll(environment);
        builder.redirectOutput(folder.resolve("out").toFile());
        builder.redirectError(folder.resolve("err").toFile());
        return builder.start();
    }

    private static int exitOf(Process process) throws InterruptedException {
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }

    private InetSocketAddress awaitAddress() throws Exception {
        Await.until(
                "the server answers",
                () -> Files.exists(log()) && ANSWERS.matcher(Files.readString(log())).find());
        Matcher found = ANSWERS.matcher(Files.readString(log()));
        assertThat(found.find()).isTrue();
        return new InetSocketAddress(
                InetAddress.getLoopbackAddress(), Integer.parseInt(found.group(1)));
    }

    private static void signal(Process process, String name) throws Exception {
        Process kill = new ProcessBuilder("kill", "-" + name, "" + process.pid()).start();
        assertThat(exitOf(kill)).isZero();
    }

    private Path log() {
        return folder.resolve("bip.log");
    }

    private String errors() throws IOException {
        return Files.readString(folder.resolve("err"));
    }
}

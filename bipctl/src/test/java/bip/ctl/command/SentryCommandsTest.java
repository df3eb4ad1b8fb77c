package bip.ctl.command;

import static org.assertj.core.api.Assertions.assertThat;

import bip.ctl.layout.Layout;
import bip.ctl.testing.Ports;
import bip.ctl.testing.RawServer;
import bip.ctl.testing.RecordingConsole;
import bip.ctl.testing.TestToolkit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code bipctl sentry …} as typed. */
@Timeout(60)
class SentryCommandsTest {
    private static final String DSN = "https://key@sentry.example.org/42";

    @TempDir Path root;
    private Path settings;
    private RecordingConsole console = new RecordingConsole();

    @BeforeEach
    void layOut() throws IOException {
        settings = new Layout(root).serverEnvironment();
        Files.createDirectories(root.resolve("etc/bip"));
        Files.writeString(settings, "BIP_LISTEN=127.0.0.1:" + Ports.free() + "\n");
    }

    @Test
    void checkSaysHowFarItCame() throws Exception {
        try (RawServer sentry = RawServer.doing(RawServer.accepting())) {
            configure(sentry);

            assertThat(run("sentry", "check")).as(said()).isZero();
            String sent = sentry.nextRequest();
            assertThat(console.results().getFirst())
                    .isEqualTo(
                            "DSN http://***@127.0.0.1:" + sentry.port() + "/1, from " + settings);
            assertThat(results()).containsPattern("Sentry accepted event [0-9a-f]{32} in \\d+ ms");
            assertThat(sent).contains(results().replaceAll("(?s).*event ([0-9a-f]{32}).*", "$1"));
        }
    }

    @Test
    void checkTellsProgramsToo() throws Exception {
        try (RawServer sentry = RawServer.doing(RawServer.accepting())) {
            configure(sentry);

            assertThat(run("sentry", "check", "--json")).isZero();
            assertThat(console.results()).hasSize(1);
            assertThat(results())
                    .startsWith("{\"format\":\"bipctl-sentry/v1\",\"ok\":true,\"passed\":")
                    .contains("\"accepted\"", "\"failure\":null");
        }
    }

    @Test
    void checkTellsProgramsWhatFailedInEnglish() {
        assertThat(run("--lang", "pl", "sentry", "check", "--json")).isEqualTo(4);
        assertThat(results())
                .contains(
                        "\"ok\":false", "\"code\":\"BIP-T100\"", "\"exitCode\":4", "No DSN is set");
        assertThat(said())
                .contains("BIP-T100: Nie ustawiono DSN", "--root " + root + " sentry set");
    }

    @Test
    void theShellsEnvironmentDoesNotCount() {
        console = new RecordingConsole();
        int exitCode =
                new CommandLines(new TestToolkit(console, Map.of("LANG", "C", "SENTRY_DSN", DSN)))
                        .run("--root", root.toString(), "sentry", "check");

        assertThat(exitCode).isEqualTo(4);
        assertThat(said()).contains("BIP-T100", "does not reach the server");
    }

    @Test
    void testSendsAMarkedEventAndSaysWhereToLook() throws Exception {
        try (RawServer sentry = RawServer.doing(RawServer.accepting())) {
            configure(sentry);

            assertThat(run("sentry", "test", "--message", "before the holidays")).isZero();
            assertThat(sentry.nextRequest())
                    .contains("\"level\":\"warning\"", "bipctl sentry test, ")
                    .contains(": before the holidays");
            assertThat(results()).contains("issues of project 1");
        }
    }

    @Test
    void testSaysWhatFailed() throws Exception {
        try (RawServer sentry = RawServer.doing(RawServer.answering("403 No", "{}"))) {
            configure(sentry);

            assertThat(run("sentry", "test")).isEqualTo(4);
            assertThat(said()).contains("BIP-T130");
        }
    }

    @Test
    void setWritesThatKeyAloneAndLetsOnlyTheOwnerRead() throws Exception {
        String before =
                "# ours\r\nBIP_LISTEN='127.0.0.1:9'\nSENTRY_DSN=old\n\n  # end, no line end";
        Files.writeString(settings, before);

        assertThat(run("sentry", "set", "--dsn-file", dsnFile(DSN + "\n"))).as(said()).isZero();
        assertThat(Files.readString(settings))
                .isEqualTo(before.replace("SENTRY_DSN=old", "SENTRY_DSN=" + DSN));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(settings)))
                .isEqualTo("rw-------");
        assertThat(results())
                .contains("--root " + root + " restart", "--root " + root + " sentry check")
                .doesNotContain(DSN);
    }

    @Test
    void setKeepsWhatIsThereWhenTheDsnIsWrong() throws Exception {
        String before = Files.readString(settings);

        assertThat(run("sentry", "set", "--dsn-file", dsnFile("https://sentry.example.org/42")))
                .isEqualTo(4);
        assertThat(said()).contains("BIP-T102", "the key before the @ is missing");
        assertThat(Files.readString(settings)).isEqualTo(before);
    }

    @Test
    void setRefusesADsnAsAnArgument() throws Exception {
        assertThat(run("sentry", "set", DSN)).isEqualTo(2);
        assertThat(said()).contains("BIP-T141", "list of processes").doesNotContain(DSN);
        assertThat(Files.readString(settings)).doesNotContain("SENTRY");
    }

    @Test
    void setTakesAFileWithAByteOrderMark() throws Exception {
        assertThat(run("sentry", "set", "--dsn-file", dsnFile("\ufeff" + DSN + "\r\n"))).isZero();
        assertThat(Files.readString(settings)).endsWith("SENTRY_DSN=" + DSN + "\n");
    }

    @Test
    void setSaysThatAFolderIsNoFile() throws Exception {
        assertThat(run("sentry", "set", "--dsn-file", root.toString())).isOne();
        assertThat(said()).contains("BIP-T144", root + " is a folder");
        assertThat(run("--lang", "pl", "sentry", "set", "--dsn-file", root.toString())).isOne();
        assertThat(said()).contains("to katalog");
    }

    @Test
    void setSwitchesReportingOff() throws Exception {
        String before = Files.readString(settings);
        assertThat(run("sentry", "set", "--off")).isZero();
        assertThat(results()).contains("Nothing to do");
        assertThat(Files.readString(settings)).isEqualTo(before);
        assertThat(run("sentry", "set", "--dsn-file", dsnFile(DSN))).isZero();
        assertThat(run("sentry", "set", "--off")).isZero();
        assertThat(results()).contains("--root " + root + " restart");
        assertThat(Files.readString(settings)).isEqualTo(before + "SENTRY_DSN=\n");
        assertThat(run("sentry", "set", "--off", "--dsn-file", dsnFile(DSN))).isEqualTo(2);
    }

    @Test
    void checkPointsOutAnExportedDsn() throws Exception {
        Files.writeString(settings, "export SENTRY_DSN=" + DSN + "\n");
        assertThat(run("sentry", "check")).isEqualTo(4);
        assertThat(said()).contains("BIP-T145", "the word export").doesNotContain(DSN);
        assertThat(run("--lang", "pl", "sentry", "check")).isEqualTo(4);
        assertThat(said()).contains("słowo export");
    }

    @Test
    void setSaysThatTheFileIsNotThereOrEmpty() throws Exception {
        assertThat(run("sentry", "set", "--dsn-file", root.resolve("none").toString())).isOne();
        assertThat(said()).contains("BIP-T142");
        assertThat(run("sentry", "set", "--dsn-file", dsnFile("\n"))).isOne();
        assertThat(said()).contains("BIP-T143");
    }

    @Test
    void saysWhatIsMissing() {
        assertThat(run("sentry")).isEqualTo(2);
        assertThat(said()).contains("check | test | set");
        assertThat(run("sentry", "set")).isEqualTo(2);
        assertThat(said()).contains("--dsn-file");
    }

    @Test
    void helpSpeaksBothLanguages() {
        assertThat(run("sentry", "set", "--help")).isZero();
        assertThat(results())
                .contains("file that holds the DSN")
                .doesNotContain("DSN]", "Arguments:");
        assertThat(run("--lang", "pl", "sentry", "check", "--help")).isZero();
        assertThat(results()).contains("liczy się do limitu");
    }

    private void configure(RawServer sentry) throws IOException {
        Files.writeString(
                settings,
                Files.readString(settings)
                        + "SENTRY_DSN=http://key@127.0.0.1:"
                        + sentry.port()
                        + "/1\n");
    }

    private String dsnFile(String content) throws IOException {
        return Files.writeString(root.resolve("dsn"), content).toString();
    }

    private int run(String... words) {
        console = new RecordingConsole();
        var all = new ArrayList<>(List.of("--root", root.toString()));
        all.addAll(Arrays.asList(words));
        return new CommandLines(new TestToolkit(console)).run(all.toArray(String[]::new));
    }

    private String said() {
        return String.join("\n", console.warnings());
    }

    private String results() {
        return String.join("\n", console.results());
    }
}

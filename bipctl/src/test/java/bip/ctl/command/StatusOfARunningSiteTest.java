package bip.ctl.command;

import static org.assertj.core.api.Assertions.assertThat;

import bip.ctl.layout.Layout;
import bip.ctl.testing.FakeServer;
import bip.ctl.testing.Ports;
import bip.ctl.testing.RecordingConsole;
import bip.ctl.testing.TestChannel;
import bip.ctl.testing.TestToolkit;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code status} says of a server that answers, while something about it is not as it was. */
class StatusOfARunningSiteTest {

    @TempDir Path folder;

    private Path root;
    private Layout layout;
    private TestChannel channel;
    private int port;
    private RecordingConsole console = new RecordingConsole();

    @BeforeEach
    void install() throws IOException {
        root = folder.resolve("site");
        layout = new Layout(root);
        channel = new TestChannel(folder.resolve("channel"));
        port = Ports.free();
        Files.createDirectories(root.resolve("etc/bip"));
        Files.writeString(layout.serverEnvironment(), "BIP_LISTEN=127.0.0.1:" + port + "\n");
        channel.with("1.0.0", FakeServer.release("1.0.0", "well"));
        assertThat(run("install", "--unsigned", "--yes")).isZero();
    }

    @AfterEach
    void stop() {
        run("stop");
    }

    private int run(String... words) {
        var all = new ArrayList<>(List.of("--root", root.toString(), "--channel", channel.url()));
        all.addAll(Arrays.asList(words));
        console = new RecordingConsole();
        return new CommandLines(new TestToolkit(console)).run(all.toArray(String[]::new));
    }

    private String status(int exitCode) {
        int code = run("status");
        String said = String.join("\n", console.results());
        assertThat(code).as(said).isEqualTo(exitCode);
        return said;
    }

    private void append(Path file, byte[] bytes) throws IOException {
        Files.write(file, bytes, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private void append(Path file, String text) throws IOException {
        append(file, text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void nothingIsWrongAtFirstAndNoBackupIsToldOf() {
        assertThat(status(0)).contains("No backup yet: bipctl", "backup create");
    }

    @Test
    void aServerThatIsNotOfTheCurrentReleaseIsToldOf() throws Exception {
        channel.with("1.1.0", FakeServer.release("1.1.0", "well"));
        assertThat(run("upgrade", "--unsigned", "--yes")).isZero();
        Files.delete(root.resolve("opt/bip/current"));
        Files.createSymbolicLink(root.resolve("opt/bip/current"), Path.of("generations/1"));
        assertThat(run("adopt", "--yes")).isZero();

        assertThat(status(4))
                .contains("BIP-S170: The running server serves version 1.1.0 on ")
                .contains("current is version 1.0.0 with ", "data/1", "restart");

        assertThat(run("restart")).isZero();
        assertThat(status(0)).doesNotContain("BIP-S170");
    }

    @Test
    void settingsThatTheNextStartWillRefuseAreToldOfAtOnce() throws Exception {
        append(layout.serverEnvironment(), "BIP_TIME_ZONE=Mars/Base\n");

        assertThat(status(4)).contains("BIP-S112", "BIP_TIME_ZONE", "Serves pages at");
    }

    @Test
    void nobodyIsAskedWhereItIsNotKnownWho() throws Exception {
        append(layout.serverEnvironment(), "BIP_LISTEN=tu\n");

        assertThat(status(4)).contains("Version 1.0.0").doesNotContain("8080");
    }

    @Test
    void aSettingsFileThatIsNoTextHidesNothingElse() throws Exception {
        append(layout.serverEnvironment(), new byte[] {'#', (byte) 0xb1, '\n'});

        assertThat(status(4)).contains("Version 1.0.0", "BIP-G103", "Process");
    }

    @Test
    void aLineThatIsNoSettingIsNamed() throws Exception {
        append(layout.serverEnvironment(), "# a comment\nthis is none\nexport BIP_X=1\n");

        assertThat(status(0))
                .contains("bip.env: line 3 is no setting")
                .contains("bip.env: line 4 is no setting")
                .doesNotContain("this is none");
    }

    @Test
    void settingsOfTheToolAreToldOfByWhatTheyWillStop() throws Exception {
        append(
                layout.toolEnvironment(),
                """
                BIPCTL_BACKUP_RECIPIENT=nobody
                BIPCTL_CHANNEL_URL=ftp://a
                BIPCTL_BACKUP_SECOND=there
                """);

        assertThat(status(4))
                .contains("BIP-B104", "BIP-C100", "BIP-B149")
                .contains("Until it is mended, commands that need it refuse.");
    }
}

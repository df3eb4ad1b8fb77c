package bip.ctl.command;

import static org.assertj.core.api.Assertions.assertThat;

import bip.ctl.layout.Layout;
import bip.ctl.testing.FakeServer;
import bip.ctl.testing.Ports;
import bip.ctl.testing.RecordingConsole;
import bip.ctl.testing.TestChannel;
import bip.ctl.testing.TestToolkit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The cache of a release, made by processes that play servers. */
class FastStartTest {

    @TempDir Path folder;

    private Path root;
    private TestChannel channel;
    private RecordingConsole console;

    @BeforeEach
    void prepare() throws IOException {
        root = folder.resolve("site");
        channel = new TestChannel(folder.resolve("channel"));
        Files.createDirectories(root.resolve("etc/bip"));
        Files.writeString(
                root.resolve("etc/bip/bip.env"),
                "BIP_LISTEN=127.0.0.1:" + Ports.free() + "\nSENTRY_DSN=https://k@example.org/1\n");
        console = new RecordingConsole();
    }

    @AfterEach
    void stop() {
        run("stop");
    }

    private int run(String... words) {
        console = new RecordingConsole();
        var all = new ArrayList<>(List.of("--root", root.toString(), "--channel", channel.url()));
        all.addAll(Arrays.asList(words));
        return new CommandLines(new TestToolkit(console)).run(all.toArray(String[]::new));
    }

    private List<Path> caches() throws IOException {
        try (var files = Files.list(new Layout(root).aotCaches())) {
            return files.filter(it -> it.toString().endsWith(".aot")).toList();
        }
    }

    private String results() {
        return String.join("\n", console.results());
    }

    @Test
    void isMadeAtInstallBesideTheSiteWithoutErrorTracking() throws Exception {
        channel.with("1.0.0", FakeServer.release("1.0.0", "trains"));
        assertThat(run("install", "--unsigned", "--yes"))
                .as(console.warnings().toString())
                .isZero();
        assertThat(caches()).singleElement().asString().contains("/1.0.0-");
        assertThat(Files.readString(caches().getFirst()))
                .startsWith("127.0.0.1:")
                .contains("/szukaj", "/strona/o-nas")
                .doesNotContain("example.org");
        assertThat(new Layout(root).aotCaches().resolve(".rehearsal")).doesNotExist();
        assertThat(run("status")).isZero();
        assertThat(results()).contains("Fast start: ready for the next start");
    }

    @Test
    void isMadeAnewWhenItIsMissingOrStale() throws Exception {
        channel.with("1.0.0", FakeServer.release("1.0.0", "trains"));
        assertThat(run("install", "--unsigned", "--yes")).isZero();
        Path cache = caches().getFirst();
        Files.writeString(cache, "damaged");
        run("status");
        assertThat(results()).contains("made on another processor or for other files");
        assertThat(run("restart")).isZero();
        assertThat(Files.readString(cache)).contains("/strona/o-nas");
        Files.delete(cache);
        run("status");
        assertThat(results()).contains("not made yet");
        assertThat(run("start")).isZero();
        assertThat(cache).exists();
    }

    @Test
    void notHavingOneStopsNothing() throws Exception {
        channel.with("1.0.0", FakeServer.release("1.0.0", "trains-nothing"));
        assertThat(run("install", "--unsigned", "--yes"))
                .as(console.warnings().toString())
                .isZero();
        assertThat(caches()).isEmpty();
        assertThat(String.join("\n", console.warnings()))
                .contains("The fast start could not be made");
    }

    @Test
    void goesWithItsRelease() throws Exception {
        channel.with("1.0.0", FakeServer.release("1.0.0", "trains"));
        assertThat(run("install", "--unsigned", "--yes")).isZero();
        Path stranger = new Layout(root).aotCaches().resolve("0.9.0-01234567.aot");
        Files.writeString(stranger, "of a release that is gone");
        channel.with("1.1.0", FakeServer.release("1.1.0", "dies"));
        assertThat(run("upgrade", "--unsigned", "--yes")).isEqualTo(30);
        channel.with("1.2.0", FakeServer.release("1.2.0", "well"));
        assertThat(run("upgrade", "--unsigned", "--yes")).isZero();
        assertThat(stranger).doesNotExist();
        assertThat(caches()).singleElement().asString().contains("/1.0.0-");
    }
}

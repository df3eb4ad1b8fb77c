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
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Carrying a bulletin over; the release answers by the contract's golden file. */
class ImportCommandTest {
    private static final Path GOLDEN =
            Path.of("../docs/contract/golden/import.ndjson").toAbsolutePath();

    @TempDir Path folder;

    private Path root;
    private Path source;
    private RecordingConsole console = new RecordingConsole();

    @BeforeEach
    void install() throws IOException {
        root = folder.resolve("site");
        Path settings = new Layout(root).serverEnvironment();
        Files.createDirectories(root.resolve("etc/bip"));
        Files.writeString(settings, "BIP_LISTEN=127.0.0.1:" + Ports.free() + "\n");
        source = Files.createDirectories(folder.resolve("stary biuletyn"));
        Files.writeString(source.resolve("db.sqlite3"), "a database");
        answer(GOLDEN, 0);
        var channel = new TestChannel(folder.resolve("channel"));
        channel.with(
                "1.0.0", FakeServer.release("1.0.0", "well").program("bin/bip-server", launcher()));
        assertThat(run("--channel", channel.url(), "install", "--unsigned", "--yes")).isZero();
    }

    @AfterEach
    void stop() {
        assertThat(run("stop")).isZero();
    }

    private String launcher() {
        return """
        #!/bin/sh
        if [ "$1" = import ]; then
            shift
            echo "$*" >'FOLDER/arguments'
            cat 'FOLDER/answer'
            exit "$(cat 'FOLDER/exit')"
        fi
        """
                        .replace("FOLDER", folder.toString())
                + FakeServer.launcher().substring("#!/bin/sh\n".length());
    }

    private void answer(Path document, int exitCode) throws IOException {
        Files.copy(document, folder.resolve("answer"), StandardCopyOption.REPLACE_EXISTING);
        Files.writeString(folder.resolve("exit"), String.valueOf(exitCode));
    }

    private int run(String... words) {
        console = new RecordingConsole();
        List<String> all = new ArrayList<>(List.of("--root", root.toString(), "--lang", "pl"));
        all.addAll(Arrays.asList(words));
        return new CommandLines(new TestToolkit(console)).run(all.toArray(String[]::new));
    }

    private String said() {
        return String.join("\n", console.warnings()) + String.join("\n", console.results());
    }

    @Test
    void tellsWhatWasNotCarriedOverAsItWas() throws IOException {
        assertThat(run("import", "biuletyn-bip", source.toString())).isZero();
        assertThat(console.results())
                .anyMatch(line ->
                        line.startsWith("strona 152: ma teraz adres /strona/dyzury-radnych-2"))
                .anyMatch(line -> line.startsWith("załącznik 29: brakuje jego pliku"))
                .contains(
                        "Dodano: strony 156, załączniki 30 w plikach 25, etykiety 10, konta 3,"
                                + " wpisy rejestru zmian 336.")
                .noneMatch(line -> line.startsWith("Było już"));
        assertThat(Files.readString(folder.resolve("arguments")))
                .isEqualTo("biuletyn-bip " + source + "\n");
    }

    @Test
    void aTrialSaysThatItWasOne() throws IOException {
        assertThat(run("import", "biuletyn-bip", source.toString(), "--dry-run")).isZero();
        assertThat(Files.readString(folder.resolve("arguments"))).endsWith(" --dry-run\n");
        assertThat(console.results()).contains("To była próba: nic nie zmieniono.");
    }

    @Test
    void refusesAFolderWithoutADatabase() {
        assertThat(run("import", "biuletyn-bip", folder.toString())).isEqualTo(1);
        assertThat(said()).contains("BIP-A210", "db.sqlite3");
    }

    @Test
    void editingThatIsFrozenIsAReasonToTryLater() throws IOException {
        answer(GOLDEN, 75);
        assertThat(run("import", "biuletyn-bip", source.toString())).isEqualTo(1);
        assertThat(said()).contains("BIP-A208");
    }

    @Test
    void anAnswerCutShortIsNoSuccess() throws IOException {
        Path half = folder.resolve("half");
        Files.write(half, Files.readAllLines(GOLDEN).subList(0, 1));
        answer(half, 0);
        assertThat(run("import", "biuletyn-bip", source.toString())).isEqualTo(1);
        assertThat(said()).contains("BIP-S111");
    }

    @Test
    void namesItsVerbWhenItIsLeftOut() {
        assertThat(run("import")).isEqualTo(2);
        assertThat(said()).contains("import biuletyn-bip DIR --dry-run");
    }

    @Test
    void completionIsForBash() {
        assertThat(run("completion", "fish")).isEqualTo(2);
        assertThat(run("completion", "bash")).isZero();
        assertThat(console.results()).anyMatch(line -> line.contains("complete -F"));
        assertThat(said()).contains("rollback", "biuletyn-bip", "--dry-run");
    }
}

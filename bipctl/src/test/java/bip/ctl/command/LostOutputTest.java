package bip.ctl.command;

import static org.assertj.core.api.Assertions.assertThat;

import bip.ctl.BipCtl;
import bip.ctl.support.Programs;
import bip.ctl.testing.ChildJvm;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What cannot be written is missed, unless its reader went away: with real streams. */
class LostOutputTest {

    @TempDir Path root;

    @ParameterizedTest
    @CsvSource({
        "history --json, >/dev/full, 1",
        "backup list --json, >&-, 1",
        "--version, >/dev/full, 1",
        "--help, >/dev/full, 1",
        "unhold, >/dev/full, 0",
        "history --json, '| true', 0"
    })
    void isSaidOnStandardError(String verb, String output, int exitCode) throws Exception {
        var words = new ArrayList<>(List.of("--root", root.toString()));
        words.addAll(List.of(verb.split(" ")));
        var all = verb.startsWith("--v") ? new String[] {verb} : words.toArray(String[]::new);
        var command = new ArrayList<>(List.of("sh", "-c", "\"$@\" " + output, "sh"));
        command.addAll(
                ChildJvm.command(BipCtl.class, List.of("--enable-native-access=ALL-UNNAMED"), all));
        var run = Programs.run(command, Map.of("LANG", "C"), Duration.ofSeconds(60));
        assertThat(run.exitCode()).as(run.err()).isEqualTo(exitCode);
        if (output.startsWith("|")) {
            assertThat(run.err()).isEmpty();
        } else {
            assertThat(run.err()).contains("BIP-G108");
        }
    }
}

package bip.ctl.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import bip.ctl.testing.Failing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EnvironmentFileTest {

    @TempDir Path folder;

    /** A line and the value of A that systemd 252 takes from it. */
    record Sample(String text, String value) {}

    static List<Sample> samples() {
        return List.of(
                new Sample("A=b", "b"),
                new Sample("  A = b c  \n", "b c"),
                new Sample("A=", ""),
                new Sample("A='b  #c'\n", "b  #c"),
                new Sample("A=b # no comment\n", "b # no comment"),
                new Sample("A=\"b\\\"c\\\\d\\$e\\`f\\n\"\n", "b\"c\\d$e`f\\n"),
                new Sample("A=\"b\\\nc\"\n", "bc"),
                new Sample("A=\"b\nc\"\n", "b\nc"),
                new Sample("A=b\\\nc\n", "bc"),
                new Sample("A=b\\ \n", "b "),
                new Sample("A=b\\c\n", "bc"),
                new Sample("A='b'\"c\" d \n", "bcd"),
                new Sample("A=b\"c\"\n", "b\"c\""),
                new Sample("A='b\\'\n", "b\\"),
                new Sample("A='open\n", "open\n"),
                new Sample("# A=x\n; A=y\nA=b\n", "b"),
                new Sample("# comment \\\nA=b\n", "b"),
                new Sample("A=x\nA=b\n", "b"),
                new Sample("A=b\r\n", "b"),
                new Sample("A=b=c\n", "b=c"));
    }

    /** After an open quote nothing else stands. */
    static List<Sample> closedSamples() {
        return samples().stream().filter(s -> !s.text().contains("open")).toList();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void readsAsSystemdDoes(Sample sample) {
        assertThat(EnvironmentFile.parse(sample.text()))
                .containsExactly(entry("A", sample.value()));
    }

    @Test
    void passesOverWhatIsNoAssignment() {
        assertThat(EnvironmentFile.parse("export A=b\nword\n1A=b\n\nB-C=d\n")).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("closedSamples")
    void changesOneValueAndNothingElse(Sample sample) {
        String before = "# first\nZ = 'z' \n" + sample.text();
        String text = before + (before.endsWith("\n") ? "" : "\n") + "Y=\"y\n\"  \n; last";
        String changed = EnvironmentFile.withValue(text, "A", "new \"$value\"\\`\n");
        assertThat(EnvironmentFile.parse(changed))
                .containsExactly(
                        entry("Z", "z"), entry("A", "new \"$value\"\\`\n"), entry("Y", "y\n"));
        assertThat(changed).startsWith("# first\nZ = 'z' \n").endsWith("\nY=\"y\n\"  \n; last");
    }

    @Test
    void addsAValueAtTheEnd() {
        assertThat(EnvironmentFile.withValue("B=c", "A", "https://k@host/1?a=b"))
                .isEqualTo("B=c\nA=\"https://k@host/1?a=b\"\n");
        assertThat(EnvironmentFile.withValue("", "A", "plain")).isEqualTo("A=plain\n");
        assertThatThrownBy(() -> EnvironmentFile.withValue("", "A B", "x"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void missingFileHasNoSettings() throws IOException {
        assertThat(EnvironmentFile.read(folder.resolve("none"))).isEmpty();
        Path file = Files.writeString(folder.resolve("bip.env"), "A=\u017c\u00f3\u0142w\n");
        assertThat(EnvironmentFile.read(file)).containsExactly(entry("A", "\u017c\u00f3\u0142w"));
    }

    @Test
    void refusesFileThatIsNotUtf8() throws IOException {
        Path file = Files.write(folder.resolve("bip.env"), new byte[] {'A', '=', (byte) 0xb1});
        Failing.with(ErrorCode.G103, () -> EnvironmentFile.read(file));
    }
}

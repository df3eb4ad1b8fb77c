package bip.ctl.probe;

import static org.assertj.core.api.Assertions.assertThat;

import bip.ctl.layout.Layout;
import bip.ctl.support.ErrorCode;
import bip.ctl.testing.Failing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LimitsTest {

    @TempDir Path root;

    @Test
    void isAMinuteUnlessTheSettingsSayOtherwise() throws IOException {
        assertThat(Limits.ready(new Layout(root))).isEqualTo(Duration.ofMinutes(1));
        assertThat(Limits.ready(saying(""))).isEqualTo(Duration.ofMinutes(1));
        assertThat(Limits.ready(saying("240"))).isEqualTo(Duration.ofMinutes(4));
    }

    @ParameterizedTest
    @ValueSource(strings = {"4", "86401", "-5", "1m", "05", "99999999999999"})
    void refusesWhatIsNoNumberOfSeconds(String said) throws IOException {
        Layout layout = saying(said);
        assertThat(Failing.with(ErrorCode.A105, () -> Limits.ready(layout)).getFirst())
                .contains("BIPCTL_READY_SECONDS", said);
    }

    private Layout saying(String value) throws IOException {
        var layout = new Layout(root);
        Files.createDirectories(layout.toolEnvironment().resolveSibling(""));
        Files.writeString(layout.toolEnvironment(), "BIPCTL_READY_SECONDS=" + value + "\n");
        return layout;
    }
}

package bip.ctl.unattended;

import static org.assertj.core.api.Assertions.assertThat;

import bip.ctl.layout.Layout;
import bip.ctl.support.ErrorCode;
import bip.ctl.testing.Failing;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalTime;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnattendedSettingsTest {

    @TempDir Path folder;
    private Layout layout;

    @BeforeEach
    void layOut() {
        layout = new Layout(folder);
    }

    private void set(String... lines) throws Exception {
        Files.createDirectories(layout.toolEnvironment().resolveSibling(""));
        Files.write(layout.toolEnvironment(), List.of(lines));
    }

    @Test
    void areOffWhereNothingIsSet() throws Exception {
        assertThat(UnattendedSettings.of(layout).mode()).isEqualTo(Mode.OFF);
        set("BIPCTL_UNATTENDED=off", "BIPCTL_WINDOW=x");
        assertThat(UnattendedSettings.of(layout).mode()).isEqualTo(Mode.OFF);
        set("BIPCTL_UNATTENDED=", "BIPCTL_WINDOW=");
        var settings = UnattendedSettings.of(layout);
        assertThat(settings.mode()).isEqualTo(Mode.OFF);
        assertThat(settings.hours().window().text()).isEqualTo("01:00-05:00");
        assertThat(UnattendedSettings.recipients(layout)).containsExactly("root");
        assertThat(UnattendedSettings.isMailAsked(layout)).isFalse();
        assertThat(UnattendedSettings.language(layout).word()).isEqualTo("pl");
    }

    @Test
    void areReadAsWritten() throws Exception {
        set(
                "BIPCTL_UNATTENDED=security",
                "BIPCTL_WINDOW=\"Mon..Fri 22:00-05:00\"",
                "BIPCTL_BLACKOUT='2026-10-11, 12-24..01-01'",
                "BIPCTL_MAIL=root,it@urzad.example.org",
                "BIPCTL_MAIL_LANG=en");
        var settings = UnattendedSettings.of(layout);
        assertThat(settings.mode()).isEqualTo(Mode.SECURITY);
        assertThat(settings.hours().window().days()).hasSize(5);
        assertThat(settings.hours().window().from()).isEqualTo(LocalTime.of(22, 0));
        assertThat(settings.hours().blackouts().spans()).hasSize(2);
        assertThat(UnattendedSettings.recipients(layout))
                .containsExactly("root", "it@urzad.example.org");
        assertThat(UnattendedSettings.isMailAsked(layout)).isTrue();
        assertThat(UnattendedSettings.language(layout).word()).isEqualTo("en");
        assertThat(UnattendedSettings.wrong(layout)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "BIPCTL_UNATTENDED, on",
        "BIPCTL_UNATTENDED, ALL",
        "BIPCTL_WINDOW, always",
        "BIPCTL_WINDOW, 22:00-23:00",
        "BIPCTL_BLACKOUT, 2026-12-26..2026-12-24",
        "BIPCTL_MAIL, -froot",
        "BIPCTL_MAIL, 'it@example.org;root'",
        "BIPCTL_MAIL, it@",
        "BIPCTL_MAIL, żółw@example.org",
        "BIPCTL_MAIL_LANG, de",
    })
    void wrongOnesAreNamedAndStopIt(String key, String value) throws Exception {
        set("BIPCTL_UNATTENDED=all", key + "=\"" + value + "\"");
        assertThat(Failing.with(ErrorCode.N100, () -> UnattendedSettings.of(layout)).getFirst())
                .contains(key, value, layout.toolEnvironment().toString());
    }

    @Test
    void allThatIsWrongIsToldAtOnce() throws Exception {
        set(
                "BIPCTL_UNATTENDED=on",
                "BIPCTL_WINDOW=x",
                "BIPCTL_BLACKOUT=x",
                "BIPCTL_MAIL=@",
                "BIPCTL_MAIL_LANG=x");
        assertThat(UnattendedSettings.wrong(layout)).hasSize(5);
        // Whoever reads root's mail is told all the same.
        assertThat(UnattendedSettings.recipients(layout)).containsExactly("root");
        assertThat(UnattendedSettings.isMailAsked(layout)).isTrue();
        assertThat(UnattendedSettings.language(layout).word()).isEqualTo("pl");
    }
}

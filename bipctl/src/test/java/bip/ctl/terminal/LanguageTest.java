package bip.ctl.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import bip.ctl.support.ErrorCode;
import bip.ctl.testing.Failing;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LanguageTest {

    @Test
    void optionWinsOverEnvironment() {
        var polish = Map.of("LC_ALL", "pl_PL.UTF-8");
        assertThat(Language.of(Optional.of("en"), polish)).isEqualTo(Language.ENGLISH);
        assertThat(Language.of(Optional.of("pl"), Map.of())).isEqualTo(Language.POLISH);
        Failing.with(ErrorCode.G106, () -> Language.of(Optional.of("de"), polish));
    }

    @Test
    void firstVariableThatSaysAnythingCounts() {
        assertThat(of(Map.of("LC_ALL", "", "LC_MESSAGES", "pl_PL.UTF-8", "LANG", "C")))
                .isEqualTo("pl");
        assertThat(of(Map.of("LC_ALL", "C.UTF-8", "LANG", "pl_PL.UTF-8"))).isEqualTo("en");
        assertThat(of(Map.of("LANG", "pl_PL.utf8"))).isEqualTo("pl");
        assertThat(of(Map.of("LANG", "de_DE.UTF-8"))).isEqualTo("en");
        assertThat(of(Map.of())).isEqualTo("en");
    }

    @Test
    void polishNeedsUtf8() {
        assertThat(of(Map.of("LANG", "pl_PL"))).isEqualTo("en");
        assertThat(of(Map.of("LANG", "pl_PL.ISO-8859-2"))).isEqualTo("en");
    }

    private static String of(Map<String, String> environment) {
        return Language.of(Optional.empty(), environment).getLanguage();
    }
}

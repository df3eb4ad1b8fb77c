package bip.ctl.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class SaidTest {

    private static final Said PAIR =
            Said.of(
                    List.of(
                            "bip-server: nie udało się: adres zajęty",
                            "bip-server: failed: address taken",
                            "\tat bip.server.Main.main(Main.java:1)",
                            ""));

    @Test
    void theReaderGetsOneLanguage() {
        assertThat(PAIR.polish()).isEqualTo("bip-server: nie udało się: adres zajęty");
        assertThat(PAIR.english()).isEqualTo("bip-server: failed: address taken");
        var failure = new CtlException(ErrorCode.S143, PAIR);
        assertThat(new Failures(new Messages(Locale.of("pl"))).lines(failure).getFirst())
                .contains("adres zajęty")
                .doesNotContain("failed");
        assertThat(new Failures(new Messages(Locale.ENGLISH)).lines(failure).getFirst())
                .contains("address taken")
                .doesNotContain("adres");
    }

    @Test
    void otherLinesAreForBoth() {
        var said = Said.of(List.of("one", "two"));
        assertThat(said.polish()).isEqualTo("one / two").isEqualTo(said.english());
    }

    @Test
    void silenceIsADash() {
        assertThat(Said.of(List.of())).hasToString("-");
    }

    @Test
    void severalLinesAreShownInOne() {
        var failure = new CtlException(ErrorCode.G100, "first\n  second\n");
        assertThat(new Failures(new Messages(Locale.ENGLISH)).lines(failure).getFirst())
                .endsWith("first / second");
    }
}

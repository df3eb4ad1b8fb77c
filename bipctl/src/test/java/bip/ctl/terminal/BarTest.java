package bip.ctl.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BarTest {

    private static final String TITLE = "Pobieranie wydania 1.2.0 z kanału";
    private static final String DETAIL = "24 %, 1.8 MiB/s, zostało 33 s";

    @Test
    void theBarShrinksBeforeItsTextIsCut() {
        assertThat(Bar.line(TITLE, 24, DETAIL, 80)).endsWith(".] " + DETAIL).hasSize(79);
        assertThat(Bar.line(TITLE, 24, DETAIL, 120)).contains("[#####...................] ");
        assertThat(Bar.line(TITLE, 24, DETAIL, 66)).isEqualTo(TITLE + " " + DETAIL);
        assertThat(Bar.line(TITLE, 24, DETAIL, 20)).hasSize(19);
    }

    /** As JLine's own shutdown hook closes it while a step is still drawn. */
    @Test
    void aTerminalThatWasClosedKeepsItsWidth() {
        Screen screen = Screen.open();
        int columns = screen.columns();
        screen.close();
        assertThat(screen.columns()).isEqualTo(columns);
    }
}

package bip.ctl.terminal;

import bip.ctl.support.CtlException;
import bip.ctl.support.ErrorCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;

/** The terminal by way of JLine: its width, and a question with line editing. */
final class Screen {

    /** What a terminal has that does not say, and what a serial line has. */
    private static final int USUAL_COLUMNS = 80;

    private final Terminal terminal;

    private Screen(Terminal terminal) {
        this.terminal = terminal;
    }

    static Screen open() {
        try {
            return new Screen(
                    TerminalBuilder.builder()
                            .system(true)
                            .systemOutput(TerminalBuilder.SystemOutput.SysErrOrSysOut)
                            // Ctrl-C belongs to the operation that runs, not to the drawing.
                            .nativeSignals(false)
                            .dumb(true)
                            .build());
        } catch (IOException e) {
            throw new UncheckedIOException("the terminal cannot be opened", e);
        }
    }

    int columns() {
        int columns = terminal.getSize().getColumns();
        return columns > 0 ? columns : USUAL_COLUMNS;
    }

    /**
     * Asks; anything but a yes is a no, and so is the end of input.
     *
     * @param hint what can be answered: {@code [y/N]}
     * @param yes the letter that means yes
     */
    boolean confirm(String question, String hint, String yes) {
        var reader = LineReaderBuilder.builder().terminal(terminal).build();
        try {
            String answer = reader.readLine(question + " " + hint + " ");
            return answer.strip().toLowerCase(Locale.ROOT).startsWith(yes);
        } catch (EndOfFileException e) {
            return false;
        } catch (UserInterruptException e) {
            throw new CtlException(e, ErrorCode.G105);
        }
    }

    void close() {
        try {
            terminal.close();
        } catch (IOException e) {
            throw new UncheckedIOException("the terminal cannot be given back", e);
        }
    }
}

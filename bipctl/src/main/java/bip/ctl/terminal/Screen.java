package bip.ctl.terminal;

import bip.ctl.support.CtlException;
import bip.ctl.support.ErrorCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Locale;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Attributes;
import org.jline.terminal.Attributes.ControlChar;
import org.jline.terminal.Attributes.LocalFlag;
import org.jline.terminal.Size;
import org.jline.terminal.Sized;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;

/** The terminal by way of JLine: its width, and a question with line editing. */
final class Screen {

    /** For a terminal that does not say, as on a serial line: JLine would draw into nothing. */
    private static final Sized USUAL = Size.of(80, 24);

    private final Terminal terminal;
    private int columns;

    private Screen(Terminal terminal) {
        this.terminal = terminal;
        if (terminal.getSize().getColumns() <= 0) {
            terminal.setSize(USUAL);
        }
        columns = terminal.getSize().getColumns();
    }

    static Screen open() {
        try {
            return new Screen(
                    TerminalBuilder.builder()
                            .system(true)
                            .systemOutput(TerminalBuilder.SystemOutput.SysErrOrSysOut)
                            // Ctrl-C belongs to the operation that runs, not to the drawing.
                            .nativeSignals(false)
                            // The JVM's guess is ASCII where the locale is not installed.
                            .encoding(StandardCharsets.UTF_8)
                            .stdinEncoding(StandardCharsets.UTF_8)
                            .stdoutEncoding(StandardCharsets.UTF_8)
                            .stderrEncoding(StandardCharsets.UTF_8)
                            .dumb(true)
                            // Else it asks the terminal which modes it has, as soon as it is
                            // opened.
                            .graphemeCluster(false)
                            .build());
        } catch (IOException e) {
            throw new UncheckedIOException("the terminal cannot be opened", e);
        }
    }

    /** The terminal's width; the last one known where the end of the JVM has closed it by now. */
    int columns() {
        try {
            columns = terminal.getSize().getColumns();
        } catch (IllegalStateException e) {
            // JLine's shutdown hook came first, and the progress is still drawn.
        }
        return columns;
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

    /**
     * Asks without echo; the end of input is an empty answer. Not by JLine's editor: that asks the
     * terminal what it can do, and over a slow line the answers end in what is typed next.
     */
    String askSecret(String question) {
        Attributes usual = terminal.getAttributes();
        var silent = new Attributes(usual);
        silent.setLocalFlags(
                EnumSet.of(LocalFlag.ICANON, LocalFlag.ECHO, LocalFlag.ISIG, LocalFlag.IEXTEN),
                false);
        silent.setControlChar(ControlChar.VMIN, 1);
        silent.setControlChar(ControlChar.VTIME, 0);
        terminal.setAttributes(silent);
        try {
            say(question + ": ");
            return SecretText.of(new TypedSecret(terminal.input()).read());
        } catch (IOException e) {
            throw new UncheckedIOException("the terminal cannot be read", e);
        } finally {
            terminal.setAttributes(usual);
            say("\n");
        }
    }

    private void say(String text) {
        terminal.writer().print(text);
        terminal.writer().flush();
    }

    void close() {
        try {
            terminal.close();
        } catch (IOException e) {
            throw new UncheckedIOException("the terminal cannot be given back", e);
        }
    }
}

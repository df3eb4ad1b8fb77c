package bip.ctl.terminal;

import bip.ctl.support.CtlException;
import bip.ctl.support.ErrorCode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * A line typed at a terminal that shows and edits nothing. What a terminal sends by itself, such as
 * its answer to a question that an earlier program asked, is no part of it: such an answer may come
 * over a slow line long after the question.
 */
final class TypedSecret {

    private static final int INTERRUPT = 0x03;
    private static final int END = 0x04;
    private static final int BACKSPACE = 0x08;
    private static final int BELL = 0x07;
    private static final int KILL_LINE = 0x15;
    private static final int ESCAPE = 0x1b;
    private static final int DELETE = 0x7f;

    /** In bytes; what is longer is no password. */
    private static final int LONGEST = 4096;

    private final InputStream in;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();

    TypedSecret(InputStream in) {
        this.in = in;
    }

    /**
     * Reads to the end of the line, or of input.
     *
     * @throws CtlException G105 on Ctrl-C
     */
    byte[] read() throws IOException {
        for (int letter = in.read(); !isEnd(letter); letter = in.read()) {
            switch (letter) {
                case INTERRUPT -> throw new CtlException(ErrorCode.G105);
                case BACKSPACE, DELETE -> takeBack();
                case KILL_LINE -> line.reset();
                case ESCAPE -> skipSequence();
                default -> add(letter);
            }
        }
        return line.toByteArray();
    }

    private boolean isEnd(int letter) {
        return letter < 0
                || letter == '\n'
                || letter == '\r'
                || (letter == END && line.size() == 0);
    }

    private void add(int letter) {
        if (line.size() < LONGEST) {
            line.write(letter);
        }
    }

    /** The last letter, which in UTF-8 may be of several bytes. */
    private void takeBack() {
        byte[] bytes = line.toByteArray();
        int end = bytes.length - 1;
        while (end > 0 && (bytes[end] & 0xc0) == 0x80) {
            end--;
        }
        line.reset();
        line.write(bytes, 0, Math.max(end, 0));
    }

    /** ECMA-48, 5.4 and 5.6: control sequences, and strings such as a terminal's name. */
    private void skipSequence() throws IOException {
        int kind = in.read();
        switch (kind) {
            case '[' -> skipControlSequence();
            case 'O' -> in.read();
            case 'P', ']', '^', '_', 'X' -> skipString();
            default -> {
                // Alt and a letter: nothing that could be meant.
            }
        }
    }

    private void skipControlSequence() throws IOException {
        int letter = in.read();
        while (letter >= ' ' && letter < '@') {
            letter = in.read();
        }
    }

    private void skipString() throws IOException {
        int letter = in.read();
        while (letter >= 0 && letter != BELL && letter != '\n' && letter != '\r') {
            if (letter == ESCAPE) {
                in.read();
                return;
            }
            letter = in.read();
        }
    }
}

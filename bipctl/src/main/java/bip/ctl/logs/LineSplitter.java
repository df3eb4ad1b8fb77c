package bip.ctl.logs;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Consumer;

/** Makes lines of bytes. Holds one unfinished line, within bounds. */
final class LineSplitter {

    /** The server writes stack traces a frame a line; a line longer than this is not for people. */
    static final int MAX_LINE_BYTES = 64 * 1024;

    private final Consumer<LogLine> lines;
    private byte[] line = new byte[512];
    private int length;
    private long cut;

    LineSplitter(Consumer<LogLine> lines) {
        this.lines = lines;
    }

    /** Takes all of {@code bytes}. */
    void accept(ByteBuffer bytes) {
        while (bytes.hasRemaining()) {
            byte next = bytes.get();
            if (next == '\n') {
                emit();
            } else if (next != 0) {
                // A writer that does not append leaves a hole of zeros where a file was truncated.
                add(next);
            }
        }
    }

    /** Nothing follows in this file: what is unfinished is a line. */
    void endOfFile() {
        if (length > 0) {
            emit();
        }
    }

    private void add(byte next) {
        if (length == MAX_LINE_BYTES) {
            cut++;
            return;
        }
        if (length == line.length) {
            line = Arrays.copyOf(line, Math.min(MAX_LINE_BYTES, length * 2));
        }
        line[length++] = next;
    }

    private void emit() {
        int end = length > 0 && line[length - 1] == '\r' ? length - 1 : length;
        // The decoder replaces what is no UTF-8.
        var text = new String(line, 0, end, StandardCharsets.UTF_8);
        long missing = cut;
        length = 0;
        cut = 0;
        lines.accept(new LogLine(text, missing));
    }
}

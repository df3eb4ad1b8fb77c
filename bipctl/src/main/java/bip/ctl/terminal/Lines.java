package bip.ctl.terminal;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Writes whole lines to one stream, in UTF-8 or, where the terminal cannot show that, in ASCII. A
 * line goes out in one write, so that two threads' lines do not mix.
 */
final class Lines {

    private final OutputStream stream;
    private final boolean isAsciiOnly;
    private boolean isBroken;

    Lines(OutputStream stream, boolean isAsciiOnly) {
        this.stream = stream;
        this.isAsciiOnly = isAsciiOnly;
    }

    void line(String text) {
        raw(text + "\n");
    }

    /**
     * Writes {@code text} as it is. A reader that went away ({@code bipctl … | head}) must not stop
     * an operation half way, so from then on nothing is written.
     */
    synchronized void raw(String text) {
        if (isBroken) {
            return;
        }
        try {
            stream.write(bytes(text));
            stream.flush();
        } catch (IOException e) {
            isBroken = true;
        }
    }

    /** The reader went away. */
    synchronized boolean isBroken() {
        return isBroken;
    }

    private byte[] bytes(String text) {
        return text.getBytes(isAsciiOnly ? StandardCharsets.US_ASCII : StandardCharsets.UTF_8);
    }
}

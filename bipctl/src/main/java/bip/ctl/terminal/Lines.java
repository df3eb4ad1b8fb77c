package bip.ctl.terminal;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.BooleanSupplier;

/**
 * Writes whole lines to one stream, in UTF-8 or, where the terminal cannot show that, in ASCII. A
 * line goes out in one write, so that two threads' lines do not mix.
 */
final class Lines {

    private final OutputStream stream;
    private final boolean isAsciiOnly;
    private final BooleanSupplier isReaderGone;
    private boolean isBroken;
    private boolean isLost;

    /**
     * Lines of one stream.
     *
     * @param isReaderGone asked once a line could not be written: nobody misses it
     */
    Lines(OutputStream stream, boolean isAsciiOnly, BooleanSupplier isReaderGone) {
        this.stream = stream;
        this.isAsciiOnly = isAsciiOnly;
        this.isReaderGone = isReaderGone;
    }

    void line(String text) {
        raw(text + "\n");
    }

    /**
     * Writes {@code text} as it is. A reader that went away ({@code bipctl … | head}) must not stop
     * an operation half way, nor must a full disk: from then on nothing is written.
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
            isLost = !isReaderGone.getAsBoolean();
        }
    }

    /** Nothing is written any more. */
    synchronized boolean isBroken() {
        return isBroken;
    }

    /** It could not be written although somebody may still want it: what is there is a part. */
    synchronized boolean isLost() {
        return isLost;
    }

    private byte[] bytes(String text) {
        return text.getBytes(isAsciiOnly ? StandardCharsets.US_ASCII : StandardCharsets.UTF_8);
    }
}

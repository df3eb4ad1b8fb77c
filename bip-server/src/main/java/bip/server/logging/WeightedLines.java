package bip.server.logging;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Writes each line with its weight before it. */
final class WeightedLines extends OutputStream {
    // syslog(3)'s levels.
    static final int ERROR = 3;
    static final int NOTICE = 5;

    private final OutputStream next;
    private final int weight;
    private boolean within;

    WeightedLines(OutputStream next, int weight) {
        this.next = next;
        this.weight = weight;
    }

    @Override
    public void write(int letter) throws IOException {
        write(new byte[] {(byte) letter}, 0, 1);
    }

    @Override
    public synchronized void write(byte[] letters, int offset, int length) throws IOException {
        ByteArrayOutputStream weighted = new ByteArrayOutputStream(length + 8);
        for (int index = offset; index < offset + length; index++) {
            if (!within) {
                weighted.writeBytes(new byte[] {'<', (byte) ('0' + weight), '>'});
            }
            weighted.write(letters[index]);
            within = letters[index] != '\n';
        }
        // At once, so that lines of two threads do not mix.
        next.write(weighted.toByteArray());
    }

    @Override
    public void flush() throws IOException {
        next.flush();
    }
}

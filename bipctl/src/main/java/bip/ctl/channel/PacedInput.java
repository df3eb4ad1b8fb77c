package bip.ctl.channel;

import bip.ctl.support.Phrase;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;

/** What comes over the network, given up when it only trickles. */
final class PacedInput extends InputStream {

    /** A download at this pace would take most of a day; nobody waits for that on purpose. */
    static final Pace SLOWEST = new Pace(64 << 10, Duration.ofMinutes(1));

    private final InputStream in;
    private final Pace pace;
    private long since = System.nanoTime();
    private long bytes;

    /** So many bytes must come in each such time. */
    record Pace(long bytes, Duration time) {}

    PacedInput(InputStream in, Pace pace) {
        this.in = in;
        this.pace = pace;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int n = readOnce(buffer, offset, length);
        bytes += Math.max(n, 0);
        if (n >= 0 && System.nanoTime() - since >= pace.time().toNanos()) {
            requirePace();
        }
        return n;
    }

    private int readOnce(byte[] buffer, int offset, int length) throws IOException {
        try {
            return Waiting.on(() -> in.read(buffer, offset, length));
        } catch (IOException e) {
            // Who was interrupted is told so, whoever else that the connection broke.
            throw Thread.currentThread().isInterrupted() ? e : Source.Unavailable.passing(e);
        }
    }

    private void requirePace() throws IOException {
        if (bytes < pace.bytes()) {
            throw Source.Unavailable.passing(
                    Phrase.of("channel.tooSlow", bytes, pace.time().toSeconds()));
        }
        bytes = 0;
        since = System.nanoTime();
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}

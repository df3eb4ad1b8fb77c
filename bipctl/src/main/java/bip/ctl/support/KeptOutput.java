package bip.ctl.support;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Consumer;

/** What is kept of a program's output; written by one thread and read by another. */
abstract sealed class KeptOutput extends OutputStream {

    @Override
    public void write(int b) {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public abstract void write(byte[] bytes, int offset, int length);

    /** Keeps the first bytes; what is beyond the cap is read and forgotten. */
    static final class Head extends KeptOutput {
        private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
        private final int cap;

        Head(int cap) {
            this.cap = cap;
        }

        @Override
        public synchronized void write(byte[] bytes, int offset, int length) {
            kept.write(bytes, offset, Math.min(length, cap - kept.size()));
        }

        synchronized String text() {
            return kept.toString(StandardCharsets.UTF_8);
        }
    }

    /** Keeps the last bytes. */
    static final class Tail extends KeptOutput {
        private final int cap;
        private byte[] kept = new byte[0];

        Tail(int cap) {
            this.cap = cap;
        }

        @Override
        public synchronized void write(byte[] bytes, int offset, int length) {
            byte[] all = Arrays.copyOf(kept, kept.length + length);
            System.arraycopy(bytes, offset, all, kept.length, length);
            kept = Arrays.copyOfRange(all, Math.max(0, all.length - cap), all.length);
        }

        synchronized String text() {
            return new String(kept, StandardCharsets.UTF_8);
        }
    }

    /** Hands over each line; a line beyond the cap is cut. */
    static final class Lines extends KeptOutput {
        private static final int MAX_LINE_BYTES = 64 << 10;

        private final ByteArrayOutputStream line = new ByteArrayOutputStream();
        private final Consumer<String> consumer;

        Lines(Consumer<String> consumer) {
            this.consumer = consumer;
        }

        @Override
        public synchronized void write(byte[] bytes, int offset, int length) {
            for (int i = offset; i < offset + length; i++) {
                add(bytes[i]);
            }
        }

        private void add(byte b) {
            if (b == '\n') {
                handOver();
            } else if (line.size() < MAX_LINE_BYTES) {
                line.write(b);
            }
        }

        private void handOver() {
            String text = line.toString(StandardCharsets.UTF_8);
            line.reset();
            consumer.accept(text);
        }

        @Override
        public synchronized void close() {
            if (line.size() > 0) {
                handOver();
            }
        }
    }
}

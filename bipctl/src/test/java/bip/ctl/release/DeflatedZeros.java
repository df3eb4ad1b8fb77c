package bip.ctl.release;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/**
 * A gzip stream with gigabytes of zeros in it, made in the time of a copy: a flushed stretch of
 * compressed zeros means the same wherever it stands, so one is made and repeated.
 */
final class DeflatedZeros {

    private static final int STRETCH_BYTES = 1 << 20;

    private final OutputStream out;
    private final CRC32 crc = new CRC32();
    private final Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION, true);
    private long length;

    DeflatedZeros(OutputStream out) throws IOException {
        this.out = out;
        out.write(new byte[] {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, 0});
    }

    DeflatedZeros bytes(byte[] bytes) throws IOException {
        count(bytes);
        out.write(deflated(bytes));
        return this;
    }

    DeflatedZeros zeros(int stretches) throws IOException {
        byte[] zeros = new byte[STRETCH_BYTES];
        byte[] packed = deflated(zeros);
        for (int i = 0; i < stretches; i++) {
            count(zeros);
            out.write(packed);
        }
        return this;
    }

    void finish() throws IOException {
        deflater.finish();
        drain(Deflater.NO_FLUSH, out);
        writeLittleEndian(crc.getValue());
        writeLittleEndian(length);
        deflater.end();
    }

    private void count(byte[] bytes) {
        crc.update(bytes);
        length += bytes.length;
    }

    private byte[] deflated(byte[] bytes) throws IOException {
        var packed = new ByteArrayOutputStream();
        deflater.setInput(bytes);
        drain(Deflater.FULL_FLUSH, packed);
        return packed.toByteArray();
    }

    private void drain(int flush, OutputStream to) throws IOException {
        byte[] buffer = new byte[8192];
        for (int n = deflater.deflate(buffer, 0, buffer.length, flush);
                n > 0;
                n = deflater.deflate(buffer, 0, buffer.length, flush)) {
            to.write(buffer, 0, n);
        }
    }

    private void writeLittleEndian(long value) throws IOException {
        for (int shift = 0; shift < 32; shift += 8) {
            out.write((int) (value >>> shift) & 0xff);
        }
    }
}

package bip.ctl.logs;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.zip.GZIPOutputStream;

/**
 * A folder with a log, its writer and its logrotate: each does what the real one does, in the same
 * order of system calls.
 */
final class LogFolder implements AutoCloseable {

    final Path live;
    private OutputStream writer;

    LogFolder(Path folder) throws IOException {
        this.live = folder.resolve("bip.log");
        this.writer = append(live);
    }

    /** One event as the server writes it, with one write. */
    synchronized void write(String text) {
        try {
            writer.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    synchronized void write(byte[] bytes) throws IOException {
        writer.write(bytes);
    }

    /** What the server does on SIGHUP. */
    synchronized void reopen() throws IOException {
        OutputStream opened = append(live);
        writer.close();
        writer = opened;
    }

    /** {@code bip.log} becomes {@code bip.log.1}, that one {@code bip.log.2}, and so on. */
    void rename() throws IOException {
        shift();
        Files.move(live, rotated(1));
    }

    /** The writer stands still from the copy to the truncation: what it wrote between is lost. */
    synchronized void copyAndTruncate() throws IOException {
        shift();
        Files.copy(live, rotated(1));
        try (var out = new FileOutputStream(live.toFile())) {
            out.flush();
        }
    }

    /** gzip: the compressed file stands beside the other until it is complete. */
    void compress(int number) throws IOException {
        Path plain = rotated(number);
        Path compressed = live.resolveSibling(plain.getFileName() + ".gz");
        try (var in = Files.newInputStream(plain);
                var out = new GZIPOutputStream(Files.newOutputStream(compressed))) {
            in.transferTo(out);
        }
        Files.delete(plain);
    }

    Path rotated(int number) {
        return live.resolveSibling("bip.log." + number);
    }

    boolean isPlain(int number) {
        return Files.exists(rotated(number));
    }

    private void shift() throws IOException {
        int oldest = 1;
        while (isPlain(oldest) || Files.exists(compressed(oldest))) {
            oldest++;
        }
        for (int i = oldest - 1; i >= 1; i--) {
            if (isPlain(i)) {
                Files.move(rotated(i), rotated(i + 1), StandardCopyOption.ATOMIC_MOVE);
            }
            if (Files.exists(compressed(i))) {
                Files.move(compressed(i), compressed(i + 1), StandardCopyOption.ATOMIC_MOVE);
            }
        }
    }

    private Path compressed(int number) {
        return live.resolveSibling("bip.log." + number + ".gz");
    }

    private static OutputStream append(Path file) throws IOException {
        return new FileOutputStream(file.toFile(), true);
    }

    @Override
    public synchronized void close() throws IOException {
        writer.close();
    }
}

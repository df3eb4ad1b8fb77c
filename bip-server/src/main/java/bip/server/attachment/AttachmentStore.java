package bip.server.attachment;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The folder of attachments, each under the SHA-256 of its content: {@code ab/abcdef…}. Only ever
 * added to, so that every generation of the database finds its files. May be used from several
 * threads and by several processes.
 */
public final class AttachmentStore {

    private static final Pattern SHA_256 = Pattern.compile("[0-9a-f]{64}");

    private final Path folder;

    /**
     * A store in {@code folder}.
     *
     * @param folder made when the first file is stored
     */
    public AttachmentStore(Path folder) {
        this.folder = folder;
    }

    /** The file whose content has this hash. */
    public Optional<Path> find(String sha256) {
        Path file = shelf(sha256).resolve(sha256);
        return Files.isRegularFile(file) ? Optional.of(file) : Optional.empty();
    }

    /**
     * Keeps a copy of {@code source}; durable when this returns. Does nothing if the same content
     * is kept already.
     *
     * @throws IOException if it cannot be read or kept; what was kept before stays
     */
    public Stored store(Path source) throws IOException {
        Stored described = describe(source);
        if (!described.isNew()) {
            return described;
        }
        Path shelf = shelf(described.sha256());
        Path target = shelf.resolve(described.sha256());
        Files.createDirectories(shelf);
        Path part = Files.createTempFile(shelf, ".part-", "");
        try {
            String copied = copyDurably(source, part);
            if (!copied.equals(described.sha256())) {
                throw new IOException(source + " changed while it was copied");
            }
            Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
            sync(shelf);
            sync(folder);
            return described;
        } finally {
            Files.deleteIfExists(part);
        }
    }

    /** What {@link #store} would do with {@code source}; keeps nothing. */
    public Stored describe(Path source) throws IOException {
        try (OutputStream nowhere = OutputStream.nullOutputStream()) {
            String sha256 = copy(source, nowhere);
            return new Stored(sha256, Files.size(source), find(sha256).isEmpty());
        }
    }

    private Path shelf(String sha256) {
        if (!SHA_256.matcher(sha256).matches()) {
            throw new IllegalArgumentException("not a SHA-256: " + sha256);
        }
        return folder.resolve(sha256.substring(0, 2));
    }

    private static String copyDurably(Path source, Path target) throws IOException {
        try (FileChannel channel = FileChannel.open(target, StandardOpenOption.WRITE);
                OutputStream out = Channels.newOutputStream(channel)) {
            String sha256 = copy(source, out);
            channel.force(true);
            return sha256;
        }
    }

    private static String copy(Path source, OutputStream out) throws IOException {
        try (InputStream in = Files.newInputStream(source);
                var digesting = new DigestInputStream(in, MessageDigest.getInstance("SHA-256"))) {
            digesting.transferTo(out);
            return HexFormat.of().formatHex(digesting.getMessageDigest().digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    // A rename is durable only when its folder is.
    private static void sync(Path directory) throws IOException {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /**
     * A file as the store knows it.
     *
     * @param sha256 of its content, 64 hex digits
     * @param isNew it was not kept before
     */
    public record Stored(String sha256, long sizeBytes, boolean isNew) {}
}

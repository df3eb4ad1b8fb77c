package bip.ctl.channel;

import bip.ctl.channel.Channel.Offer;
import bip.ctl.support.AtomicFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An archive of which not all has come, named by its hash, with the validator of the answer that it
 * came from in a small file beside it. It proves nothing: what is gone on with is hashed anew.
 */
public final class PartialDownload {

    private static final String ENDING = ".partial";
    private static final String MARK = ".from";

    /** Also what a bipctl before this one left, which had no hash in its name. */
    private static final Pattern NAME =
            Pattern.compile("(.+" + Pattern.quote(ENDING) + ")(" + Pattern.quote(MARK) + ")?");

    /** Of a SHA-512, for a name. */
    private static final int HASH_DIGITS = 16;

    private static final int MOST_MARK_BYTES = 1024;

    private final Path file;

    private PartialDownload(Path file) {
        this.file = file;
    }

    /** Of {@code offer}'s archive, to become {@code target}; there need be none. */
    public static PartialDownload of(Offer offer, Path target) {
        String hash = offer.sha512().substring(0, HASH_DIGITS);
        return new PartialDownload(
                target.resolveSibling(target.getFileName() + "." + hash + ENDING));
    }

    /** The one that {@link #file} names. */
    public static PartialDownload at(Path file) {
        return new PartialDownload(file);
    }

    /** All that there are in {@code folder}, by name. */
    public static List<PartialDownload> list(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(it -> NAME.matcher(it.getFileName().toString()))
                    .filter(Matcher::matches)
                    .map(it -> it.group(1))
                    .distinct()
                    .sorted()
                    .map(it -> new PartialDownload(folder.resolve(it)))
                    .toList();
        }
    }

    /** Removes every one that was to become {@code target}. */
    public static void removeAll(Path target) throws IOException {
        for (PartialDownload it : list(target.toAbsolutePath().resolveSibling(""))) {
            if (it.file.getFileName().toString().startsWith(target.getFileName() + ".")) {
                it.delete();
            }
        }
    }

    public Path file() {
        return file;
    }

    /** How much is here; 0 when nothing is. */
    public long bytes() throws IOException {
        try {
            return Files.size(file);
        } catch (NoSuchFileException e) {
            return 0;
        }
    }

    /** Removes it for good. Nothing happens when there is nothing. */
    public void delete() throws IOException {
        AtomicFiles.delete(file);
        AtomicFiles.delete(mark());
    }

    /** Nothing was added to it since {@code instant}. */
    boolean isOlderThan(Instant instant) throws IOException {
        return Files.exists(file) && Files.getLastModifiedTime(file).toInstant().isBefore(instant);
    }

    /** Empty when nothing can be gone on with. */
    Optional<String> findValidator() throws IOException {
        try (var in = Files.newInputStream(mark())) {
            return bytes() == 0
                    ? Optional.empty()
                    : Optional.of(
                                    new String(
                                            in.readNBytes(MOST_MARK_BYTES),
                                            StandardCharsets.US_ASCII))
                            .filter(it -> !it.isEmpty());
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /**
     * Begins anew, with nothing in it.
     *
     * @param validator null when it cannot be gone on with
     */
    void restart(@Nullable String validator) throws IOException {
        delete();
        // Before the first byte: bytes of which nobody knows whence they came are of no use.
        if (validator != null) {
            Files.writeString(
                    mark(), validator, StandardCharsets.US_ASCII, StandardOpenOption.CREATE_NEW);
        }
        Files.createFile(file);
    }

    private Path mark() {
        return file.resolveSibling(file.getFileName() + MARK);
    }
}

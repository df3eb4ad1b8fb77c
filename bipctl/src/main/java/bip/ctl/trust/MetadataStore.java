package bip.ctl.trust;

import bip.ctl.support.AtomicFiles;
import bip.ctl.support.Phrase;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.Optional;

/**
 * A folder that keeps the metadata last trusted: {@code root.json}, {@code timestamp.json}, {@code
 * snapshot.json} and {@code targets.json}, each the very bytes that were received, and the time
 * floor. Targets whose keys a new root took away wait aside, with the root before it, until others
 * come. It vouches for nothing: whoever loads a file verifies it again. One writer at a time, which
 * the caller sees to; readers may come at any time.
 */
public final class MetadataStore {

    /** No {@code .json}: every JSON file here is signed metadata. */
    static final String FLOOR = "time-floor";

    /** Begins the names of what waits aside. */
    private static final String ASIDE = "before.";

    /** No file that was stored is longer; a longer one was put there by somebody else. */
    private static final int MOST_BYTES = 16 << 20;

    private static final int FLOOR_BYTES = 64;

    private final Path folder;

    /**
     * The store in {@code folder}.
     *
     * @param folder made when something is first stored
     */
    public MetadataStore(Path folder) {
        this.folder = folder;
    }

    /** Empty when there is none. */
    Optional<byte[]> find(Role role) throws IOException, TrustException {
        return read(role.fileName(), MOST_BYTES);
    }

    /** Makes these bytes the stored file, also across a power cut: the old ones or the new. */
    void save(Role role, byte[] bytes) throws IOException {
        save(role.fileName(), bytes);
    }

    void delete(Role role) throws IOException {
        AtomicFiles.delete(folder.resolve(role.fileName()));
    }

    /**
     * Puts the targets aside, with the root that vouches for them. Where there are none, what was
     * put aside before stays.
     */
    void putTargetsAside() throws IOException, TrustException {
        Path targets = folder.resolve(Role.TARGETS.fileName());
        Optional<byte[]> root = find(Role.ROOT);
        if (root.isEmpty() || !Files.exists(targets)) {
            return;
        }
        save(aside(Role.ROOT), root.get());
        Files.move(targets, folder.resolve(aside(Role.TARGETS)), StandardCopyOption.ATOMIC_MOVE);
        AtomicFiles.syncFolder(folder);
    }

    /** What waits aside of a role. Empty when nothing does. */
    Optional<byte[]> findAside(Role role) throws IOException, TrustException {
        return read(aside(role), MOST_BYTES);
    }

    void deleteAside() throws IOException {
        AtomicFiles.delete(folder.resolve(aside(Role.TARGETS)));
        AtomicFiles.delete(folder.resolve(aside(Role.ROOT)));
    }

    private static String aside(Role role) {
        return ASIDE + role.fileName();
    }

    /**
     * The latest instant at which a verified timestamp was signed.
     *
     * @throws TrustException if the file holds something else
     */
    Optional<Instant> findFloor() throws IOException, TrustException {
        Optional<byte[]> bytes = read(FLOOR, FLOOR_BYTES);
        if (bytes.isEmpty()) {
            return Optional.empty();
        }
        String text = new String(bytes.get(), StandardCharsets.UTF_8).strip();
        Optional<Instant> floor = UtcTimes.find(text);
        if (floor.isEmpty()) {
            throw new TrustException(
                    new TrustViolation.Malformed(FLOOR, Phrase.of("trust.time", FLOOR)));
        }
        return floor;
    }

    void saveFloor(Instant floor) throws IOException {
        save(FLOOR, (floor + "\n").getBytes(StandardCharsets.UTF_8));
    }

    void deleteFloor() throws IOException {
        AtomicFiles.delete(folder.resolve(FLOOR));
    }

    private void save(String name, byte[] bytes) throws IOException {
        Files.createDirectories(folder);
        AtomicFiles.write(folder.resolve(name), bytes);
    }

    private Optional<byte[]> read(String name, int mostBytes) throws IOException, TrustException {
        Path file = folder.resolve(name);
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            throw new TrustException(
                    new TrustViolation.Malformed(name, Phrase.of("trust.notAFile")));
        }
        try (var in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(mostBytes + 1);
            if (bytes.length > mostBytes) {
                throw new TrustException(new TrustViolation.TooLong(name, mostBytes));
            }
            return Optional.of(bytes);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }
}

package bip.packaging;

import bip.packaging.publisher.Publisher;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * The keys of a checkout's own channels, for trying things out: the six of the profile, their
 * passphrase beside them, and a root that says what it is for. Whoever builds has them, so nobody
 * else should trust them.
 *
 * @param folder never committed, and gone with {@code make clean}
 */
record DevelopmentKeys(Path folder) {

    /** A root is good for 365 days. */
    private static final Duration GOOD_FOR = Duration.ofDays(300);

    private static final int PASSPHRASE_BYTES = 16;

    /** Those of {@code checkout}, made now if they are not there or grow old. */
    static DevelopmentKeys of(Path checkout) throws IOException {
        var keys = new DevelopmentKeys(checkout.resolve("packaging/target/development-keys"));
        if (!keys.areGood()) {
            keys.make();
        }
        return keys;
    }

    /** The root that bipctl must trust to believe what these keys sign. */
    Path root() {
        return folder.resolve("root.json");
    }

    Path key(String name) {
        return folder.resolve(name + ".key");
    }

    Path publicHalf(String name) {
        return folder.resolve(name + ".pub");
    }

    /**
     * Runs the publisher with the passphrase that opens these keys.
     *
     * @throws IOException with what it said, if it refused
     */
    void publisher(String... arguments) throws IOException {
        var all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--passphrase-file", folder.resolve("passphrase").toString()));
        Publisher.runForDevelopment(all.toArray(String[]::new));
    }

    private boolean areGood() throws IOException {
        return Files.exists(root())
                && Files.getLastModifiedTime(root())
                        .toInstant()
                        .isAfter(Instant.now().minus(GOOD_FOR));
    }

    /** Half made ones are never taken for whole: the folder is named last. */
    private void make() throws IOException {
        Path fresh = folder.resolveSibling(folder.getFileName() + ".new");
        Trees.delete(fresh);
        Files.createDirectories(
                fresh,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        new DevelopmentKeys(fresh).fill();
        Trees.delete(folder);
        Files.move(fresh, folder, StandardCopyOption.ATOMIC_MOVE);
    }

    private void fill() throws IOException {
        writePassphrase();
        publisher("keys", "--folder", folder.toString());
        publisher(
                "root",
                "--development",
                "--keys",
                folder.toString(),
                "--key",
                key("root-1").toString(),
                "--key",
                key("root-2").toString(),
                root().toString());
    }

    private void writePassphrase() throws IOException {
        byte[] letters = new byte[PASSPHRASE_BYTES];
        new SecureRandom().nextBytes(letters);
        Path file =
                Files.createFile(
                        folder.resolve("passphrase"),
                        PosixFilePermissions.asFileAttribute(
                                PosixFilePermissions.fromString("rw-------")));
        Files.writeString(
                file, HexFormat.of().formatHex(letters) + "\n", StandardCharsets.US_ASCII);
    }
}

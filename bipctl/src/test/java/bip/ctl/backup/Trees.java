package bip.ctl.backup;

import bip.ctl.testing.TestRelease;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Folders with all that is in them, to be compared, copied and damaged. */
final class Trees {

    private Trees() {}

    /** Names of the files below {@code folder}, sorted. */
    static List<String> files(Path folder) throws IOException {
        try (var walk = Files.walk(folder)) {
            return walk.filter(Files::isRegularFile)
                    .map(it -> folder.relativize(it).toString())
                    .sorted()
                    .toList();
        }
    }

    /** Hashes of the files by their names. */
    static Map<String, String> hashes(Path folder) throws IOException {
        var hashes = new TreeMap<String, String>();
        for (String file : files(folder)) {
            hashes.put(file, TestRelease.sha256(Files.readAllBytes(folder.resolve(file))));
        }
        return hashes;
    }

    static Path copy(Path from, Path to) throws IOException {
        try (var walk = Files.walk(from)) {
            for (Path file : walk.toList()) {
                Files.copy(file, to.resolve(from.relativize(file).toString()));
            }
        }
        return to;
    }

    /** Changes one bit. */
    static void flip(Path file, int offset, int bit) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        bytes[offset] ^= (byte) (1 << bit);
        Files.write(file, bytes);
    }
}

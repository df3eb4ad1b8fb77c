package bip.server.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What takes long to make, made once and kept in memory, so that each test has a copy of its own.
 * Nobody has its files open any more.
 */
final class Template {
    private final List<Entry> entries = new ArrayList<>();

    /** Makes something in an empty folder. */
    @FunctionalInterface
    interface Maker {
        void makeIn(Path folder) throws Exception;
    }

    private record Entry(
            String name,
            boolean isFolder,
            Set<PosixFilePermission> permissions,
            List<byte[]> content) {}

    private Template(Path folder) throws IOException {
        try (Stream<Path> walk = Files.walk(folder)) {
            for (Path path : walk.filter(it -> !it.equals(folder)).sorted().toList()) {
                String name = folder.relativize(path).toString();
                if (name.endsWith("bip.db-wal")) {
                    throw new IOException(name + " is there: somebody has the database open");
                }
                boolean isFolder = Files.isDirectory(path);
                entries.add(
                        new Entry(
                                name,
                                isFolder,
                                Files.getPosixFilePermissions(path),
                                isFolder ? List.of() : List.of(Files.readAllBytes(path))));
            }
        }
    }

    /** What {@code maker} makes. */
    static Template madeBy(Maker maker) {
        try {
            Path folder = Files.createTempDirectory("bip-template-");
            try {
                maker.makeIn(folder);
                return new Template(folder);
            } finally {
                delete(folder);
            }
        } catch (Exception e) {
            throw new IllegalStateException("the template could not be made", e);
        }
    }

    /** Puts all of it into {@code folder}, which is there and has nothing of those names. */
    void copyTo(Path folder) throws IOException {
        for (Entry entry : entries) {
            Path path = folder.resolve(entry.name());
            if (entry.isFolder()) {
                Files.createDirectory(path);
            }
            for (byte[] content : entry.content()) {
                Files.write(path, content, StandardOpenOption.CREATE_NEW);
            }
            Files.setPosixFilePermissions(path, entry.permissions());
        }
    }

    /** The same with a single file in it, which gets the name {@code file}. */
    void copyOneTo(Path file) throws IOException {
        Entry only = entries.getFirst();
        Files.write(file, only.content().getFirst(), StandardOpenOption.CREATE_NEW);
        Files.setPosixFilePermissions(file, only.permissions());
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> walk = Files.walk(folder)) {
            for (Path path : walk.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}

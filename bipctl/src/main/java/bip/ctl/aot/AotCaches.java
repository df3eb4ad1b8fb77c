package bip.ctl.aot;

import bip.ctl.layout.Layout;
import bip.ctl.release.InstalledRelease;
import bip.ctl.support.AtomicFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The caches on this machine, {@code VERSION-HASH8.aot}, with a note beside each of what it was
 * made on. Whoever changes anything here holds the operation lock.
 */
public final class AotCaches {

    /** How a launcher that can make a cache is told to. */
    public static final String TRAINING_KEY = "BIP_AOT_TRAINING";

    private static final String CACHE = ".aot";
    private static final String NEW = ".new";
    private static final String NOTE = ".made-on";

    private final Layout layout;

    public AotCaches(Layout layout) {
        this.layout = layout;
    }

    /** Looks, and starts nothing. */
    public AotState state(InstalledRelease release) throws IOException {
        if (!canTrain(release)) {
            return AotState.UNSUPPORTED;
        }
        Path cache = cache(release);
        Path note = note(release);
        if (!Files.isRegularFile(cache, LinkOption.NOFOLLOW_LINKS) || !Files.isReadable(note)) {
            return AotState.MISSING;
        }
        boolean isRight =
                Files.readString(note).equals(identity(Files.size(cache)))
                        && !isOlderThanFiles(Files.getLastModifiedTime(cache), release);
        return isRight ? AotState.READY : AotState.STALE;
    }

    /**
     * Looks, also at the process: the JVM may have rejected what seems right.
     *
     * @param pid of the running server; 0 when none runs
     */
    public AotState state(InstalledRelease release, long pid) throws IOException {
        AotState state = state(release);
        return state == AotState.READY && isUsedBy(pid, cache(release)) ? AotState.IN_USE : state;
    }

    private static boolean isUsedBy(long pid, Path cache) {
        try (var lines = Files.lines(Path.of("/proc", Long.toString(pid), "maps"))) {
            return lines.anyMatch(line -> line.endsWith(cache.toString()));
        } catch (IOException | UncheckedIOException e) {
            // No such process, or it ended while it was looked at.
            return false;
        }
    }

    private static boolean canTrain(InstalledRelease release) throws IOException {
        Path launcher = release.program();
        return Files.isRegularFile(launcher)
                && Files.readString(launcher, StandardCharsets.ISO_8859_1).contains(TRAINING_KEY);
    }

    /** The launcher leaves a cache aside that is older than what it would run. */
    private static boolean isOlderThanFiles(FileTime made, InstalledRelease release)
            throws IOException {
        try (var jars = Files.list(release.folder().resolve("lib"))) {
            for (Path jar : jars.toList()) {
                var changed = (FileTime) Files.getAttribute(jar, "unix:ctime");
                if (changed.compareTo(made) > 0) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Its length, and the processor: the cache holds code for what this one can do. */
    private static String identity(long bytes) throws IOException {
        String processor;
        try (var lines = Files.lines(Path.of("/proc/cpuinfo"))) {
            processor =
                    lines.filter(line -> line.startsWith("flags"))
                            .findFirst()
                            .map(line -> line.substring(line.indexOf(':') + 1).strip())
                            .orElse("");
        }
        return bytes + "\n" + processor + "\n";
    }

    /**
     * Keeps what a training made. It was made by the server's user; from here on it is root's.
     *
     * @param made not followed when it is a link: its folder was the server's
     */
    public void keep(InstalledRelease release, Path made) throws IOException {
        Path target = cache(release);
        Path hidden = target.resolveSibling("." + target.getFileName() + NEW);
        try {
            copy(made, hidden);
            AtomicFiles.write(
                    note(release), identity(Files.size(hidden)).getBytes(StandardCharsets.UTF_8));
            Files.move(hidden, target, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(hidden);
        }
        AtomicFiles.syncFolder(layout.aotCaches());
    }

    private static void copy(Path made, Path target) throws IOException {
        Files.deleteIfExists(target);
        try (var from = FileChannel.open(made, LinkOption.NOFOLLOW_LINKS, StandardOpenOption.READ);
                var to =
                        FileChannel.open(
                                target, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            Channels.newInputStream(from).transferTo(Channels.newOutputStream(to));
            to.force(true);
        }
        Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rw-r--r--"));
    }

    /** Removes the cache of {@code release}, if there is one. */
    public void remove(InstalledRelease release) throws IOException {
        AtomicFiles.delete(cache(release));
        AtomicFiles.delete(note(release));
    }

    /** Removes what {@link #keep} left that was killed. */
    public void sweepHalfMade() throws IOException {
        for (Path file : files()) {
            String name = file.getFileName().toString();
            if (name.startsWith(".") && name.endsWith(NEW)) {
                AtomicFiles.delete(file);
            }
        }
    }

    private List<Path> files() throws IOException {
        if (!Files.isDirectory(layout.aotCaches())) {
            return List.of();
        }
        try (var list = Files.list(layout.aotCaches())) {
            return list.toList();
        }
    }

    /** Removes what belongs to none of {@code releases}. */
    public void sweep(List<InstalledRelease> releases) throws IOException {
        Set<String> names =
                releases.stream()
                        .map(it -> it.folder().getFileName().toString())
                        .collect(Collectors.toSet());
        for (Path file : files()) {
            String name = file.getFileName().toString();
            boolean isOurs = name.endsWith(CACHE) || name.endsWith(NOTE);
            if (isOurs && !names.contains(name.replaceAll("(\\.aot|\\.made-on)$", ""))) {
                AtomicFiles.delete(file);
            }
        }
    }

    private Path cache(InstalledRelease release) {
        return layout.aotCaches().resolve(release.folder().getFileName() + CACHE);
    }

    private Path note(InstalledRelease release) {
        return layout.aotCaches().resolve(release.folder().getFileName() + NOTE);
    }
}

package bip.packaging;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Copies of a folder, one for each record of the journal that a bipctl started with {@link
 * AtRecord#pausing} writes: it waits at each until the copy is made. What has not changed since the
 * copy before is a second name of the same file there.
 */
record Pauses(Path live, Path copies, Path signals) {

    static Pauses prepare(Path live, Path folder) throws IOException, InterruptedException {
        Path signals = Files.createDirectories(folder.resolve("signals"));
        Programs.run(List.of("mkfifo", signals.resolve("go").toString()), folder);
        Path copies = Files.createDirectories(folder.resolve("copies"));
        return new Pauses(live, copies, signals);
    }

    /** The copy made at {@code record}; 0 is the one from the beginning. */
    Path at(int record) {
        return copies.resolve(Integer.toString(record));
    }

    /** Makes the copy from the beginning. */
    void begin() throws IOException {
        take(0);
    }

    /**
     * Copies at each record until {@code end} exists.
     *
     * @return how many records there were
     */
    int run(Path end) throws IOException, InterruptedException {
        int record = 0;
        Path reached = signals.resolve("reached");
        while (!Files.exists(end)) {
            if (Files.exists(reached)) {
                take(++record);
                Files.delete(reached);
                Files.write(signals.resolve("go"), new byte[] {'\n'});
            } else {
                TimeUnit.MILLISECONDS.sleep(2);
            }
        }
        return record;
    }

    private void take(int record) throws IOException {
        copy(live, at(record), at(Math.max(record - 1, 0)), live.resolve("opt/bip/releases"));
    }

    private static void copy(Path from, Path to, Path before, Path releases) throws IOException {
        Files.createDirectory(to);
        List<Path> children;
        try (var list = Files.list(from)) {
            children = list.toList();
        }
        for (Path child : children) {
            Path target = to.resolve(child.getFileName());
            Path earlier = before.resolve(child.getFileName());
            if (Files.isDirectory(child, LinkOption.NOFOLLOW_LINKS)) {
                copy(child, target, earlier, releases);
            } else if (child.startsWith(releases)) {
                // Never written to again.
                Files.createLink(target, child);
            } else if (isSame(child, earlier)) {
                Files.createLink(target, earlier);
            } else {
                Files.copy(
                        child,
                        target,
                        StandardCopyOption.COPY_ATTRIBUTES,
                        LinkOption.NOFOLLOW_LINKS);
            }
        }
    }

    private static boolean isSame(Path file, Path earlier) throws IOException {
        return !Files.isSymbolicLink(file)
                && Files.isRegularFile(earlier, LinkOption.NOFOLLOW_LINKS)
                && Files.size(file) == Files.size(earlier)
                && Files.getLastModifiedTime(file).equals(Files.getLastModifiedTime(earlier));
    }
}

package bip.ctl.upgrade;

import bip.ctl.support.CtlException;
import bip.ctl.support.ErrorCode;
import bip.ctl.support.Programs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;

/** Room on file systems, added up for the folders that lie on the same one. */
final class FolderSpace {

    private static final Duration LIMIT = Duration.ofSeconds(10);

    private final Map<Object, Need> needs = new LinkedHashMap<>();

    /**
     * Bytes and files on one file system.
     *
     * @param folder the first of those that lie on it
     */
    private record Need(Path folder, long bytes, long files) {
        Need plus(Need other) {
            return new Need(folder, bytes + other.bytes, files + other.files);
        }
    }

    /** Adds to what is needed on the file system of {@code folder}, which may be missing yet. */
    void need(Path folder, long bytes, long files) throws IOException {
        Path here = existing(folder);
        Object device = Objects.requireNonNull(Files.getAttribute(here, "unix:dev"));
        needs.merge(device, new Need(here, bytes, files), Need::plus);
    }

    /** The folder itself, or the nearest above it that is there. */
    static Path existing(Path folder) {
        Path here = folder;
        while (!Files.isDirectory(here)) {
            here = Objects.requireNonNull(here.getParent(), "the root folder is there");
        }
        return here;
    }

    /** Where there is not enough. */
    List<CtlException> reasons() throws IOException, InterruptedException {
        var reasons = new ArrayList<CtlException>();
        for (Need need : needs.values()) {
            long free = Files.getFileStore(need.folder()).getUsableSpace();
            if (free < need.bytes()) {
                reasons.add(
                        new CtlException(
                                ErrorCode.U115,
                                mebibytes(need.bytes()),
                                free >> 20,
                                need.folder(),
                                top(need.folder())));
            }
            OptionalLong freeFiles = freeFiles(need.folder());
            if (freeFiles.isPresent() && freeFiles.getAsLong() < need.files()) {
                reasons.add(
                        new CtlException(
                                ErrorCode.U176,
                                need.files(),
                                freeFiles.getAsLong(),
                                need.folder()));
            }
        }
        return reasons;
    }

    /** Of its file system: what takes the room may lie beside {@code folder}. */
    private static Path top(Path folder) throws IOException {
        Path top = folder.toRealPath();
        Object device = Files.getAttribute(top, "unix:dev");
        Path above = top.getParent();
        while (above != null && Objects.equals(device, Files.getAttribute(above, "unix:dev"))) {
            top = above;
            above = top.getParent();
        }
        return top;
    }

    private static long mebibytes(long bytes) {
        return (bytes + (1 << 20) - 1) >> 20;
    }

    /** Empty where a file system does not count them, as btrfs. Java has no way to ask. */
    private static OptionalLong freeFiles(Path folder) throws InterruptedException {
        var result =
                Programs.run(
                        List.of("stat", "-f", "-c", "%c %d", folder.toString()),
                        Map.of("PATH", "/usr/bin:/bin"),
                        LIMIT);
        String[] numbers = result.out().strip().split(" ", -1);
        return result.exitCode() == 0 && numbers.length == 2 && !numbers[0].equals("0")
                ? OptionalLong.of(Long.parseLong(numbers[1]))
                : OptionalLong.empty();
    }
}

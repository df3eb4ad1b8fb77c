package bip.packaging;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A file system of its own for one folder, whose size can be taken away while it is in use. Closing
 * unmounts it.
 */
final class SmallDisk implements AutoCloseable {

    private static final String ROOMY = "size=2g,nr_inodes=200k";

    private final Path folder;

    private SmallDisk(Path folder) {
        this.folder = folder;
    }

    /** Moves what {@code folder} holds onto a new file system mounted there. */
    static SmallDisk under(Path folder) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        Path beside = folder.resolveSibling(folder.getFileName() + ".below");
        sh(
                "mv \"$1\" \"$2\" && mkdir \"$1\" && chmod --reference=\"$2\" \"$1\""
                        + " && mount -t tmpfs -o %s,mode=755 tmpfs \"$1\"".formatted(ROOMY)
                        + " && cp -a \"$2\"/. \"$1\" && rm -rf \"$2\"",
                folder,
                beside);
        return new SmallDisk(folder);
    }

    /** From now on not one more block can be had. */
    void takeBlocks() throws IOException, InterruptedException {
        sh("mount -o remount,size=$(df --output=used -B1 \"$1\" | tail -1) \"$1\"", folder);
    }

    /** From now on only so many more files, folders and links can be made. */
    void takeInodesBut(int left) throws IOException, InterruptedException {
        sh(
                "mount -o remount,nr_inodes=$(($(df --output=iused \"$1\" | tail -1) + %d)) \"$1\""
                        .formatted(left),
                folder);
    }

    /** There is room again. */
    void mend() throws IOException, InterruptedException {
        sh("mount -o remount,%s \"$1\"".formatted(ROOMY), folder);
    }

    @Override
    public void close() throws IOException, InterruptedException {
        sh("umount --lazy \"$1\"", folder);
    }

    private static void sh(String script, Path... arguments)
            throws IOException, InterruptedException {
        var command = new java.util.ArrayList<>(List.of("sh", "-ec", script, "sh"));
        for (Path argument : arguments) {
            command.add(argument.toString());
        }
        Programs.run(command, Path.of("/"));
    }
}

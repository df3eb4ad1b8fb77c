package bip.packaging;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A disk in a file, mounted at one folder of the site, whose file system can be made to fail as a
 * broken disk makes it: everything written from then on is refused, until it is checked and mounted
 * anew. Closing unmounts it.
 */
final class FailingDisk implements AutoCloseable {

    private final Path folder;
    private final Path image;

    private FailingDisk(Path folder, Path image) {
        this.folder = folder;
        this.image = image;
    }

    /** Moves what {@code folder} holds onto a new disk mounted there. */
    static FailingDisk under(Path folder) throws IOException, InterruptedException {
        var disk = new FailingDisk(folder, Files.createTempFile("bip-disk", ".ext4"));
        disk.sh(
                "truncate -s 800M \"$2\" && mkfs.ext4 -q -F \"$2\" && mv \"$1\" \"$1.below\""
                        + " && mkdir \"$1\" && mount -o loop,errors=remount-ro \"$2\" \"$1\""
                        + " && cp -a \"$1.below\"/. \"$1\" && rm -rf \"$1.below\" \"$1/lost+found\"");
        return disk;
    }

    void fail() throws IOException, InterruptedException {
        sh(
                "device=$(basename \"$(findmnt -no SOURCE \"$1\")\")"
                        + " && echo 1 >\"/sys/fs/ext4/$device/trigger_fs_error\"");
    }

    /** Only while nothing uses it. */
    void mend() throws IOException, InterruptedException {
        // The kernel may need a moment to bury whoever used it.
        sh(
                "n=0; until umount \"$1\"; do n=$((n + 1)); [ $n -lt 300 ]; sleep 0.1; done;"
                        + " e2fsck -fy \"$2\" >/dev/null || [ $? -le 2 ];"
                        + " mount -o loop \"$2\" \"$1\"");
    }

    @Override
    public void close() throws IOException, InterruptedException {
        sh("umount --lazy \"$1\"; rm \"$2\"");
    }

    private void sh(String script) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of("sh", "-ec", script, "sh"));
        command.add(folder.toString());
        command.add(image.toString());
        Programs.run(command, Path.of("/"));
    }
}

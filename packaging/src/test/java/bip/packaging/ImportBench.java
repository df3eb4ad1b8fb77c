package bip.packaging;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Verifying and unpacking a release: {@code bipctl release import FILE} as a whole process, into an
 * installation that holds nothing yet, and {@code sha512sum} and {@code tar -xzf} of the same
 * archive into a folder beside it, in turn. Prints medians of {@value #RUNS}; judges nothing.
 *
 * <p>The two are not the same work. bipctl looks up what was signed, copies the archive before it
 * reads it, hashes each file that comes out and asks the disk to keep it; the programs do none of
 * that. So a second row has them ask the disk too.
 */
public final class ImportBench {

    private static final int RUNS = 10;

    private final Path folder;
    private final Path archive;

    private ImportBench(Path folder, Path archive) {
        this.folder = folder;
        this.archive = archive;
    }

    public static void main(String[] arguments) throws Exception {
        Path folder = Files.createTempDirectory("bip-import-bench");
        try {
            new ImportBench(folder, Checkout.archive("1.1.0")).run();
        } finally {
            delete(folder);
        }
    }

    private void run() throws Exception {
        var ours = new double[RUNS];
        var programs = new double[RUNS];
        var kept = new double[RUNS];
        for (int run = -1; run < RUNS; run++) {
            double a = millisOfOurs();
            double b = millisOf("sha512sum \"$1\" && tar -xzf \"$1\" -C \"$2\"");
            double c = millisOf("sync -f \"$2\"");
            delete(unpacked());
            if (run >= 0) {
                ours[run] = a;
                programs[run] = b;
                kept[run] = b + c;
            }
        }
        Medians.printHead();
        Medians.print("release import, ms (sha512sum, tar -xzf)", "< 1.5 x", ours, programs);
        Medians.print("release import, ms (sha512sum, tar -xzf, sync -f)", ours, kept);
        System.out.println();
    }

    private double millisOfOurs() throws Exception {
        Path root = folder.resolve("site");
        Site site = Site.prepare(root, Checkout.channel().toString());
        long start = System.nanoTime();
        Site.Run run = site.bipctl("release", "import", archive.toString(), "--yes");
        double millis = (System.nanoTime() - start) / 1e6;
        run.ended(0);
        delete(root);
        return millis;
    }

    /** Of a shell that gets the archive as {@code $1} and the folder as {@code $2}. */
    private double millisOf(String script) throws IOException, InterruptedException {
        Files.createDirectories(unpacked());
        var command = List.of("sh", "-c", script, "sh", archive.toString(), unpacked().toString());
        long start = System.nanoTime();
        Programs.run(command, folder);
        return (System.nanoTime() - start) / 1e6;
    }

    private Path unpacked() {
        return folder.resolve("unpacked");
    }

    /** With what is read-only in it; what is still to be written is not left to the next run. */
    private static void delete(Path tree) throws IOException, InterruptedException {
        Path beside = tree.resolveSibling("");
        Programs.run(List.of("chmod", "-R", "u+w", tree.toString()), beside);
        Trees.delete(tree);
        Programs.run(List.of("sync", "-f", beside.toString()), beside);
    }
}

package bip.packaging;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.vafer.jdeb.Compression;
import org.vafer.jdeb.Console;
import org.vafer.jdeb.DataProducer;
import org.vafer.jdeb.DebMaker;
import org.vafer.jdeb.PackagingException;

/**
 * The Debian package {@code bip_VERSION_amd64.deb}: bipctl, and the units of the server that it
 * installs. The same inputs give the same bytes.
 */
final class DebianPackage {

    /** What every entry says of its time: 1 January 2026, as in release archives. */
    static final long ENTRY_TIME_MILLIS = 1_767_225_600_000L;

    private final Path sources;
    private final Path tool;

    /**
     * Of what a build left.
     *
     * @param tool the finished folder of bipctl
     */
    DebianPackage(Path sources, Path tool) {
        this.sources = sources;
        this.tool = tool;
    }

    /** Writes the package into {@code folder} and returns its file. */
    Path write(String version, Path folder) throws IOException, InterruptedException {
        Path work = sources.resolve("packaging/target/deb");
        Trees.delete(work);
        Path tree = work.resolve("tree");
        new PackageTree(sources, tool, tree).layOut(version);
        Path control = control(version, work.resolve("control"));
        Path file = folder.resolve("bip_" + version + "_amd64.deb");
        try {
            make(tree, control, file);
        } catch (PackagingException e) {
            throw new IOException("cannot make " + file, e);
        }
        return file;
    }

    /** What dpkg itself reads, with the version put in. */
    private Path control(String version, Path control) throws IOException {
        Path scripts = sources.resolve("packaging/src/main/deb");
        Files.createDirectories(control);
        for (String script : List.of("preinst", "postinst", "prerm", "postrm")) {
            Trees.copyFile(scripts.resolve(script), control.resolve(script), true);
        }
        Files.writeString(
                control.resolve("control"), PackageTree.versioned(scripts, "control", version));
        return control;
    }

    private static void make(Path tree, Path control, Path file) throws PackagingException {
        List<DataProducer> all = List.of(new TreeProducer(tree));
        List<DataProducer> configuration =
                List.of(new TreeProducer(tree, name -> name.startsWith("etc/")));
        var maker = new DebMaker(new Silent(), all, configuration);
        maker.setDeb(file.toFile());
        maker.setControl(new File(control.toString()));
        maker.setEncoding(StandardCharsets.UTF_8);
        maker.setOutputTimestampMs(ENTRY_TIME_MILLIS);
        // A third larger than with xz, made ten times faster.
        maker.createDeb(Compression.GZIP);
    }

    /** What goes wrong comes as an exception. */
    private static final class Silent implements Console {
        @Override
        public void debug(String message) {}

        @Override
        public void info(String message) {}

        @Override
        public void warn(String message) {
            System.err.println(message);
        }
    }
}

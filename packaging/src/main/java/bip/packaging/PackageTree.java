package bip.packaging;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.zip.Deflater;
import org.apache.commons.compress.compressors.gzip.GzipCompressorOutputStream;
import org.apache.commons.compress.compressors.gzip.GzipParameters;

/** The files of the Debian package, laid out as they are installed. */
final class PackageTree {

    /** Settings may come to hold secrets. */
    private static final List<String> UNITS =
            List.of(
                    "bip.socket",
                    "bip.service",
                    "bipctl-recover.service",
                    "bip-backup.service",
                    "bip-backup.timer",
                    "bip-drill.service",
                    "bip-drill.timer",
                    "bip-upgrade.service",
                    "bip-upgrade.timer");

    private static final String PRIVATE = "rw-------";

    private final Path sources;
    private final Path tool;
    private final Path tree;
    private final Path scripts;

    PackageTree(Path sources, Path tool, Path tree) {
        this.sources = sources;
        this.tool = tool;
        this.tree = tree;
        this.scripts = sources.resolve("packaging/src/main/deb");
    }

    void layOut(String version) throws IOException, InterruptedException {
        tool();
        units();
        configuration();
        documentation(version);
        for (Path folder : folders()) {
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
    }

    private List<Path> folders() throws IOException {
        try (var paths = Files.walk(tree)) {
            return paths.filter(Files::isDirectory).toList();
        }
    }

    /** All but the class cache, which is made where the tool will run, and the licence's text. */
    private void tool() throws IOException {
        Path home = tree.resolve("usr/lib/bipctl");
        Trees.copy(tool, home);
        Files.delete(home.resolve("lib/bipctl.aot"));
        Files.delete(home.resolve("LICENSE"));
        Path programs = Files.createDirectories(tree.resolve("usr/bin"));
        Files.createSymbolicLink(programs.resolve("bipctl"), Path.of("../lib/bipctl/bin/bipctl"));
    }

    private void units() throws IOException {
        Path systemd = sources.resolve("systemd");
        for (String unit : UNITS) {
            copy(systemd.resolve(unit), "usr/lib/systemd/system/" + unit);
        }
        copy(systemd.resolve("bip-sysusers.conf"), "usr/lib/sysusers.d/bip.conf");
        copy(systemd.resolve("bip-tmpfiles.conf"), "usr/lib/tmpfiles.d/bip.conf");
        copy(
                systemd.resolve("sentry-credential.conf.example"),
                "usr/share/doc/bip/examples/sentry-credential.conf");
    }

    private void configuration() throws IOException {
        copy(sources.resolve("logrotate/bip"), "etc/logrotate.d/bip");
        copy(scripts.resolve("needrestart.conf"), "etc/needrestart/conf.d/bip.conf");
        // The very file that bipctl writes where there is no package.
        Path settings = sources.resolve("bipctl/src/main/resources/bip/ctl/upgrade/bip.env");
        hide(copy(settings, "etc/bip/bip.env"));
        hide(copy(scripts.resolve("bipctl.env"), "etc/bip/bipctl.env"));
    }

    private static void hide(Path file) throws IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(PRIVATE));
    }

    private void documentation(String version) throws IOException, InterruptedException {
        String doc = "usr/share/doc/bip/";
        copy(scripts.resolve("copyright"), doc + "copyright");
        zip(versioned(scripts, "changelog", version), doc + "changelog.gz");
        zip(Files.readString(sources.resolve("CHANGELOG.md")), doc + "CHANGELOG.md.gz");
        copy(sources.resolve("docs/administrator.pl.md"), doc + "administrator.pl.md");
        zip(Files.readString(scripts.resolve("bipctl.8")), "usr/share/man/man8/bipctl.8.gz");
        zip(Files.readString(scripts.resolve("bipctl.pl.8")), "usr/share/man/pl/man8/bipctl.8.gz");
        copy(scripts.resolve("lintian-overrides"), "usr/share/lintian/overrides/bip");
        completion();
    }

    /**
     * Without its first line, {@code #!/usr/bin/env bash}: the file is read by a shell, never run.
     */
    private void completion() throws IOException, InterruptedException {
        String script =
                Programs.run(
                        List.of(tool.resolve("bin/bipctl").toString(), "completion", "bash"), tree);
        write(
                script.substring(script.indexOf('\n') + 1).getBytes(StandardCharsets.UTF_8),
                "usr/share/bash-completion/completions/bipctl");
    }

    /** The text of a file in which {@code [[version]]} stands for the version. */
    static String versioned(Path folder, String name, String version) throws IOException {
        return Files.readString(folder.resolve(name)).replace("[[version]]", version);
    }

    private Path copy(Path source, String target) throws IOException {
        Path copy = tree.resolve(target);
        Trees.copyFile(source, copy, false);
        return copy;
    }

    private void write(byte[] content, String target) throws IOException {
        Path file = tree.resolve(target);
        Files.createDirectories(file.resolveSibling(""));
        Files.write(file, content);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    }

    /** As {@code gzip -n9} does: no name, no time. */
    private void zip(String text, String target) throws IOException {
        var parameters = new GzipParameters();
        parameters.setCompressionLevel(Deflater.BEST_COMPRESSION);
        var bytes = new ByteArrayOutputStream();
        try (var zipped = new GzipCompressorOutputStream(bytes, parameters)) {
            zipped.write(text.getBytes(StandardCharsets.UTF_8));
        }
        write(bytes.toByteArray(), target);
    }
}

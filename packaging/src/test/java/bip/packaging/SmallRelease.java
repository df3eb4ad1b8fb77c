package bip.packaging;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A release with the real launcher and one class, which says a word: installed under a root, as
 * bipctl installs. Its runtime is the JDK of this process.
 */
record SmallRelease(Path root, String name) {

    /** Installs a release whose program says {@code word}. */
    static SmallRelease install(Path root, String name, String word)
            throws IOException, InterruptedException {
        SmallRelease release = new SmallRelease(root, name);
        Trees.copyFile(
                Checkout.root().resolve("packaging/src/main/launcher/bip-server"),
                release.folder().resolve("bin/bip-server"),
                true);
        Files.createDirectories(release.folder().resolve("lib"));
        Files.createSymbolicLink(release.folder().resolve("runtime"), Runtimes.ownJdk());
        JarFolder.writeOrder(release.folder().resolve("lib"), List.of("bip-server.jar"));
        release.replaceJar(word);
        return release;
    }

    /** Puts another program in place of the one that is there, as no bipctl ever does. */
    void replaceJar(String word) throws IOException, InterruptedException {
        Path work = Files.createTempDirectory(root, "classes");
        Path source = work.resolve("BipServer.java");
        Files.writeString(
                source,
                """
                package bip.server;
                public final class BipServer {
                    public static void main(String[] arguments) {
                        System.out.println("%s");
                    }
                }
                """
                        .formatted(word));
        Path jdk = Runtimes.ownJdk();
        Programs.run(
                List.of(
                        jdk.resolve("bin/javac").toString(),
                        "-d",
                        work.resolve("out").toString(),
                        source.toString()),
                work);
        Programs.run(
                List.of(
                        jdk.resolve("bin/jar").toString(),
                        "--create",
                        "--date=2026-01-01T00:00:00Z",
                        "--file=" + jar(),
                        "-C",
                        work.resolve("out").toString(),
                        "."),
                work);
    }

    /** Makes the cache by the launcher's own way. */
    void train() throws IOException, InterruptedException {
        Files.createDirectories(cache().getParent());
        run(Map.of("BIP_AOT_TRAINING", cache().toString()));
    }

    /** What the program says when it is started by the launcher. */
    String say() throws IOException, InterruptedException {
        return run(Map.of());
    }

    /** Where the launcher looks for the cache. */
    Path cache() {
        return root.resolve("var/cache/bip/aot/" + name + ".aot");
    }

    Path jar() {
        return folder().resolve("lib/bip-server.jar");
    }

    Path folder() {
        return root.resolve("opt/bip/releases/" + name);
    }

    /**
     * Runs the launcher.
     *
     * @throws IOException with all that was said, if it did not end with 0
     */
    String run(Map<String, String> environment) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command());
        builder.environment().putAll(environment);
        Process process = builder.redirectErrorStream(true).start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int code = process.waitFor();
        if (code != 0) {
            throw new IOException("exit code " + code + ": " + said);
        }
        return said.strip();
    }

    /** What {@code java} is started with. */
    List<String> javaArguments() throws IOException, InterruptedException {
        Path shown = Files.createDirectories(root.resolve("shown/bin")).resolve("java");
        Files.writeString(shown, "#!/bin/sh\nprintf '%s\\n' \"$@\"\n");
        Files.setPosixFilePermissions(shown, PosixFilePermissions.fromString("rwxr-xr-x"));
        Path runtime = folder().resolve("runtime");
        Files.createDirectories(root.resolve("shown/lib"));
        Path modules = root.resolve("shown/lib/modules");
        if (!Files.exists(modules)) {
            Files.createSymbolicLink(modules, Runtimes.ownJdk().resolve("lib/modules"));
        }
        Files.delete(runtime);
        Files.createSymbolicLink(runtime, root.resolve("shown"));
        try {
            return new ArrayList<>(run(Map.of()).lines().toList());
        } finally {
            Files.delete(runtime);
            Files.createSymbolicLink(runtime, Runtimes.ownJdk());
        }
    }

    private List<String> command() {
        return List.of(folder().resolve("bin/bip-server").toString());
    }
}

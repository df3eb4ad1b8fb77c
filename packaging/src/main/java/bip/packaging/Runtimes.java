package bip.packaging;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Java runtimes cut to what a program needs, by jlink of the JDK that runs this. Kept between
 * builds.
 */
final class Runtimes {

    /**
     * What the server was found to need: without java.desktop Thymeleaf's first page fails
     * (java.beans).
     */
    static final List<String> SERVER_MODULES =
            List.of(
                    "java.base",
                    "java.desktop",
                    "java.management",
                    "java.naming",
                    "java.security.sasl",
                    "java.sql",
                    "jdk.crypto.ec",
                    "jdk.management",
                    "jdk.unsupported");

    /** bipctl reads archives, JSON and HTTP, and draws on a terminal. */
    static final List<String> TOOL_MODULES =
            List.of("java.base", "java.logging", "jdk.crypto.ec", "jdk.unsupported");

    private final Path jdk;
    private final Path cache;

    Runtimes(Path jdk, Path cache) {
        this.jdk = jdk;
        this.cache = cache;
    }

    /**
     * The runtime {@code name} with {@code modules}, made when it is not there yet for this very
     * JDK.
     */
    Path runtime(String name, List<String> modules) throws IOException, InterruptedException {
        Path folder = cache.resolve(name);
        Path stampFile = cache.resolve(name + ".stamp");
        String stamp = Files.readString(jdk.resolve("release")) + modules;
        if (Files.exists(stampFile) && Files.readString(stampFile).equals(stamp)) {
            return folder;
        }
        Files.createDirectories(cache);
        Files.deleteIfExists(stampFile);
        Trees.delete(folder);
        link(modules, folder);
        // The system's certificates are trusted, never those of the machine that built this.
        Files.deleteIfExists(folder.resolve("lib/security/cacerts"));
        Files.writeString(stampFile, stamp);
        return folder;
    }

    private void link(List<String> modules, Path folder) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(jdk.resolve("bin/jlink").toString()));
        command.addAll(List.of("--add-modules", String.join(",", modules)));
        command.addAll(List.of("--strip-debug", "--no-man-pages", "--no-header-files"));
        command.addAll(List.of("--generate-cds-archive", "--output", folder.toString()));
        Programs.run(command, cache);
    }

    /** The JDK that runs this program. */
    static Path ownJdk() {
        return Path.of(System.getProperty("java.home"));
    }
}

package bip.packaging;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Caches of loaded classes for releases that {@link OpenedRelease#using start from} them: made once
 * by a test, where bipctl would make them at each installation, which takes longer than all else.
 */
record StartCaches(Path folder) {

    /** What the launcher of such a release, which bipctl is not to train, hears to. */
    static final String KEY = "BIP_WITHOUT_CACHE";

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final List<String> VISITED = List.of("/", "/szukaj", "/health");

    /**
     * Makes that of {@code version} by serving some pages.
     *
     * @param work deleted at the end
     */
    void make(String version, Path archive, Path work) throws IOException, InterruptedException {
        Path tree = Files.createDirectories(work.resolve(version + "-training"));
        OpenedRelease.unpack(archive, tree);
        Path data = Files.createDirectories(work.resolve("data"));
        String program = tree.resolve("bin/bip-server").toString();
        Programs.run(List.of(program, "migrate", "--database", data + "/bip.db"), work);
        Path cache = Files.createDirectories(folder).resolve(version + ".aot");
        serve(program, data, cache);
        // Releases are unpacked again and again, and none of their files may be newer.
        Files.setLastModifiedTime(cache, FileTime.from(Instant.now().plus(Duration.ofDays(365))));
        Trees.delete(work);
    }

    private static void serve(String program, Path data, Path cache)
            throws IOException, InterruptedException {
        int port = Ports.free();
        var builder = new ProcessBuilder(program);
        builder.environment().put(KEY, cache.toString());
        builder.environment().put("BIP_DATA_DIR", data.toString());
        builder.environment().put("BIP_LOG_FILE", data.resolve("bip.log").toString());
        builder.environment().put("BIP_LISTEN", "127.0.0.1:" + port);
        Path said = data.resolve("said");
        Process server = builder.redirectErrorStream(true).redirectOutput(said.toFile()).start();
        for (String path : VISITED) {
            visit(port, path, server);
        }
        server.destroy();
        if (server.waitFor() != 0 || !Files.exists(cache)) {
            throw new IOException("no cache was made:\n" + Files.readString(said));
        }
    }

    private static void visit(int port, String path, Process server)
            throws IOException, InterruptedException {
        long end = System.nanoTime() + LIMIT.toNanos();
        var page = URI.create("http://127.0.0.1:" + port + path).toURL();
        while (true) {
            try (var in = page.openStream()) {
                in.readAllBytes();
                return;
            } catch (IOException notYet) {
                if (!server.isAlive() || System.nanoTime() > end) {
                    server.destroy();
                    throw notYet;
                }
                Thread.sleep(100);
            }
        }
    }
}

package bip.packaging.publisher;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/** Archives of 1.0.0 that the build would never make. */
record HandmadeArchive(Path folder) {

    private static final String TOP = "bip-server-1.0.0";

    /**
     * Lists {@code bin/bip-server} and {@code lib}, and holds what is told.
     *
     * @param files path, listed content, held content, and so on
     */
    Path with(String... files) throws IOException {
        var listed = new LinkedHashMap<>(Map.of("lib", "l"));
        var held = new LinkedHashMap<String, String>();
        for (int i = 0; i < files.length; i += 3) {
            if (!files[i + 1].isEmpty()) {
                listed.put(files[i], files[i + 1]);
            }
            held.put(TOP + "/" + files[i], files[i + 2]);
        }
        return write(manifest("bip-release/v1", 7, listed), TOP, held);
    }

    Path withoutManifest() throws IOException {
        return write("", TOP, Map.of(TOP + "/bin/bip-server", "program"));
    }

    Path empty() throws IOException {
        return write("", TOP, Map.of());
    }

    Path ofSchema(int writes) throws IOException {
        return write(manifest("bip-release/v1", writes, Map.of()), TOP, Map.of());
    }

    Path ofFolder(String top) throws IOException {
        return write(manifest("bip-release/v1", 7, Map.of()), top, Map.of());
    }

    Path ofFormat(String format) throws IOException {
        return write(manifest(format, 7, Map.of()), TOP, Map.of());
    }

    private Path write(String manifest, String top, Map<String, String> files) throws IOException {
        Files.createDirectories(folder);
        Path archive = folder.resolve("bip-server-1.0.0-linux-x64.tar.gz");
        try (var tar =
                new TarArchiveOutputStream(
                        new GZIPOutputStream(Files.newOutputStream(archive)), "UTF-8")) {
            if (!manifest.isEmpty()) {
                put(tar, top + "/release.json", manifest);
            }
            for (var file : files.entrySet()) {
                put(tar, file.getKey(), file.getValue());
            }
        }
        return archive;
    }

    private static void put(TarArchiveOutputStream tar, String name, String content)
            throws IOException {
        byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
        var entry = new TarArchiveEntry(name);
        entry.setSize(bytes.length);
        tar.putArchiveEntry(entry);
        tar.write(bytes);
        tar.closeArchiveEntry();
    }

    private static String manifest(String format, int writes, Map<String, String> files) {
        var list = new StringBuilder();
        files.forEach((path, content) ->
                list.append(list.isEmpty() ? "" : ",")
                        .append(
                                "{\"path\":\"%s\",\"size\":%d,\"mode\":\"0644\",\"sha256\":\"%s\"}"
                                        .formatted(
                                                path,
                                                content.length(),
                                                Digests.of(content.getBytes(StandardCharsets.UTF_8))
                                                        .sha256())));
        return """
        {"format": "%s", "version": "1.0.0", "platform": "linux-x64",
         "schema": {"writes": %d, "reads": {"from": 6, "to": 8}},
         "upgradeFrom": "0.9.0", "bipctl": "0.0.0", "notes": {"pl": "", "en": ""},
         "files": [%s]}
        """
                .formatted(format, writes, list);
    }
}

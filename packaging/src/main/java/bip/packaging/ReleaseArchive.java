package bip.packaging;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;
import java.util.zip.Deflater;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.apache.commons.compress.compressors.gzip.GzipCompressorOutputStream;
import org.apache.commons.compress.compressors.gzip.GzipParameters;
import tools.jackson.databind.json.JsonMapper;

/** Writes release archives, the contract {@code docs/contract/release-manifest.md}. */
public final class ReleaseArchive {

    /**
     * One fixed time for every entry, so that the same inputs give the same bytes: 1 January 2026.
     */
    private static final long ENTRY_TIME_MILLIS = 1_767_225_600_000L;

    private ReleaseArchive() {}

    /**
     * Packs the files of {@code tree} with a manifest made of them.
     *
     * @param tree the release as it will be unpacked, without {@code release.json}
     * @return the archive, in {@code folder}
     */
    public static Path write(Path tree, ReleaseFacts facts, Path folder) throws IOException {
        return write(tree, facts, folder, Deflater.DEFAULT_COMPRESSION);
    }

    /** The same, packed as hard as {@link Deflater} takes {@code level}. */
    static Path write(Path tree, ReleaseFacts facts, Path folder, int level) throws IOException {
        Files.createDirectories(folder);
        Path archive = folder.resolve(facts.archiveName());
        Path partial = folder.resolve(facts.archiveName() + ".partial");
        byte[] manifest = manifest(tree, facts);
        try (OutputStream file = new BufferedOutputStream(Files.newOutputStream(partial));
                var gzip = new GzipCompressorOutputStream(file, gzipParameters(level));
                var tar = new TarArchiveOutputStream(gzip, "UTF-8")) {
            tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
            String top = "bip-server-" + facts.version() + "/";
            // First, so that a reader knows what to expect before it unpacks anything.
            put(tar, top, 0755);
            put(tar, top + "release.json", manifest);
            for (String path : entries(tree)) {
                Path entry = tree.resolve(path);
                if (Files.isDirectory(entry)) {
                    put(tar, top + path + "/", 0755);
                } else {
                    put(tar, top + path, entry);
                }
            }
        }
        Files.move(partial, archive, StandardCopyOption.REPLACE_EXISTING);
        return archive;
    }

    private static GzipParameters gzipParameters(int level) {
        var parameters = new GzipParameters();
        parameters.setCompressionLevel(level);
        return parameters;
    }

    private static Iterable<String> entries(Path tree) throws IOException {
        var entries = new TreeSet<String>();
        for (Path file : Trees.files(tree)) {
            for (Path part = file; part != null; part = part.getParent()) {
                entries.add(part.toString());
            }
        }
        return entries;
    }

    private static byte[] manifest(Path tree, ReleaseFacts facts) throws IOException {
        var files = new ArrayList<Map<String, Object>>();
        for (Path file : Trees.files(tree)) {
            Path full = tree.resolve(file);
            var entry = new LinkedHashMap<String, Object>();
            entry.put("path", file.toString());
            entry.put("size", Files.size(full));
            entry.put("mode", Files.isExecutable(full) ? "0755" : "0644");
            entry.put("sha256", Hashes.sha256(full));
            files.add(entry);
        }
        var manifest = new LinkedHashMap<String, Object>();
        manifest.put("format", "bip-release/v1");
        manifest.put("version", facts.version());
        manifest.put("platform", "linux-x64");
        manifest.put(
                "schema",
                ordered(
                        "writes", facts.schemaWrites(),
                        "reads", ordered("from", facts.schemaFrom(), "to", facts.schemaTo())));
        manifest.put("upgradeFrom", facts.upgradeFrom());
        manifest.put("bipctl", facts.bipctl());
        manifest.put(
                "notes",
                ordered(
                        "pl",
                        facts.notes().getOrDefault("pl", ""),
                        "en",
                        facts.notes().getOrDefault("en", "")));
        manifest.put("files", files);
        return JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsBytes(manifest);
    }

    private static Map<String, Object> ordered(
            String key1, Object value1, String key2, Object value2) {
        var map = new LinkedHashMap<String, Object>();
        map.put(key1, value1);
        map.put(key2, value2);
        return map;
    }

    private static void put(TarArchiveOutputStream tar, String folder, int mode)
            throws IOException {
        tar.putArchiveEntry(entry(folder, 0, mode));
        tar.closeArchiveEntry();
    }

    private static void put(TarArchiveOutputStream tar, String name, byte[] content)
            throws IOException {
        tar.putArchiveEntry(entry(name, content.length, 0644));
        tar.write(content);
        tar.closeArchiveEntry();
    }

    private static void put(TarArchiveOutputStream tar, String name, Path file) throws IOException {
        tar.putArchiveEntry(entry(name, Files.size(file), Files.isExecutable(file) ? 0755 : 0644));
        Files.copy(file, tar);
        tar.closeArchiveEntry();
    }

    private static TarArchiveEntry entry(String name, long size, int mode) {
        var entry =
                new TarArchiveEntry(
                        name, name.endsWith("/") ? TarConstants.LF_DIR : TarConstants.LF_NORMAL);
        entry.setSize(size);
        entry.setMode(mode);
        entry.setIds(0, 0);
        entry.setNames("root", "root");
        entry.setModTime(ENTRY_TIME_MILLIS);
        return entry;
    }
}

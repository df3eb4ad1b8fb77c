package bip.ctl.testing;

import bip.ctl.support.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/** Makes small real release archives, and broken ones on request. */
public final class TestRelease {

    private final String version;
    private final Map<String, Object> fields = new LinkedHashMap<>();
    private final Map<String, byte[]> files = new TreeMap<>();
    private final List<String> programs = new ArrayList<>();
    private final List<Map<String, Object>> listedOnly = new ArrayList<>();
    private final List<Entry> entries = new ArrayList<>();
    private int schemaWritten = 1;
    private int schemaFrom = 1;
    private int schemaTo = 1;
    private boolean withFiles = true;

    /** An entry as it shall stand in the archive. */
    private record Entry(TarArchiveEntry header, String content) {}

    public TestRelease(String version) {
        this.version = version;
        program("bin/bip-server", "#!/bin/sh\necho " + version + "\n");
        file("lib/bip-server.jar", "code of " + version);
    }

    public TestRelease file(String path, String content) {
        files.put(path, content.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    public TestRelease program(String path, String content) {
        programs.add(path);
        return file(path, content);
    }

    public TestRelease schema(int writes, int from, int to) {
        schemaWritten = writes;
        schemaFrom = from;
        schemaTo = to;
        return this;
    }

    /** Sets a top field of the manifest to something else. */
    public TestRelease field(String name, Object value) {
        fields.put(name, value);
        return this;
    }

    /** Lists a file in the manifest that the builder does not put into the archive. */
    public TestRelease listed(String path, long size, String sha256) {
        listedOnly.add(listing(path, size, "0644", sha256));
        return this;
    }

    /** Adds an entry after the manifest and before the files, listed nowhere. */
    public TestRelease entry(TarArchiveEntry header, String content) {
        entries.add(new Entry(header, content));
        return this;
    }

    /** Leaves the listed files out of the archive. */
    public TestRelease withoutFiles() {
        withFiles = false;
        return this;
    }

    /** The name of the folder at the top of the archive, with a slash. */
    public String top() {
        return "bip-server-" + version + "/";
    }

    public byte[] manifest() {
        var list = new ArrayList<Map<String, Object>>();
        files.forEach((path, content) ->
                list.add(listing(path, content.length, mode(path), sha256(content))));
        list.addAll(listedOnly);
        var manifest = new LinkedHashMap<String, Object>();
        manifest.put("format", "bip-release/v1");
        manifest.put("version", version);
        manifest.put("platform", "linux-x64");
        manifest.put(
                "schema",
                Map.of(
                        "writes",
                        schemaWritten,
                        "reads",
                        Map.of("from", schemaFrom, "to", schemaTo)));
        manifest.put("upgradeFrom", "1.0.0");
        manifest.put("bipctl", "0.0.0");
        manifest.put("notes", Map.of("pl", "Nowe " + version, "en", "New " + version));
        manifest.put("files", list);
        manifest.putAll(fields);
        return Json.write(manifest);
    }

    /** Writes {@code bip-server-VERSION-linux-x64.tar.gz} into {@code folder}. */
    public Path writeTo(Path folder) throws IOException {
        Path archive = folder.resolve("bip-server-" + version + "-linux-x64.tar.gz");
        Files.write(archive, archive());
        return archive;
    }

    public byte[] archive() throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bytes)) {
            writeTar(gzip);
        }
        return bytes.toByteArray();
    }

    public void writeTar(OutputStream out) throws IOException {
        try (var tar = new TarArchiveOutputStream(out)) {
            tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
            put(tar, header("release.json", 0644), manifest());
            for (Entry entry : entries) {
                put(tar, entry.header(), entry.content().getBytes(StandardCharsets.UTF_8));
            }
            if (withFiles) {
                for (var file : files.entrySet()) {
                    int mode = mode(file.getKey()).equals("0755") ? 0755 : 0644;
                    put(tar, header(file.getKey(), mode), file.getValue());
                }
            }
        }
    }

    /** A plain file's header below the top folder. */
    public TarArchiveEntry header(String path, int mode) {
        var header = new TarArchiveEntry(top() + path);
        header.setMode(0100000 | mode);
        header.setModTime(0L);
        return header;
    }

    private static void put(TarArchiveOutputStream tar, TarArchiveEntry header, byte[] content)
            throws IOException {
        if (content.length > 0) {
            header.setSize(content.length);
        }
        tar.putArchiveEntry(header);
        tar.write(content);
        tar.closeArchiveEntry();
    }

    private String mode(String path) {
        return programs.contains(path) ? "0755" : "0644";
    }

    private static Map<String, Object> listing(String path, long size, String mode, String sha256) {
        var listing = new LinkedHashMap<String, Object>();
        listing.put("path", path);
        listing.put("size", size);
        listing.put("mode", mode);
        listing.put("sha256", sha256);
        return listing;
    }

    public static String sha256(byte[] bytes) {
        return hex("SHA-256", bytes);
    }

    public static String sha512(byte[] bytes) {
        return hex("SHA-512", bytes);
    }

    private static String hex(String algorithm, byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new UncheckedIOException(new IOException(e));
        }
    }
}

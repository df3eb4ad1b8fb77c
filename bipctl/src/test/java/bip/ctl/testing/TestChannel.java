package bip.ctl.testing;

import bip.ctl.support.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** A real channel in a folder. */
public final class TestChannel {

    private final Path folder;
    private final Map<String, Map<String, Object>> entries = new TreeMap<>();

    public TestChannel(Path folder) throws IOException {
        this.folder = Files.createDirectories(folder);
        writeIndex();
    }

    public String url() {
        return folder.toString();
    }

    /** Publishes {@code release}. */
    public TestChannel with(String version, TestRelease release) throws IOException {
        Path archive = release.writeTo(folder);
        byte[] bytes = Files.readAllBytes(archive);
        var entry = new LinkedHashMap<String, Object>();
        entry.put("version", version);
        entry.put("archive", archive.getFileName().toString());
        entry.put("size", bytes.length);
        entry.put("sha512", TestRelease.sha512(bytes));
        entries.put(version, entry);
        writeIndex();
        return this;
    }

    private void writeIndex() throws IOException {
        var index = new LinkedHashMap<String, Object>();
        index.put("format", "bip-channel/v1");
        index.put("releases", entries.values());
        Files.write(folder.resolve("index.json"), Json.write(index));
    }
}

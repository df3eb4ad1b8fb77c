package bip.packaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ReleaseArchiveTest {

    private static final ReleaseFacts FACTS =
            new ReleaseFacts(
                    "1.4.2", 7, 6, 8, "1.0.0", "1.2.0", Map.of("pl", "Nowości.", "en", "News."));

    @TempDir Path folder;
    private Path tree;

    @BeforeEach
    void layOutASmallRelease() throws IOException {
        tree = folder.resolve("tree");
        Path program = tree.resolve("bin/bip-server");
        Trees.copyFile(Files.writeString(folder.resolve("program"), "#!/bin/sh\n"), program, true);
        Trees.copyFile(
                Files.writeString(folder.resolve("library"), "jar"),
                tree.resolve("lib/bip-server.jar"),
                false);
    }

    @Test
    void isTheSameByteForByteWhenMadeTwice() throws IOException {
        byte[] first = Files.readAllBytes(ReleaseArchive.write(tree, FACTS, folder.resolve("a")));
        Files.setLastModifiedTime(
                tree.resolve("bin/bip-server"),
                java.nio.file.attribute.FileTime.fromMillis(1_000_000_000_000L));
        byte[] second = Files.readAllBytes(ReleaseArchive.write(tree, FACTS, folder.resolve("b")));
        assertThat(second).isEqualTo(first);
    }

    @Test
    void putsTheManifestFirstAndListsEveryFile() throws IOException {
        Path archive = ReleaseArchive.write(tree, FACTS, folder.resolve("out"));
        assertThat(archive.getFileName()).hasToString("bip-server-1.4.2-linux-x64.tar.gz");
        List<TarArchiveEntry> entries = entries(archive);
        JsonNode manifest = manifest(archive);
        assertThat(entries)
                .extracting(TarArchiveEntry::getName)
                .containsExactly(
                        "bip-server-1.4.2/",
                        "bip-server-1.4.2/release.json",
                        "bip-server-1.4.2/bin/",
                        "bip-server-1.4.2/bin/bip-server",
                        "bip-server-1.4.2/lib/",
                        "bip-server-1.4.2/lib/bip-server.jar");
        assertThat(entries)
                .allMatch(entry -> entry.getLongUserId() == 0 && entry.getLongGroupId() == 0);
        assertThat(manifest.required("files"))
                .extracting(file ->
                        file.required("path").stringValue()
                                + " "
                                + file.required("mode").stringValue())
                .containsExactly("bin/bip-server 0755", "lib/bip-server.jar 0644");
    }

    @Test
    void writesTheFieldsOfTheContract() throws IOException {
        Path archive = ReleaseArchive.write(tree, FACTS, folder.resolve("out"));
        JsonNode written = manifest(archive);
        Path golden = Checkout.root().resolve("docs/contract/golden/release.json");
        assertThat(paths(written, ""))
                .isEqualTo(paths(JsonMapper.shared().readTree(Files.readAllBytes(golden)), ""));
    }

    @Test
    void refusesAVersionThatIsNotBare() {
        assertThatThrownBy(() -> new ReleaseFacts("v1.4.2", 1, 1, 1, "1.0.0", "1.0.0", Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("write it bare");
    }

    private static Set<String> paths(JsonNode node, String at) {
        var paths = new HashSet<String>();
        if (node.isObject()) {
            node.properties()
                    .forEach(field ->
                            paths.addAll(paths(field.getValue(), at + "." + field.getKey())));
        } else if (node.isArray()) {
            node.forEach(element -> paths.addAll(paths(element, at + "[]")));
        } else {
            paths.add(at + " " + node.getNodeType());
        }
        return paths;
    }

    private static List<TarArchiveEntry> entries(Path archive) throws IOException {
        var entries = new ArrayList<TarArchiveEntry>();
        try (var tar = open(archive)) {
            for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                entries.add(entry);
            }
        }
        return entries;
    }

    private static JsonNode manifest(Path archive) throws IOException {
        try (var tar = open(archive)) {
            for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                if (entry.getName().endsWith("/release.json")) {
                    return JsonMapper.shared().readTree(tar.readAllBytes());
                }
            }
        }
        throw new IOException("no release.json in " + archive);
    }

    private static TarArchiveInputStream open(Path archive) throws IOException {
        return new TarArchiveInputStream(
                new GzipCompressorInputStream(
                        new BufferedInputStream(Files.newInputStream(archive))));
    }
}

package bip.ctl.trust;

import bip.ctl.testing.TestRelease;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/** What fuzzing begins with: one good input of each kind, in a folder for each target. */
public final class FuzzSeeds {

    private static final String TERMS =
            """
            {"product":"bip-server","version":"1.2.3","channel":["stable"],"from":{"min":"1.0.0",
            "stops":["1.1.0"]},"schema":{"reads":[1,3],"writes":2},"size_unpacked":9,"security":
            {"severity":"high","cves":["CVE-2026-1"]},"notes":{"pl":"ą","en":"a"},"revoked":
            {"at":"2026-11-25T10:00:00Z","reason":{"pl":"b","en":"b"}}}
            """;

    private static final String INDEX =
            """
            {"format":"bip-channel/v1","releases":[{"version":"1.0.0","archive":
            "bip-server-1.0.0-linux-x64.tar.gz","size":1,"sha512":"%s"}]}
            """
                    .formatted("0".repeat(128));

    private static final int BLOCK = 512;

    private static final String ANSWER =
            String.join(
                    "\r\n",
                    "HTTP/1.1 100 Continue",
                    "",
                    "HTTP/1.1 200 OK",
                    "Transfer-Encoding: chunked",
                    "",
                    "2;x=y",
                    "{}",
                    "0",
                    "",
                    "");

    private final Path folder;

    private FuzzSeeds(Path folder) {
        this.folder = folder;
    }

    public static void main(String[] arguments) throws IOException {
        new FuzzSeeds(Path.of(arguments[0])).write();
    }

    private void write() throws IOException {
        metadata();
        save("StatementsFuzz", "index", 0, bytes(INDEX));
        save("StatementsFuzz", "terms", 1, bytes(TERMS));
        save("CanonicalJsonFuzz", "terms", bytes(TERMS));
        save("AnswerFuzz", "answer", bytes(ANSWER));
        var release = new TestRelease("1.2.3");
        save("ManifestFuzz", "manifest", release.manifest());
        save("ArchiveFuzz", "packed", 0, release.archive());
        save("ArchiveFuzz", "tar", 1, unpacked(release.archive()));
        save("BundleFuzz", "bundle", 1, bundle());
    }

    private void metadata() throws IOException {
        try (var repo = new RepositorySimulator(Instant.parse("2026-11-25T10:00:00Z"))) {
            var target = new LinkedHashMap<String, Object>();
            target.put("length", 5);
            target.put("hashes", Map.of("sha512", "0".repeat(128)));
            target.put("custom", Map.of("channel", List.of("stable")));
            repo.map(Role.TARGETS, "targets").put("bip-server-1.2.3-linux-x64.tar.gz", target);
            repo.sayLengthsAndHashes();
            repo.publishAll();
            for (Role role : Role.values()) {
                save("MetadataFuzz", role.typeName(), choice(role), repo.last(role));
                save("CanonicalJsonFuzz", role.typeName(), repo.last(role));
            }
        }
    }

    private static byte[] bundle() throws IOException {
        var out = new ByteArrayOutputStream();
        try (var tar = new TarArchiveOutputStream(out, BLOCK, "UTF-8")) {
            tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
            for (String name :
                    List.of(
                            "metadata/1.root.json",
                            "metadata/timestamp.json",
                            "metadata/1.snapshot.json",
                            "metadata/1.targets.json",
                            "targets/" + "0".repeat(128) + ".bip-server-1.2.3-linux-x64.tar.gz")) {
                var entry = new TarArchiveEntry(name, TarConstants.LF_NORMAL);
                entry.setSize(2);
                tar.putArchiveEntry(entry);
                tar.write(bytes("{}"));
                tar.closeArchiveEntry();
            }
        }
        return out.toByteArray();
    }

    private static int choice(Role role) {
        return List.of(Role.values()).indexOf(role);
    }

    private static byte[] unpacked(byte[] gzip) throws IOException {
        try (var in = new GZIPInputStream(new ByteArrayInputStream(gzip))) {
            return in.readAllBytes();
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Where the first byte chooses what the others are. */
    private void save(String target, String name, int choice, byte[] bytes) throws IOException {
        var out = new ByteArrayOutputStream();
        out.write(choice);
        out.writeBytes(bytes);
        save(target, name, out.toByteArray());
    }

    private void save(String target, String name, byte[] bytes) throws IOException {
        Files.write(Files.createDirectories(folder.resolve(target)).resolve(name), bytes);
    }
}

package bip.packaging.publisher;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/**
 * Reads a release archive to its end before it is vouched for: a signature under an archive that no
 * reader can unpack would cost a version number.
 */
final class ArchiveReader {

    private record Listed(long size, String sha256) {}

    private final Path archive;
    private final Map<String, Listed> missing = new HashMap<>();

    private ArchiveReader(Path archive) {
        this.archive = archive;
    }

    /**
     * @throws Refusal if it is not the archive that its name and its manifest say
     */
    static ReleaseManifest read(Path archive) throws IOException {
        if (!Files.isRegularFile(archive)) {
            throw Refusal.before("there is no archive " + archive, "Make it with make dist.");
        }
        ReleaseManifest manifest = new ArchiveReader(archive).readAll();
        String name = manifest.version().archiveName();
        if (!archive.getFileName().toString().equals(name)) {
            throw Refusal.before(
                    archive + " holds the release " + manifest.version(), "Name it " + name + ".");
        }
        return manifest;
    }

    private ReleaseManifest readAll() throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(archive));
                var tar = new TarArchiveInputStream(new GZIPInputStream(in))) {
            return readAll(tar);
        } catch (IOException e) {
            throw refused("cannot be unpacked: " + Words.of(e));
        }
    }

    private ReleaseManifest readAll(TarArchiveInputStream tar) throws IOException {
        ReleaseManifest manifest = null;
        for (TarArchiveEntry entry = tar.getNextEntry();
                entry != null;
                entry = tar.getNextEntry()) {
            if (entry.isDirectory()) {
                continue;
            }
            if (manifest == null) {
                manifest = readManifest(tar, entry);
            } else {
                check(tar, entry, "bip-server-" + manifest.version() + "/");
            }
        }
        if (manifest == null || !missing.isEmpty()) {
            throw refused(
                    manifest == null ? "is empty" : "lacks " + missing.keySet().iterator().next());
        }
        return manifest;
    }

    private ReleaseManifest readManifest(TarArchiveInputStream tar, TarArchiveEntry entry)
            throws IOException {
        if (!entry.getName().endsWith("/" + ReleaseManifest.FILE)
                || entry.getSize() > ReleaseManifest.MOST_BYTES) {
            throw refused("does not begin with its " + ReleaseManifest.FILE);
        }
        byte[] bytes = tar.readAllBytes();
        String where = archive.getFileName() + " " + ReleaseManifest.FILE;
        var fields = new Fields(Json.parseObject(bytes, where), where);
        ReleaseManifest manifest = ReleaseManifest.parse(fields, bytes);
        if (!entry.getName()
                .equals("bip-server-" + manifest.version() + "/" + ReleaseManifest.FILE)) {
            throw refused("has another folder than its version says");
        }
        for (Fields file : fields.objects("files")) {
            var listed =
                    new Listed(file.number("size", 0, Integer.MAX_VALUE), file.hex("sha256", 32));
            if (missing.put(file.text("path"), listed) != null) {
                throw refused("lists " + file.text("path") + " twice");
            }
        }
        return manifest;
    }

    private void check(TarArchiveInputStream tar, TarArchiveEntry entry, String top)
            throws IOException {
        String name = entry.getName();
        Listed listed = name.startsWith(top) ? missing.remove(name.substring(top.length())) : null;
        if (listed == null || !entry.isFile()) {
            throw refused("holds " + name + ", which its manifest does not list");
        }
        MessageDigest digest = Digests.newSha256();
        byte[] buffer = new byte[1 << 16];
        for (int read = tar.read(buffer); read >= 0; read = tar.read(buffer)) {
            digest.update(buffer, 0, read);
        }
        if (entry.getSize() != listed.size()
                || !Digests.hex(digest.digest()).equals(listed.sha256())) {
            throw refused("holds another " + name + " than its manifest lists");
        }
    }

    private Refusal refused(String why) {
        return Refusal.before(archive + " " + why, "Make the archive anew with make dist.");
    }
}

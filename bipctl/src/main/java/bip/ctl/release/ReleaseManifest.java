package bip.ctl.release;

import java.util.List;
import java.util.Map;

/**
 * What a release says of itself: {@code release.json}, contract {@code
 * docs/contract/release-manifest.md}.
 *
 * @param contentHash SHA-256 of the manifest's bytes, 64 hex digits; names the whole tree
 * @param schemaWritten number that its {@code migrate} leaves
 * @param upgradeFrom oldest version whose data it can take over
 * @param oldestTool oldest bipctl that can operate it
 * @param notes by language, {@code pl} and {@code en}
 */
public record ReleaseManifest(
        ReleaseVersion version,
        String contentHash,
        String platform,
        int schemaWritten,
        SchemaRange schemaRead,
        ReleaseVersion upgradeFrom,
        ReleaseVersion oldestTool,
        Map<String, String> notes,
        List<ListedFile> files) {

    public ReleaseManifest {
        notes = Map.copyOf(notes);
        files = List.copyOf(files);
    }

    /**
     * Reads {@code release.json} strictly, ignoring fields that it does not know.
     *
     * @throws bip.ctl.support.CtlException if anything in it is not as the contract says
     */
    public static ReleaseManifest parse(byte[] document) {
        return ManifestReader.read(document);
    }

    /** The folder name of the unpacked release, {@code 1.4.2-3fa94c21}. */
    public String folderName() {
        return version + "-" + contentHash.substring(0, 8);
    }

    /** Schema numbers that a release can run on, both included. */
    public record SchemaRange(int from, int to) {
        public boolean holds(int schema) {
            return from <= schema && schema <= to;
        }
    }

    /**
     * A file of the release.
     *
     * @param path relative, with slashes
     * @param sizeBytes of its content
     * @param executable mode 0755 rather than 0644
     * @param sha256 64 hex digits
     */
    public record ListedFile(String path, long sizeBytes, boolean executable, String sha256) {}
}

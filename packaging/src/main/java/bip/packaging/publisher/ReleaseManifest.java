package bip.packaging.publisher;

/**
 * What an archive says about itself in its {@code release.json}.
 *
 * @param sizeUnpacked of all files with the manifest, in bytes
 * @param contentHash SHA-256 of the manifest itself, 64 hex digits
 */
record ReleaseManifest(
        ReleaseVersion version,
        ReleaseTerms.Schema schema,
        ReleaseVersion upgradeFrom,
        Bilingual notes,
        long sizeUnpacked,
        String contentHash) {

    static final String FILE = "release.json";

    /** Larger ones are refused by every reader; the contract of the manifest. */
    static final int MOST_BYTES = 8 << 20;

    static ReleaseManifest parse(Fields manifest, byte[] own) {
        if (!manifest.text("format").equals("bip-release/v1")
                || !manifest.text("platform").equals("linux-x64")) {
            throw Fields.wrong(manifest.where(), "is of another format or platform");
        }
        Fields schema = manifest.object("schema");
        Fields reads = schema.object("reads");
        Fields notes = manifest.object("notes");
        long size = own.length;
        for (Fields file : manifest.objects("files")) {
            size += file.number("size", 0, Integer.MAX_VALUE);
        }
        long unpacked = size;
        return manifest.checked(() ->
                new ReleaseManifest(
                        ReleaseVersion.parse(manifest.text("version")),
                        new ReleaseTerms.Schema(
                                number(reads, "from"),
                                number(reads, "to"),
                                number(schema, "writes")),
                        ReleaseVersion.parse(manifest.text("upgradeFrom")),
                        new Bilingual(notes.text("pl"), notes.text("en")),
                        unpacked,
                        Digests.hex(Digests.newSha256().digest(own))));
    }

    private static int number(Fields fields, String name) {
        return (int) fields.number(name, 0, Integer.MAX_VALUE);
    }
}

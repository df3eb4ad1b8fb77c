package bip.packaging.publisher;

import tools.jackson.databind.node.ObjectNode;

/**
 * How timestamp and snapshot name the file below them (4.4): its version, and its length and hash,
 * so that a reader stops at the first byte too many.
 *
 * @param length in bytes
 * @param sha512 128 hex digits
 */
record FileMark(long version, long length, String sha512) {

    /** The largest metadata file that is written or read, in bytes. */
    static final int MOST_BYTES = 1 << 20;

    FileMark {
        if (version < 1 || length < 1 || length > MOST_BYTES) {
            throw new IllegalArgumentException("no version, or a length out of bounds");
        }
    }

    static FileMark of(SignedDocument document, long version) {
        byte[] bytes = document.bytes();
        return new FileMark(version, bytes.length, Digests.of(bytes).sha512());
    }

    static FileMark parse(Fields mark) {
        long version = mark.number("version", 1, Metadata.MOST_VERSION);
        long length = mark.number("length", 1, MOST_BYTES);
        String sha512 = mark.object("hashes").hex("sha512", 64);
        return new FileMark(version, length, sha512);
    }

    ObjectNode toJson() {
        ObjectNode mark = Json.object();
        mark.put("version", version);
        mark.put("length", length);
        mark.putObject("hashes").put("sha512", sha512);
        return mark;
    }

    boolean fits(byte[] bytes) {
        return bytes.length == length && Digests.of(bytes).sha512().equals(sha512);
    }
}

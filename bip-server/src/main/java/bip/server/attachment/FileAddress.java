package bip.server.attachment;

import bip.server.text.PathSegment;

/** Where files are found. */
final class FileAddress {
    private FileAddress() {}

    /** Of one version, for ever. */
    static String permanent(long id, String fileName) {
        return "/zalacznik/" + id + "/" + PathSegment.encode(fileName);
    }

    /** As biuletyn-bip had it (R64): of whichever version has that name. */
    static String byName(String fileName) {
        return "/attachment/" + PathSegment.encode(fileName);
    }
}

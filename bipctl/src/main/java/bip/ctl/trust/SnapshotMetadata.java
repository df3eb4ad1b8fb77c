package bip.ctl.trust;

import bip.ctl.support.JsonObject;
import bip.ctl.support.JsonProblem;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Map.Entry;

/**
 * Which metadata belongs together.
 *
 * @param files by name; {@code targets.json} is always there. Delegated ones are kept only for the
 *     check that they do not go back or away
 */
record SnapshotMetadata(Header header, Map<String, FileReference> files) implements Metadata {

    SnapshotMetadata {
        files = Map.copyOf(files);
        if (!files.containsKey(Role.TARGETS.fileName())) {
            throw new IllegalArgumentException("a snapshot without targets");
        }
    }

    static SnapshotMetadata read(SignedDocument document) throws TrustException {
        try {
            Header header = Header.read(document, Role.SNAPSHOT);
            JsonObject meta = document.signed().object("meta");
            var files = new LinkedHashMap<String, FileReference>();
            files.put(
                    Role.TARGETS.fileName(),
                    FileReference.read(meta.object(Role.TARGETS.fileName())));
            for (String name : meta.names()) {
                files.put(name, FileReference.read(meta.object(name)));
            }
            return new SnapshotMetadata(header, files);
        } catch (JsonProblem e) {
            throw SignedDocument.malformed(document.file(), e);
        }
    }

    FileReference targets() {
        FileReference targets = files.get(Role.TARGETS.fileName());
        if (targets == null) {
            throw new IllegalStateException("a snapshot names its targets");
        }
        return targets;
    }

    /**
     * Specification 5.5.5, and more: it may not be older itself either, which the specification
     * leaves to the trusted timestamp, which may have been lost.
     */
    void checkFollows(SnapshotMetadata trusted, String file) throws TrustException {
        if (header.version() < trusted.header.version()) {
            throw new TrustException(
                    new TrustViolation.Rollback(
                            file, file, trusted.header.version(), header.version()));
        }
        for (Entry<String, FileReference> before : trusted.files.entrySet()) {
            FileReference now = files.get(before.getKey());
            if (now == null) {
                throw new TrustException(new TrustViolation.Removed(file, before.getKey()));
            }
            if (now.version() < before.getValue().version()) {
                throw new TrustException(
                        new TrustViolation.Rollback(
                                file, before.getKey(), before.getValue().version(), now.version()));
            }
        }
    }
}

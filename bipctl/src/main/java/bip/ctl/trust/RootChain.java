package bip.ctl.trust;

import java.io.IOException;
import java.util.Optional;

/** The root, from the one stored to the newest (specification 5.2 and 5.3.1 to 5.3.9, 5.3.11). */
final class RootChain {

    /** Of one refresh; the next goes on from there. */
    static final int MOST_ROOTS = 256;

    private final MetadataStore store;
    private final Download download;
    private final RefreshTime time;

    RootChain(MetadataStore store, Download download, RefreshTime time) {
        this.store = store;
        this.download = download;
        this.time = time;
    }

    /** A root that meets its own threshold: of the first one, more cannot be asked. */
    static RootMetadata verified(String file, byte[] bytes) throws TrustException {
        SignedDocument document = SignedDocument.read(file, bytes);
        RootMetadata root = RootMetadata.read(document);
        root.checkSignatures(document, Role.ROOT);
        return root;
    }

    /** The root in the store, its age not looked at. */
    RootMetadata load() throws IOException, TrustException {
        Optional<byte[]> bytes = store.find(Role.ROOT);
        if (bytes.isEmpty()) {
            throw new TrustException(new TrustViolation.NotInitialised());
        }
        return verified(Role.ROOT.fileName(), bytes.get());
    }

    /** Follows the chain to its end, or as far as one refresh goes, and stores each root. */
    RootMetadata update(RootMetadata trusted) throws IOException, TrustException {
        RootMetadata root = trusted;
        for (int i = 0; i < MOST_ROOTS; i++) {
            String file = Role.ROOT.fileName(root.header().version() + 1);
            Optional<byte[]> bytes = download.find(file, FileReference.USUAL_BYTES);
            if (bytes.isEmpty()) {
                return root;
            }
            RootMetadata next = next(root, file, bytes.get());
            forget(root, next);
            store.save(Role.ROOT, bytes.get());
            root = next;
        }
        return root;
    }

    /** Specification 5.3.4 and 5.3.5. */
    private static RootMetadata next(RootMetadata root, String file, byte[] bytes)
            throws TrustException {
        // By the old keys first: before that nothing in it is worth reading.
        root.checkSignatures(SignedDocument.read(file, bytes), Role.ROOT);
        RootMetadata next = verified(file, bytes);
        long expected = root.header().version() + 1;
        if (next.header().version() != expected) {
            throw new TrustException(
                    new TrustViolation.WrongVersion(file, expected, next.header().version()));
        }
        return next;
    }

    /**
     * Recovery from a fast-forward (5.3.11): what keys vouched for that were taken away is
     * forgotten, also where other keys vouched for it too. It is forgotten before the new root is
     * stored, not after: were it ended in between, the next refresh would see no change of keys.
     *
     * <p>Targets only step aside: that a release was revoked must not be forgotten because the next
     * ones are kept back.
     */
    private void forget(RootMetadata root, RootMetadata next) throws IOException, TrustException {
        boolean isTimestamp = next.hasRotated(Role.TIMESTAMP, root);
        if (isTimestamp || next.hasRotated(Role.SNAPSHOT, root)) {
            store.delete(Role.TIMESTAMP);
            store.delete(Role.SNAPSHOT);
        }
        if (isTimestamp) {
            // Or a stolen key could say once that it is the year 9999, and all would be expired.
            store.deleteFloor();
            time.dropFloor();
        }
        if (next.hasRotated(Role.TARGETS, root)) {
            store.putTargetsAside();
        }
    }
}

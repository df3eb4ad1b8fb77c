package bip.ctl.trust;

/** Metadata signed as a root demands, and the bytes that it came in. */
final class Verified<M extends Metadata> {

    private final String file;
    private final byte[] bytes;
    private final M metadata;

    private Verified(String file, byte[] bytes, M metadata) {
        this.file = file;
        this.bytes = bytes;
        this.metadata = metadata;
    }

    /**
     * Verifies, and only then reads what is signed.
     *
     * @throws TrustException if too few keys signed, or it is not metadata of {@code role}
     */
    static <M extends Metadata> Verified<M> of(
            RootMetadata root, Role role, String file, byte[] bytes, Metadata.Reader<M> reader)
            throws TrustException {
        SignedDocument document = SignedDocument.read(file, bytes);
        root.checkSignatures(document, role);
        return new Verified<>(file, bytes, reader.read(document));
    }

    String file() {
        return file;
    }

    byte[] bytes() {
        return bytes;
    }

    M metadata() {
        return metadata;
    }

    Header header() {
        return metadata.header();
    }

    /** Whether it is the very file that {@code reference} means. */
    boolean isReferredToBy(FileReference reference) {
        try {
            reference.checkBytes(file, bytes);
            reference.checkVersion(file, header());
            return true;
        } catch (TrustException e) {
            return false;
        }
    }
}

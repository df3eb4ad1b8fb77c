package bip.ctl.trust;

/** Metadata of a role, its signatures verified. */
sealed interface Metadata
        permits RootMetadata, TimestampMetadata, SnapshotMetadata, TargetsMetadata {

    Header header();

    /** Reads the signed part of a document whose signatures are good. */
    interface Reader<M extends Metadata> {
        M read(SignedDocument document) throws TrustException;
    }
}

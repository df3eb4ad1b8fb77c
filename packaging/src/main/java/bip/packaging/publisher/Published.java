package bip.packaging.publisher;

/** What readers are offered now: a timestamp, its snapshot, and the targets that this names. */
record Published(
        Signed<TargetsMetadata> targets,
        Signed<SnapshotMetadata> snapshot,
        Signed<TimestampMetadata> timestamp) {}

package bip.packaging.publisher;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import tools.jackson.databind.node.ObjectNode;

/** What a role says: the part of its file that is signed. */
sealed interface Metadata
        permits RootMetadata, TargetsMetadata, SnapshotMetadata, TimestampMetadata {

    String SPEC_VERSION = "1.0.34";

    /** No channel comes near it; a larger number is an attack, and would leave no room above. */
    long MOST_VERSION = 1_000_000_000L;

    Role role();

    Header header();

    ObjectNode toJson();

    default long version() {
        return header().version();
    }

    default Instant expires() {
        return header().expires();
    }

    /** Now, as metadata tells time. */
    static Instant now(Clock clock) {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS);
    }
}

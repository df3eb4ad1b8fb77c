package bip.packaging.publisher;

import java.io.IOException;
import java.time.Instant;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * Makes the next edition of a repository from the one that is there. Writes nothing.
 *
 * @param current what readers are offered now; null when nothing was published, or nothing of it
 *     can be believed
 */
record EditionMaker(
        RepositoryFolder folder, @Nullable Published current, Signers signers, Instant now) {

    /**
     * @throws Refusal if {@code now} is before the time that was signed last
     */
    EditionMaker {
        if (current != null && now.isBefore(current.timestamp().metadata().signedAt())) {
            throw Refusal.before(
                    "this machine's clock says "
                            + now
                            + ", but the timestamp was signed at "
                            + current.timestamp().metadata().signedAt(),
                    "Set the clock and run the command again.");
        }
    }

    /** Whether an edition at {@code now} can follow on {@code published}. */
    static boolean canFollow(Published published, Instant now) {
        TimestampMetadata timestamp = published.timestamp().metadata();
        return !now.isBefore(timestamp.signedAt()) && timestamp.version() < Metadata.MOST_VERSION;
    }

    /** With {@code releases} in new targets metadata. */
    Edition offering(SortedMap<ReleaseVersion, Target> releases) throws IOException {
        long version = folder.nextVersion(Role.TARGETS);
        Signed<TargetsMetadata> targets =
                signers.sign(
                        new TargetsMetadata(Header.starting(Role.TARGETS, version, now), releases));
        return new Edition(under(snapshotOf(targets), targets), true, true);
    }

    /** With {@code targets} as they are, and a new snapshot. */
    Edition keeping(Signed<TargetsMetadata> targets) throws IOException {
        return new Edition(under(snapshotOf(targets), targets), false, true);
    }

    /**
     * With the same targets, and the same snapshot unless it would expire before the new timestamp
     * does: a reader who trusts a timestamp can then always use what it names.
     */
    Edition resigning(Published published) throws IOException {
        Instant expiry = now.plus(Role.TIMESTAMP.lifetime());
        if (published.snapshot().metadata().expires().isBefore(expiry)) {
            return keeping(published.targets());
        }
        return new Edition(under(published.snapshot(), published.targets()), false, false);
    }

    private Signed<SnapshotMetadata> snapshotOf(Signed<TargetsMetadata> targets)
            throws IOException {
        long version = folder.nextVersion(Role.SNAPSHOT);
        return signers.sign(
                new SnapshotMetadata(Header.starting(Role.SNAPSHOT, version, now), targets.mark()));
    }

    private Published under(Signed<SnapshotMetadata> snapshot, Signed<TargetsMetadata> targets) {
        refuseIfExpired(targets.metadata(), "Renew it: publisher resign with --targets-key.");
        refuseIfExpired(signers.roots().getLast(), "Renew it: publisher rotate-root.");
        long version = current == null ? 1 : current.timestamp().metadata().version() + 1;
        if (version > Metadata.MOST_VERSION) {
            throw Refusal.before(
                    "the timestamp has the highest version that there can be",
                    "Replace the online key, which somebody misused: docs/key-ceremony.md.");
        }
        Signed<TimestampMetadata> timestamp =
                signers.sign(
                        new TimestampMetadata(
                                Header.starting(Role.TIMESTAMP, version, now),
                                snapshot.mark(),
                                now));
        return new Published(targets, snapshot, timestamp);
    }

    private void refuseIfExpired(Metadata metadata, String next) {
        if (!metadata.expires().isAfter(now)) {
            throw Refusal.before(
                    metadata.role().word()
                            + " "
                            + metadata.version()
                            + " expired at "
                            + metadata.expires()
                            + ", so readers would refuse whatever is signed above it",
                    next);
        }
    }
}

package bip.ctl.policy;

import bip.ctl.release.ReleaseVersion;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What may become current.
 *
 * @param pin the only version that may, until unpinned
 * @param hold since when automatic upgrades wait for a person, and why
 * @param blocked releases that were taken back here, oldest first
 */
public record Policy(@Nullable ReleaseVersion pin, @Nullable Hold hold, List<Blocked> blocked) {

    public static final Policy EMPTY = new Policy(null, null, List.of());

    public Policy {
        blocked = List.copyOf(blocked);
    }

    public Optional<ReleaseVersion> findPin() {
        return Optional.ofNullable(pin);
    }

    public Optional<Hold> findHold() {
        return Optional.ofNullable(hold);
    }

    /**
     * Whether this release was taken back here. By version, since a channel's index does not tell
     * the content hash of an archive that is not here yet; a file of the same version made anew is
     * told apart by {@link #isBlocked(String)}.
     */
    public boolean isBlocked(ReleaseVersion version) {
        return blocked.stream().anyMatch(it -> it.version.equals(version));
    }

    /** Whether the release with this content hash was taken back here. */
    public boolean isBlocked(String contentHash) {
        return blocked.stream().anyMatch(it -> it.contentHash.equals(contentHash));
    }

    public Policy withPin(ReleaseVersion version) {
        return new Policy(version, hold, blocked);
    }

    public Policy withoutPin() {
        return new Policy(null, hold, blocked);
    }

    /** Blocks a release and holds automatic upgrades; blocking twice changes nothing. */
    public Policy withBlocked(Blocked release) {
        if (isBlocked(release.contentHash)) {
            return this;
        }
        var more = new ArrayList<>(blocked);
        more.add(release);
        return new Policy(pin, new Hold(release.since, release.reason), more);
    }

    /** A person asked for this very version: nothing of it stays blocked, and the hold is over. */
    public Policy cleared(ReleaseVersion version) {
        if (!isBlocked(version)) {
            return this;
        }
        return new Policy(
                pin, null, blocked.stream().filter(it -> !it.version.equals(version)).toList());
    }

    /**
     * Automatic upgrades wait.
     *
     * @param reason a word for machines: {@code rolled-back} or {@code rollback}
     */
    public record Hold(Instant since, String reason) {}

    /**
     * A release that must not come back by itself.
     *
     * @param reason as in {@link Hold}
     */
    public record Blocked(
            String contentHash, ReleaseVersion version, Instant since, String reason) {}
}

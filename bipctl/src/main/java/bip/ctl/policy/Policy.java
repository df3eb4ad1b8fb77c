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
 * @param hold since when automatic upgrades wait for a person, until when, and why
 * @param blocked releases that were taken back here, oldest first
 * @param channel which of a signed channel's releases are followed
 */
public record Policy(
        @Nullable ReleaseVersion pin,
        @Nullable Hold hold,
        List<Blocked> blocked,
        ChannelName channel) {

    public static final Policy EMPTY = new Policy(null, null, List.of(), ChannelName.STABLE);

    public Policy {
        blocked = List.copyOf(blocked);
    }

    public Optional<ReleaseVersion> findPin() {
        return Optional.ofNullable(pin);
    }

    /** The hold, over or not. */
    public Optional<Hold> findHold() {
        return Optional.ofNullable(hold);
    }

    /** The policy as it stands at that moment: without a hold that is over. */
    public Policy at(Instant now) {
        return hold == null || hold.standsAt(now) ? this : withoutHold();
    }

    public Policy withHold(Hold asked) {
        return new Policy(pin, asked, blocked, channel);
    }

    public Policy withoutHold() {
        return new Policy(pin, null, blocked, channel);
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
        return new Policy(version, hold, blocked, channel);
    }

    public Policy withoutPin() {
        return new Policy(null, hold, blocked, channel);
    }

    public Policy following(ChannelName name) {
        return new Policy(pin, hold, blocked, name);
    }

    /** Blocks a release and holds automatic upgrades; blocking twice changes nothing. */
    public Policy withBlocked(Blocked release) {
        if (isBlocked(release.contentHash)) {
            return this;
        }
        var more = new ArrayList<>(blocked);
        more.add(release);
        return new Policy(pin, hold, more, channel).held(release.since, release.reason);
    }

    /**
     * Holds automatic upgrades until a person ends that. What a person holds without an end stays
     * as that person said it.
     */
    public Policy held(Instant since, String reason) {
        boolean isAskedForEver = hold != null && hold.isAsked() && hold.until == null;
        return isAskedForEver ? this : withHold(Hold.of(since, reason));
    }

    /**
     * A person asked for this very version: nothing of it stays blocked, and the hold that came
     * with that is over.
     */
    public Policy cleared(ReleaseVersion version) {
        if (!isBlocked(version)) {
            return this;
        }
        return new Policy(
                pin,
                hold != null && hold.isAsked() ? hold : null,
                blocked.stream().filter(it -> !it.version.equals(version)).toList(),
                channel);
    }

    /**
     * Automatic upgrades wait.
     *
     * @param until from then on they no longer do; null when only a person ends it
     * @param reason a word for machines: {@code rolled-back}, {@code rollback}, {@code adopt}, or
     *     {@code asked} when a person wanted it
     * @param text what that person wrote; empty when nothing
     */
    public record Hold(Instant since, @Nullable Instant until, String reason, String text) {

        private static final String ASKED = "asked";

        /** One that only a person ends. */
        public static Hold of(Instant since, String reason) {
            return new Hold(since, null, reason, "");
        }

        /** One that a person wants. */
        public static Hold asked(Instant since, @Nullable Instant until, String text) {
            return new Hold(since, until, ASKED, text);
        }

        public Optional<Instant> findUntil() {
            return Optional.ofNullable(until);
        }

        public boolean isAsked() {
            return reason.equals(ASKED);
        }

        boolean standsAt(Instant now) {
            return until == null || now.isBefore(until);
        }
    }

    /**
     * A release that must not come back by itself.
     *
     * @param reason as in {@link Hold}
     */
    public record Blocked(
            String contentHash, ReleaseVersion version, Instant since, String reason) {}
}

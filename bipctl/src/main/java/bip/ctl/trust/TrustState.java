package bip.ctl.trust;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is trusted, at one instant, for a person to read.
 *
 * @param roles all four, in their order
 * @param isForDevelopment whether the root says that its keys guard nothing
 * @param floor the earliest that it can be, as the newest timestamp says; null when none says
 * @param clock of this machine when it was looked at
 */
public record TrustState(
        List<OfRole> roles, boolean isForDevelopment, @Nullable Instant floor, Instant clock) {

    public TrustState {
        roles = List.copyOf(roles);
    }

    public Optional<Instant> findFloor() {
        return Optional.ofNullable(floor);
    }

    /** The clock shows a time that has passed for certain. */
    public boolean isClockBehind() {
        return floor != null && floor.isAfter(clock);
    }

    /** By which age is judged: the clock, or the floor where that is later. */
    public Instant now() {
        return floor != null && floor.isAfter(clock) ? floor : clock;
    }

    public OfRole role(Role role) {
        return roles.stream().filter(it -> it.role() == role).findFirst().orElseThrow();
    }

    /** Nothing that is stored is unusable. */
    public boolean isSound() {
        return roles.stream().allMatch(it -> it.violation() == null);
    }

    /** Something that is stored is too old by now. */
    public boolean isAnyExpired() {
        return roles.stream().anyMatch(it -> it.isExpiredAt(now()));
    }

    /**
     * One role.
     *
     * @param keyids of the keys that may sign for it, sorted
     * @param threshold how many of them must
     * @param state of the metadata that is stored; null when none is, or none that can be used
     * @param signedAt when that was signed; null where the publisher does not say
     * @param violation why what is stored cannot be used; null when it can, or is not there
     */
    public record OfRole(
            Role role,
            List<String> keyids,
            int threshold,
            @Nullable RoleState state,
            @Nullable Instant signedAt,
            @Nullable TrustViolation violation) {

        public OfRole {
            keyids = List.copyOf(keyids);
        }

        public Optional<RoleState> findState() {
            return Optional.ofNullable(state);
        }

        public Optional<TrustViolation> findViolation() {
            return Optional.ofNullable(violation);
        }

        public boolean isExpiredAt(Instant now) {
            return state != null && !state.expires().isAfter(now);
        }
    }
}

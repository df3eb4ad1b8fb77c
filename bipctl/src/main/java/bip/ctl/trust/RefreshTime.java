package bip.ctl.trust;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * By what expiry is judged during one refresh: the clock as it was at the start (specification
 * 5.1), or the time floor where that is later. The floor comes from signed timestamps alone, so a
 * wrong clock never moves it; it rises, and falls only with the keys that vouched for it.
 */
final class RefreshTime {

    private final Instant clock;
    private @Nullable Instant floor;

    RefreshTime(Instant clock) {
        this.clock = clock;
    }

    /** Whether the floor is higher than before. */
    boolean raise(@Nullable Instant signedAt) {
        if (signedAt == null || (floor != null && !signedAt.isAfter(floor))) {
            return false;
        }
        floor = signedAt;
        return true;
    }

    void dropFloor() {
        floor = null;
    }

    Instant now() {
        return floor != null && floor.isAfter(clock) ? floor : clock;
    }

    Optional<TrustWarning> findWarning() {
        return floor != null && floor.isAfter(clock)
                ? Optional.of(new TrustWarning.ClockBehind(clock, floor))
                : Optional.empty();
    }
}

package bip.ctl.unattended;

import bip.ctl.policy.Policy;
import bip.ctl.release.ReleaseVersion;
import bip.ctl.support.CtlException;
import bip.ctl.support.ErrorCode;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Whether an upgrade is begun without a person. Pure; never opens what a person closed. */
public final class UnattendedRules {

    /** Of what must be left of the window, when no upgrade took longer here. */
    static final Duration USUAL_NEED = Duration.ofMinutes(30);

    private UnattendedRules() {}

    /** Why the channel is not even asked; empty when it is. */
    public static Optional<Decision.Wait> beforeLooking(
            UnattendedSettings settings, Hours.Moment moment) {
        if (settings.mode() == Mode.OFF) {
            return Optional.of(new Decision.Wait(Decision.Why.OFF, null));
        }
        return moment instanceof Hours.Closed
                ? Optional.of(new Decision.Wait(Decision.Why.CLOSED, null))
                : Optional.empty();
    }

    /**
     * What is done within the window.
     *
     * @param lastTried when an operation was last begun without a person; {@link Instant#MIN} when
     *     never
     */
    public static Decision decide(
            UnattendedSettings settings,
            Hours.Open open,
            Instant now,
            Sight sight,
            Instant lastTried) {
        Optional<ReleaseVersion> newest = sight.findNewest();
        if (newest.isEmpty()) {
            return new Decision.Wait(Decision.Why.CURRENT, null);
        }
        Optional<ReleaseVersion> goal = sight.findNewestThatMayBe();
        if (goal.isEmpty()) {
            return new Decision.Wait(Decision.Why.BLOCKED, newest.get());
        }
        return closedByPerson(settings.mode(), sight, goal.get())
                .or(() -> closedByTime(settings.hours().window(), open, now, sight, lastTried))
                .map(why -> why.of(goal.get()))
                .orElseGet(() -> new Decision.Go(goal.get()));
    }

    private static Optional<Closing> closedByPerson(Mode mode, Sight sight, ReleaseVersion goal) {
        Policy policy = sight.policy();
        if (mode == Mode.SECURITY && !sight.mendsUpTo(goal)) {
            return because(Decision.Why.NO_FIX);
        }
        if (policy.findPin().isPresent()) {
            return because(Decision.Why.PINNED);
        }
        return policy.findHold().isPresent() ? because(Decision.Why.HELD) : Optional.empty();
    }

    private static Optional<Closing> closedByTime(
            Window window, Hours.Open open, Instant now, Sight sight, Instant lastTried) {
        if (open.isBlackout()) {
            return because(Decision.Why.BLACKOUT);
        }
        if (!lastTried.isBefore(open.since()) && !lastTried.isAfter(now)) {
            return because(Decision.Why.TRIED);
        }
        Duration need = longer(USUAL_NEED, sight.lastTook());
        if (need.compareTo(window.usualLength()) > 0) {
            return Optional.of(_ ->
                    new Decision.Refuse(
                            new CtlException(ErrorCode.N101, window.text(), need.toMinutes())));
        }
        return now.plus(need).isAfter(open.until()) ? because(Decision.Why.LATE) : Optional.empty();
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? other : one;
    }

    private static Optional<Closing> because(Decision.Why why) {
        return Optional.of(goal -> new Decision.Wait(why, goal));
    }

    /** What keeps a release out. */
    private interface Closing {
        Decision of(ReleaseVersion goal);
    }
}

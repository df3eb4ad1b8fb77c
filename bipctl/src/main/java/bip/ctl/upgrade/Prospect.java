package bip.ctl.upgrade;

import bip.ctl.channel.Channel;
import bip.ctl.channel.ReleaseTerms;
import bip.ctl.channel.ReleaseTerms.Revocation;
import bip.ctl.channel.ReleaseTerms.Security;
import bip.ctl.policy.Policy;
import bip.ctl.release.ReleaseVersion;
import bip.ctl.support.CtlException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What there is that is newer than the current release, and what {@code upgrade} would make of it.
 *
 * @param newest that is offered and newer; null when nothing is
 * @param next which {@code upgrade} would go to; null when there is nothing newer, or something
 *     stands in the way
 * @param goal which comes after {@code next}, or is that itself; null likewise
 * @param mended for security's sake on the whole way; of the newest where there is no way
 * @param blocked what is newer and was taken back here before, oldest first
 * @param obstacles why {@code upgrade} would refuse
 * @param revocation why the current release must not run any more; null while it may
 */
public record Prospect(
        ReleaseVersion current,
        @Nullable Newer newest,
        @Nullable Newer next,
        @Nullable ReleaseVersion goal,
        Security mended,
        List<ReleaseVersion> blocked,
        List<CtlException> obstacles,
        @Nullable Revocation revocation,
        Policy policy) {

    public Prospect {
        blocked = List.copyOf(blocked);
        obstacles = List.copyOf(obstacles);
    }

    /**
     * A newer release.
     *
     * @param terms what is signed of it
     */
    public record Newer(ReleaseVersion version, ReleaseTerms terms) {}

    /**
     * Puts it together.
     *
     * @param plan null when {@code upgrade} would do nothing
     */
    static Prospect of(
            Situation situation,
            ReleaseVersion now,
            @Nullable Plan plan,
            List<CtlException> obstacles) {
        Optional<ReleaseVersion> newest =
                situation.offers().stream()
                        .map(Channel.Offer::version)
                        .filter(it -> it.compareTo(now) > 0)
                        .max(Comparator.naturalOrder());
        ReleaseVersion goal = plan == null ? null : plan.findGoal().orElse(plan.target());
        return new Prospect(
                now,
                newest.map(it -> newer(situation, it)).orElse(null),
                plan == null ? null : newer(situation, plan.target()),
                goal,
                situation.known().mended(now, goal == null ? newest.orElse(now) : goal),
                blocked(situation, now),
                obstacles,
                situation.known().findRevocation(now).orElse(null),
                situation.policy());
    }

    private static Newer newer(Situation situation, ReleaseVersion version) {
        return new Newer(version, situation.findTerms(version).orElse(ReleaseTerms.NONE));
    }

    private static List<ReleaseVersion> blocked(Situation situation, ReleaseVersion now) {
        return situation.offers().stream()
                .map(Channel.Offer::version)
                .filter(it -> it.compareTo(now) > 0)
                .filter(situation.policy()::isBlocked)
                .sorted()
                .toList();
    }

    public Optional<Newer> findNewest() {
        return Optional.ofNullable(newest);
    }

    public Optional<Newer> findNext() {
        return Optional.ofNullable(next);
    }

    /** Where it goes on to after {@link #next}; empty when that is the end. */
    public Optional<ReleaseVersion> findGoalBeyond() {
        return Optional.ofNullable(goal).filter(it -> next == null || !it.equals(next.version()));
    }

    /** The newest, where {@code upgrade} can only go to something older than that. */
    public Optional<ReleaseVersion> findUnreached() {
        return findNewest()
                .map(Newer::version)
                .filter(it -> goal != null && !it.equals(goal))
                .filter(it -> !policy.findPin().equals(Optional.ofNullable(goal)))
                .filter(it -> !blocked.contains(it));
    }

    public Optional<Revocation> findRevocation() {
        return Optional.ofNullable(revocation);
    }
}

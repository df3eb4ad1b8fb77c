package bip.ctl.upgrade;

import bip.ctl.channel.ReleaseTerms;
import bip.ctl.channel.ReleaseTerms.From;
import bip.ctl.release.ReleaseVersion;
import bip.ctl.support.CtlException;
import bip.ctl.support.ErrorCode;
import bip.ctl.support.Phrase;
import java.util.Optional;

/**
 * How newer releases are reached from the current one, by what is signed of them: the oldest that
 * each takes over, the stops between, the schema that it writes. Where nothing is signed the way is
 * open, and the release itself says after unpacking whether it fits. Pure.
 */
record Ways(Situation situation, ReleaseVersion now) {

    /** What came of looking for a way. */
    sealed interface Way {

        /** {@code first} is reached in one upgrade; the goal itself, or what lies before it. */
        record Open(ReleaseVersion first) implements Way {}

        record Shut(CtlException reason) implements Way {}
    }

    /** The way to {@code goal}, which is newer than the current one. */
    Way to(ReleaseVersion goal) {
        Optional<ReleaseTerms> terms = situation.findTerms(goal);
        if (terms.isEmpty()) {
            return new Way.Open(goal);
        }
        Optional<CtlException> tooOld = tooOld(goal, terms.get());
        if (tooOld.isPresent()) {
            return new Way.Shut(tooOld.get());
        }
        return terms.get().from().isEmpty()
                ? new Way.Open(goal)
                : to(goal, terms.get().from().get());
    }

    private Way to(ReleaseVersion goal, From from) {
        Optional<ReleaseVersion> stop = stop(goal, from);
        if (stop.isPresent()) {
            return by(goal, stop.get());
        }
        return now.compareTo(from.oldest()) < 0 ? over(goal, from.oldest()) : new Way.Open(goal);
    }

    private Optional<ReleaseVersion> stop(ReleaseVersion goal, From from) {
        return from.findStopAfter(now).filter(it -> it.compareTo(goal) < 0);
    }

    /** Its migration would leave an older schema than the database has. */
    private Optional<CtlException> tooOld(ReleaseVersion goal, ReleaseTerms terms) {
        return terms.schema()
                .filter(it -> it.writes() < situation.schema())
                .map(it -> new CtlException(ErrorCode.U113, goal, situation.schema(), it.writes()));
    }

    private Way by(ReleaseVersion goal, ReleaseVersion stop) {
        Optional<Phrase> obstacle = obstacle(stop);
        return obstacle.isPresent()
                ? new Way.Shut(new CtlException(ErrorCode.U196, goal, stop, obstacle.get()))
                : to(stop);
    }

    private Optional<Phrase> obstacle(ReleaseVersion stop) {
        if (situation.known().findRevocation(stop).isPresent()) {
            return Optional.of(Phrase.of("way.revoked"));
        }
        if (situation.policy().isBlocked(stop)) {
            return Optional.of(Phrase.of("way.blocked"));
        }
        if (situation.findSource(stop).isPresent()) {
            return Optional.empty();
        }
        var unfollowed = situation.findUnfollowed(stop);
        if (unfollowed.isPresent()) {
            return Optional.of(Phrase.of("way.unfollowed", unfollowed.get().word()));
        }
        return isPromised(stop) ? Optional.empty() : Optional.of(Phrase.of("way.absent"));
    }

    /** The channel was not asked, and what is signed of it tells of {@code stop}. */
    private boolean isPromised(ReleaseVersion stop) {
        return situation.offers().isEmpty() && situation.known().find(stop).isPresent();
    }

    /** By the newest from which {@code goal} takes over and which is itself reached. */
    private Way over(ReleaseVersion goal, ReleaseVersion oldest) {
        for (ReleaseVersion between : situation.newerThan(now)) {
            boolean isOnTheWay = between.compareTo(oldest) >= 0 && between.compareTo(goal) < 0;
            if (isOnTheWay && to(between) instanceof Way.Open open) {
                return open;
            }
        }
        return new Way.Shut(new CtlException(ErrorCode.U112, goal, oldest, now, oldest));
    }

    /** Why {@code goal} is not reached at once, for a person who wanted nothing else. */
    CtlException detour(ReleaseVersion goal, ReleaseVersion first) {
        From from = situation.findTerms(goal).flatMap(ReleaseTerms::from).orElseThrow();
        return stop(goal, from).isPresent()
                ? new CtlException(ErrorCode.U195, goal, first, now)
                : new CtlException(ErrorCode.U112, goal, from.oldest(), now, first);
    }
}

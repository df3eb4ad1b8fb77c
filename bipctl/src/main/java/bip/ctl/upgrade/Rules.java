package bip.ctl.upgrade;

import bip.ctl.channel.Channel;
import bip.ctl.release.Generation;
import bip.ctl.release.ReleaseVersion;
import bip.ctl.support.CtlException;
import bip.ctl.support.ErrorCode;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Chooses the target of an operation and refuses what must not be. Pure. */
final class Rules {

    private Rules() {}

    static Planned install(Situation situation, Wanted wanted) {
        if (situation.findCurrent().isPresent()) {
            throw refusal(ErrorCode.U101, situation.findCurrent().get().release().version());
        }
        return switch (wanted) {
            case Wanted.Usual _ -> newest(situation, OperationKind.INSTALL);
            case Wanted.Exactly(var version) -> {
                refuseIfRevoked(situation, version);
                yield named(situation, OperationKind.INSTALL, version);
            }
            case Wanted.Archive _ ->
                    throw new IllegalStateException("archives have their own rule");
        };
    }

    static Planned upgrade(Situation situation, Wanted wanted) {
        Generation current = installed(situation);
        return switch (wanted) {
            case Wanted.Usual _ -> usualUpgrade(situation, current);
            case Wanted.Exactly(var version) -> upgradeTo(situation, current, version);
            case Wanted.Archive _ ->
                    throw new IllegalStateException("archives have their own rule");
        };
    }

    /** The pinned one, else the newest that is reached; or what must come before it. */
    private static Planned usualUpgrade(Situation situation, Generation current) {
        ReleaseVersion now = current.release().version();
        Optional<ReleaseVersion> pin = situation.policy().findPin();
        if (pin.isPresent() && !pin.get().equals(now)) {
            return towardsPinned(situation, now, pin.get());
        }
        List<ReleaseVersion> newer = situation.newerThan(now);
        if (newer.isEmpty()) {
            refuseIfOnlyBlocked(situation, now);
            return new Planned.AlreadyCurrent(now);
        }
        refuseIfPinned(situation, newer.getFirst());
        var ways = new Ways(situation, now);
        for (ReleaseVersion goal : newer) {
            if (ways.to(goal) instanceof Ways.Way.Open(var first)) {
                return onTheWay(situation, first, goal);
            }
        }
        return onTheWay(situation, open(ways, newer.getFirst()), newer.getFirst());
    }

    private static Planned towardsPinned(
            Situation situation, ReleaseVersion now, ReleaseVersion pinned) {
        if (pinned.compareTo(now) < 0) {
            throw refusal(ErrorCode.U102, pinned, now);
        }
        refuseIfRevoked(situation, pinned);
        return onTheWay(situation, open(new Ways(situation, now), pinned), pinned);
    }

    private static Planned onTheWay(
            Situation situation, ReleaseVersion first, ReleaseVersion goal) {
        Planned planned = named(situation, OperationKind.UPGRADE, first);
        return planned instanceof Planned.Ready(var plan) && !first.equals(goal)
                ? new Planned.Ready(plan.towards(goal))
                : planned;
    }

    /**
     * What is reached first on the way to {@code goal}.
     *
     * @throws Refused if there is no way
     */
    private static ReleaseVersion open(Ways ways, ReleaseVersion goal) {
        return switch (ways.to(goal)) {
            case Ways.Way.Open(var first) -> first;
            case Ways.Way.Shut(var reason) -> throw new Refused(List.of(reason));
        };
    }

    /** Whoever names a version gets that one, or is told what must come first. */
    private static void refuseUnlessReached(
            Situation situation, ReleaseVersion now, ReleaseVersion version) {
        var ways = new Ways(situation, now);
        ReleaseVersion first = open(ways, version);
        if (!first.equals(version)) {
            throw new Refused(List.of(ways.detour(version, first)));
        }
    }

    static void refuseIfRevoked(Situation situation, ReleaseVersion version) {
        situation
                .known()
                .findRevocation(version)
                .ifPresent(it -> {
                    throw refusal(ErrorCode.P141, version, it.at(), it.said());
                });
    }

    private static boolean isNewer(Channel.Offer offer, ReleaseVersion now) {
        return offer.version().compareTo(now) > 0;
    }

    private static void refuseIfOnlyBlocked(Situation situation, ReleaseVersion now) {
        situation.offers().stream()
                .filter(it -> isNewer(it, now))
                .reduce((_, last) -> last)
                .ifPresent(it -> {
                    throw refusal(ErrorCode.P102, it.version());
                });
    }

    static void refuseIfPinned(Situation situation, ReleaseVersion target) {
        Optional<ReleaseVersion> pin = situation.policy().findPin();
        if (pin.isPresent()
                && !pin.get().equals(target)
                && !isOnTheWay(situation, target, pin.get())) {
            throw refusal(ErrorCode.P101, pin.get(), target);
        }
    }

    /** The pinned one is reached only by way of {@code target}. */
    private static boolean isOnTheWay(
            Situation situation, ReleaseVersion target, ReleaseVersion pin) {
        Optional<ReleaseVersion> now = situation.findCurrent().map(it -> it.release().version());
        return now.filter(it -> it.compareTo(pin) < 0)
                .map(it -> new Ways(situation, it).to(pin))
                .filter(new Ways.Way.Open(target)::equals)
                .isPresent();
    }

    private static Planned upgradeTo(
            Situation situation, Generation current, ReleaseVersion version) {
        ReleaseVersion now = current.release().version();
        if (version.equals(now) && situation.isWhole(current)) {
            return new Planned.AlreadyCurrent(now);
        }
        if (version.compareTo(now) < 0) {
            throw refusal(ErrorCode.U102, version, now);
        }
        refuseIfPinned(situation, version);
        refuseIfRevoked(situation, version);
        refuseUnlessReached(situation, now, version);
        return named(situation, OperationKind.UPGRADE, version);
    }

    /** A file carries its manifest, so the content hash decides what it is. */
    static Planned archive(Situation situation, OperationKind kind, Source.FromFile file) {
        ReleaseVersion version = file.manifest().version();
        refuseIfRevoked(situation, version);
        if (kind == OperationKind.INSTALL) {
            if (situation.findCurrent().isPresent()) {
                throw refusal(ErrorCode.U101, situation.findCurrent().get().release().version());
            }
            return ready(situation, kind, version, file);
        }
        var now = installed(situation).release().manifest();
        if (file.manifest().contentHash().equals(now.contentHash())) {
            return new Planned.AlreadyCurrent(version);
        }
        if (version.equals(now.version()) && situation.isWhole(situation.findCurrent().get())) {
            throw refusal(ErrorCode.U104, file.archive(), version);
        }
        if (version.compareTo(now.version()) < 0) {
            throw refusal(ErrorCode.U102, version, now.version());
        }
        refuseIfPinned(situation, version);
        refuseUnlessReached(situation, now.version(), version);
        return ready(situation, kind, version, file);
    }

    static Planned rollback(Situation situation, @Nullable ReleaseVersion wanted) {
        Generation current = installed(situation);
        ReleaseVersion now = current.release().version();
        if (wanted == null) {
            var previous =
                    situation.findPrevious(current).orElseThrow(() -> refusal(ErrorCode.U105, now));
            return ready(
                    situation,
                    OperationKind.ROLLBACK,
                    previous.version(),
                    new Source.OnDisk(previous));
        }
        if (wanted.equals(now)) {
            return new Planned.AlreadyCurrent(now);
        }
        if (wanted.compareTo(now) > 0) {
            throw refusal(ErrorCode.U106, wanted, now);
        }
        if (!situation.isOnDisk(wanted)) {
            // What is here already may be all that still works: that is warned of, not refused.
            refuseIfRevoked(situation, wanted);
        }
        return named(situation, OperationKind.ROLLBACK, wanted);
    }

    /** What {@code upgrade} would do now, told and not done. */
    static Prospect prospect(Situation situation) {
        ReleaseVersion now = installed(situation).release().version();
        try {
            return switch (upgrade(situation, new Wanted.Usual())) {
                case Planned.AlreadyCurrent _ -> Prospect.of(situation, now, null, List.of());
                case Planned.Ready(var plan) -> Prospect.of(situation, now, plan, List.of());
            };
        } catch (Refused refused) {
            return Prospect.of(situation, now, null, refused.reasons());
        }
    }

    private static Generation installed(Situation situation) {
        return situation.findCurrent().orElseThrow(() -> refusal(ErrorCode.U100));
    }

    private static Planned newest(Situation situation, OperationKind kind) {
        Optional<ReleaseVersion> pin = situation.policy().findPin();
        if (pin.isPresent()) {
            refuseIfRevoked(situation, pin.get());
            return named(situation, kind, pin.get());
        }
        var newest = situation.findNewest().orElseThrow(() -> refusal(ErrorCode.U107));
        return ready(
                situation,
                kind,
                newest.version(),
                situation.findSource(newest.version()).orElseThrow());
    }

    private static Planned named(Situation situation, OperationKind kind, ReleaseVersion version) {
        var source = situation.findSource(version).orElseThrow(() -> absent(situation, version));
        return ready(situation, kind, version, source);
    }

    static Planned ready(
            Situation situation, OperationKind kind, ReleaseVersion target, Source source) {
        return new Planned.Ready(
                new Plan(
                        kind,
                        situation.current(),
                        target,
                        source,
                        situation.policy().isBlocked(target),
                        null,
                        true,
                        null));
    }

    /** Nobody has {@code version}, or only a channel that is not followed here. */
    static Refused absent(Situation situation, ReleaseVersion version) {
        return situation
                .findUnfollowed(version)
                .map(it -> refusal(ErrorCode.U197, version, it.word()))
                .orElseGet(() -> refusal(ErrorCode.U103, version, situation.versions()));
    }

    static Refused refusal(ErrorCode code, Object... arguments) {
        return new Refused(List.of(new CtlException(code, arguments)));
    }
}

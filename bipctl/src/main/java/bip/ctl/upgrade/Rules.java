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
            case Wanted.Exactly(var version) -> named(situation, OperationKind.INSTALL, version);
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

    private static Planned usualUpgrade(Situation situation, Generation current) {
        ReleaseVersion now = current.release().version();
        Optional<ReleaseVersion> pin = situation.policy().findPin();
        if (pin.isPresent() && !pin.get().equals(now)) {
            return upgradeTo(situation, current, pin.get());
        }
        Optional<Channel.Offer> newest = situation.findNewest().filter(it -> isNewer(it, now));
        if (newest.isEmpty()) {
            refuseIfOnlyBlocked(situation, now);
            return new Planned.AlreadyCurrent(now);
        }
        refuseIfPinned(situation, newest.get().version());
        return ready(
                situation,
                OperationKind.UPGRADE,
                newest.get().version(),
                situation.findSource(newest.get().version()).orElseThrow());
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
        if (pin.isPresent() && !pin.get().equals(target)) {
            throw refusal(ErrorCode.P101, pin.get(), target);
        }
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
        return named(situation, OperationKind.UPGRADE, version);
    }

    /** A file carries its manifest, so the content hash decides what it is. */
    static Planned archive(Situation situation, OperationKind kind, Source.FromFile file) {
        ReleaseVersion version = file.manifest().version();
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
        return named(situation, OperationKind.ROLLBACK, wanted);
    }

    private static Generation installed(Situation situation) {
        return situation.findCurrent().orElseThrow(() -> refusal(ErrorCode.U100));
    }

    private static Planned newest(Situation situation, OperationKind kind) {
        Optional<ReleaseVersion> pin = situation.policy().findPin();
        if (pin.isPresent()) {
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
        var source =
                situation
                        .findSource(version)
                        .orElseThrow(() -> refusal(ErrorCode.U103, version, situation.versions()));
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
                        true));
    }

    static Refused refusal(ErrorCode code, Object... arguments) {
        return new Refused(List.of(new CtlException(code, arguments)));
    }
}

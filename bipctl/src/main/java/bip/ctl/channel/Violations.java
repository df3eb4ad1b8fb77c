package bip.ctl.channel;

import bip.ctl.support.Phrase;
import bip.ctl.trust.TrustViolation;

/** Why something is not trusted, for people. */
public final class Violations {

    private Violations() {}

    public static Phrase inWords(TrustViolation violation) {
        return switch (violation) {
            case TrustViolation.Malformed(var file, var reason) ->
                    Phrase.of("violation.malformed", file, reason);
            case TrustViolation.WrongType(var file, var expected, var seen) ->
                    Phrase.of("violation.wrongType", file, expected, seen);
            case TrustViolation.WrongSpecVersion(var file, var seen) ->
                    Phrase.of("violation.wrongSpecVersion", file, seen);
            case TrustViolation.TooFewSignatures(
                            var file,
                            var role,
                            var rootVersion,
                            var threshold,
                            var valid) ->
                    Phrase.of(
                            "violation.tooFewSignatures",
                            file,
                            role.typeName(),
                            rootVersion,
                            threshold,
                            valid);
            case TrustViolation.WrongVersion(var file, var expected, var seen) ->
                    Phrase.of("violation.wrongVersion", file, expected, seen);
            case TrustViolation.Rollback(var file, var about, var trusted, var offered) ->
                    Phrase.of("violation.rollback", file, about, trusted, offered);
            case TrustViolation.Removed(var file, var about) ->
                    Phrase.of("violation.removed", file, about);
            case TrustViolation.Expired(var role, var version, var expires, var time) ->
                    Phrase.of("violation.expired", role.fileName(), version, expires, time);
            case TrustViolation.Empty(var file) -> Phrase.of("violation.empty", file);
            case TrustViolation.WebPage(var file) -> Phrase.of("violation.webPage", file);
            case TrustViolation.TooLong(var file, var maxBytes) ->
                    Phrase.of("violation.tooLong", file, maxBytes);
            case TrustViolation.WrongLength(var file, var expected, var seen) ->
                    Phrase.of("violation.wrongLength", file, expected, seen);
            case TrustViolation.WrongHash(var file, var algorithm, var expected, var seen) ->
                    Phrase.of(
                            "violation.wrongHash", file, algorithm.metadataName(), expected, seen);
            case TrustViolation.Missing(var file) -> Phrase.of("violation.missing", file);
            case TrustViolation.NotInitialised() -> Phrase.of("violation.notInitialised");
            case TrustViolation.UnknownTarget(var path) ->
                    Phrase.of("violation.unknownTarget", path);
        };
    }

    /** What whoever reads a channel can do about it. */
    static Phrase advice(TrustViolation violation) {
        return Phrase.of(
                switch (violation) {
                    case TrustViolation.Missing _, TrustViolation.Empty _ -> "advice.address";
                    case TrustViolation.WebPage _ -> "advice.webPage";
                    case TrustViolation.Rollback _ -> "advice.older";
                    case TrustViolation.Malformed _,
                            TrustViolation.WrongType _,
                            TrustViolation.WrongSpecVersion _,
                            TrustViolation.TooFewSignatures _,
                            TrustViolation.WrongVersion _,
                            TrustViolation.Removed _,
                            TrustViolation.Expired _,
                            TrustViolation.TooLong _,
                            TrustViolation.WrongLength _,
                            TrustViolation.WrongHash _,
                            TrustViolation.NotInitialised _,
                            TrustViolation.UnknownTarget _ ->
                            "advice.again";
                });
    }

    /** What whoever brought a bundle can do about it. */
    static Phrase bundleAdvice(TrustViolation violation) {
        return Phrase.of(
                violation instanceof TrustViolation.TooFewSignatures
                        ? "advice.otherRoot"
                        : "advice.bundle");
    }
}

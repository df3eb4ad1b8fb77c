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
}

package bip.ctl.trust;

import bip.ctl.support.Phrase;
import java.time.Instant;

/**
 * Why something is not trusted, with its numbers. {@code file} is a name in the repository ({@code
 * 3.root.json}) or in the store.
 */
public sealed interface TrustViolation {

    /** Not JSON, or not what the specification says of this file. */
    record Malformed(String file, Phrase reason) implements TrustViolation {}

    /** Metadata of another role than the file's name says. */
    record WrongType(String file, String expected, String seen) implements TrustViolation {}

    /** Written by a version of the specification that this client does not know. */
    record WrongSpecVersion(String file, String seen) implements TrustViolation {}

    /**
     * Too few keys of a role signed it.
     *
     * @param role whose keys were asked
     * @param rootVersion the root that names those keys
     * @param threshold distinct keys wanted
     * @param valid distinct keys found
     */
    record TooFewSignatures(String file, Role role, long rootVersion, int threshold, int valid)
            implements TrustViolation {}

    /** Another version than its name, or the metadata that refers to it, says. */
    record WrongVersion(String file, long expected, long seen) implements TrustViolation {}

    /**
     * An older version than was trusted before.
     *
     * @param file in which it stands
     * @param about the metadata whose version went back: {@code file} itself or one it refers to
     */
    record Rollback(String file, String about, long trusted, long offered)
            implements TrustViolation {}

    /** A new snapshot does not name metadata that the trusted one names. */
    record Removed(String file, String about) implements TrustViolation {}

    /**
     * Good but for its age.
     *
     * @param time by which it was judged: the clock, or the time floor when that is later
     */
    record Expired(Role role, long version, Instant expires, Instant time)
            implements TrustViolation {}

    /** Nothing is in it. */
    record Empty(String file) implements TrustViolation {}

    /** A page for people came in its place. */
    record WebPage(String file) implements TrustViolation {}

    /** More bytes than allowed; nothing of them was used. */
    record TooLong(String file, int maxBytes) implements TrustViolation {}

    /** Another length in bytes than the metadata that refers to it says. */
    record WrongLength(String file, long expected, long seen) implements TrustViolation {}

    /** Another hash, in hexadecimal, than the metadata that refers to it says. */
    record WrongHash(String file, HashAlgorithm algorithm, String expected, String seen)
            implements TrustViolation {}

    /** The repository, or the store where it was asked alone, does not have this file. */
    record Missing(String file) implements TrustViolation {}

    /** The store has no root to begin with. */
    record NotInitialised() implements TrustViolation {}

    /** The trusted targets do not name this path. */
    record UnknownTarget(String path) implements TrustViolation {}
}

package bip.ctl.channel;

import bip.ctl.support.Phrase;
import bip.ctl.trust.TrustViolation;
import java.time.Instant;
import java.util.List;

/** What somebody should know of a channel while it is used. */
public sealed interface Notice {

    /** A download was cut and goes on by itself. */
    record Cut(long hereBytes, long wholeBytes, Phrase reason) implements Notice {}

    /** A person stopped a download; what came stays for the next one. */
    record Kept(long hereBytes, long wholeBytes) implements Notice {}

    /** How old the statements are by which a file is judged that somebody carried here. */
    record SignedAt(Instant at) implements Notice {}

    /** A bundle is older than what is trusted already, by which its archive is judged. */
    record Older() implements Notice {}

    /** The channel cannot be reached: a file is judged by what was trusted before. */
    record Offline(Phrase reason) implements Notice {}

    /** Statements are used although they have expired. */
    record Stale(List<TrustViolation.Expired> expired) implements Notice {
        public Stale {
            expired = List.copyOf(expired);
        }
    }
}

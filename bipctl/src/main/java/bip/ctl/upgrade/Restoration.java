package bip.ctl.upgrade;

import bip.ctl.release.Generation;
import bip.ctl.service.ServerProgram;
import bip.ctl.support.Phrase;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Data of then that come back with the release they belong to.
 *
 * @param kept the generation whose data are copied; it stays as it is
 * @param left when its data were live for the last time; null when no journal tells
 * @param asOf when this was found out
 * @param lost what was written since; null when the current release cannot count that
 * @param isNeeded the release cannot run on today's data
 */
public record Restoration(
        Generation kept,
        @Nullable Instant left,
        Instant asOf,
        ServerProgram.@Nullable Changes lost,
        boolean isNeeded) {

    public Optional<Instant> findLeft() {
        return Optional.ofNullable(left);
    }

    public Optional<ServerProgram.Changes> findLost() {
        return Optional.ofNullable(lost);
    }

    /** Minutes since {@link #left}, a begun one counted whole; 0 when that is not known. */
    public long minutes() {
        return left == null ? 0 : minutes(Duration.between(left, asOf));
    }

    private static long minutes(Duration since) {
        return Math.max(0, since.plusMinutes(1).minusNanos(1).toMinutes());
    }

    /** What is lost, for people. */
    public Phrase inWords() {
        Phrase since =
                left == null
                        ? Phrase.of("loss.sinceUnknown")
                        : Phrase.of("loss.since", left, minutes());
        return lost == null
                ? Phrase.of("loss.uncounted", since, kept.number())
                : Phrase.of(
                        "loss.counted",
                        since,
                        kept.number(),
                        lost.edits(),
                        lost.pages(),
                        lost.attachments(),
                        lost.accounts(),
                        lost.auditEntries());
    }

    Map<String, String> facts() {
        var facts = new LinkedHashMap<String, String>();
        facts.put(Facts.RESTORED_GENERATION, Integer.toString(kept.number()));
        facts.put(Facts.RESTORED_DATA, kept.data().toString());
        if (lost != null) {
            facts.put(Facts.LOST_EDITS, Long.toString(lost.edits()));
        }
        return facts;
    }
}

package bip.server.legacyimport;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an import did.
 *
 * @param findings everything that is not here as it was there, in the order of the source
 * @param added new rows and files; with a dry run, those that would be new
 * @param alreadyThere rows and files that an earlier import brought
 */
public record ImportReport(List<Finding> findings, Counts added, Counts alreadyThere) {

    public ImportReport {
        findings = List.copyOf(findings);
    }

    /** How a thing fared; the words of {@code docs/contract/maintenance.md}. */
    public enum Outcome {
        /** It has another address here. */
        MOVED,
        /** It was not active there and answers 410 here. */
        WITHDRAWN,
        /** The file or document was not there. */
        MISSING,
        /** The file belongs to nothing, and stays behind. */
        ORPHAN,
        /** The source differs from what is here; what is here stays. */
        CHANGED
    }

    /**
     * One thing that is not here as it was there.
     *
     * @param what kind of thing: {@code page}, {@code attachment}, {@code file}, {@code site}, …
     * @param source its key in the source; null for what has none
     * @param detail one sentence for people
     * @param address where it is now, when that differs
     */
    public record Finding(
            String what,
            @Nullable Long source,
            Outcome outcome,
            String detail,
            @Nullable String address) {}

    public record Counts(
            int pages,
            int attachments,
            int files,
            int labels,
            int pageLabels,
            int accounts,
            int changes) {}
}

package bip.server.legacyimport;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Counts and findings of a run under way. One thread. */
final class ImportTally {

    private final Map<Kind, Integer> added = new EnumMap<>(Kind.class);
    private final Map<Kind, Integer> alreadyThere = new EnumMap<>(Kind.class);
    private final List<ImportReport.Finding> findings = new ArrayList<>();

    void added(Kind kind) {
        added.merge(kind, 1, Integer::sum);
    }

    void alreadyThere(Kind kind) {
        alreadyThere.merge(kind, 1, Integer::sum);
    }

    void found(Kind what, @Nullable Long source, ImportReport.Outcome outcome, String detail) {
        found(what, source, outcome, detail, null);
    }

    void found(
            Kind what,
            @Nullable Long source,
            ImportReport.Outcome outcome,
            String detail,
            @Nullable String address) {
        findings.add(new ImportReport.Finding(what.stored(), source, outcome, detail, address));
    }

    ImportReport report() {
        return new ImportReport(findings, counts(added), counts(alreadyThere));
    }

    private static ImportReport.Counts counts(Map<Kind, Integer> of) {
        return new ImportReport.Counts(
                of.getOrDefault(Kind.PAGE, 0),
                of.getOrDefault(Kind.ATTACHMENT, 0),
                of.getOrDefault(Kind.FILE, 0),
                of.getOrDefault(Kind.LABEL, 0),
                of.getOrDefault(Kind.PAGE_LABEL, 0),
                of.getOrDefault(Kind.USER, 0),
                of.getOrDefault(Kind.CHANGE, 0));
    }
}

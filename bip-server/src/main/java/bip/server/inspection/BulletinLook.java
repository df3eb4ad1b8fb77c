package bip.server.inspection;

import bip.server.audit.AuditLog;
import bip.server.audit.AuditVerdict;
import bip.server.database.StillDatabase;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Looks at what holds in a bulletin that the server wrote, and no database enforces. */
final class BulletinLook {
    private final StillDatabase database;
    private final Findings findings;

    BulletinLook(StillDatabase database, Findings findings) {
        this.database = database;
        this.findings = findings;
    }

    /** Each page has revisions, counted from 1 without a gap, and is in the register of changes. */
    void checkPages() {
        check(FindingKind.PAGE_WITHOUT_REVISION, BulletinMapper::listWithoutRevision);
        check(FindingKind.REVISION_GAP, BulletinMapper::listWithGaps);
        check(FindingKind.PAGE_WITHOUT_CHANGE_ENTRY, BulletinMapper::listWithoutChangeEntry);
    }

    private void check(
            FindingKind kind, BiFunction<BulletinMapper, Integer, List<BulletinMapper.Odd>> look) {
        var odd =
                findings.look(
                                kind.word(),
                                () ->
                                        database.read(
                                                BulletinMapper.class,
                                                it -> look.apply(it, Findings.MOST_NAMED)))
                        .orElse(List.of());
        odd.forEach(page -> findings.add(kind, page.slug(), page.detail()));
        if (!odd.isEmpty()) {
            findings.addUnnamed(kind, odd.getFirst().total() - odd.size());
        }
    }

    /** Looks at every audit entry; empty where that cannot be done, or the schema has none. */
    Optional<Chain> checkAuditLog() {
        return findings.look("audit_entry", this::verifyAuditLog)
                .flatMap(Function.identity())
                .map(this::chain);
    }

    private Optional<AuditVerdict> verifyAuditLog() {
        return database.read(BulletinMapper.class, BulletinMapper::hasAuditLog)
                ? Optional.of(database.read(AuditLog::verify))
                : Optional.empty();
    }

    private Chain chain(AuditVerdict verdict) {
        return switch (verdict) {
            case AuditVerdict.Whole(long entries, String head) ->
                    new Chain(true, entries, head, null);
            case AuditVerdict.Broken(long number, String problem) -> {
                findings.add(FindingKind.AUDIT_CHAIN, String.valueOf(number), problem);
                yield new Chain(false, null, null, number);
            }
        };
    }

    /** The audit log, in the words of {@code audit verify}. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Chain(
            boolean whole,
            @Nullable Long entries,
            @Nullable String head,
            @Nullable Long firstBroken) {}
}

package bip.server.inspection;

import bip.server.audit.AuditLog;
import bip.server.audit.AuditVerdict;
import bip.server.database.StillDatabase;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiFunction;
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
        findings.during(
                kind.word(),
                () -> {
                    var odd =
                            database.read(
                                    BulletinMapper.class,
                                    mapper -> look.apply(mapper, Findings.MOST_NAMED));
                    odd.forEach(page -> findings.add(kind, page.slug(), page.detail()));
                    if (!odd.isEmpty()) {
                        findings.addUnnamed(kind, odd.getFirst().total() - odd.size());
                    }
                });
    }

    /** Looks at every audit entry; empty where that cannot be done, or the schema has none. */
    Optional<Chain> checkAuditLog() {
        var chain = new AtomicReference<@Nullable Chain>();
        findings.during(
                "audit_entry",
                () -> {
                    if (database.read(BulletinMapper.class, BulletinMapper::hasAuditLog)) {
                        chain.set(chain(database.read(AuditLog::verify)));
                    }
                });
        return Optional.ofNullable(chain.get());
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

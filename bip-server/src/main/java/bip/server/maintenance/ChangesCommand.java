package bip.server.maintenance;

import bip.server.database.Database;
import bip.server.database.DatabaseException;
import bip.server.database.Migrator;
import bip.server.database.Transaction;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Counts what a database has and an older one of the same bulletin has not: what going back to that
 * one would lose. The two are compared row by row, because clocks are set back, and an import
 * brings rows with times of long ago.
 */
@Command(
        name = "changes",
        description = "Counts what the database has that an older copy of it has not.",
        mixinStandardHelpOptions = true)
final class ChangesCommand implements Callable<Integer> {
    private final Workplace workplace;

    @Option(names = "--database", paramLabel = "FILE", description = "The newer database.")
    private @Nullable Path database;

    @Option(
            names = "--beyond",
            paramLabel = "FILE",
            required = true,
            description = "The older database of the same bulletin.")
    private @Nullable Path older;

    ChangesCommand(Workplace workplace) {
        this.workplace = workplace;
    }

    @Override
    public Integer call() {
        Path before = Objects.requireNonNull(older).toAbsolutePath();
        if (Migrator.schemaOf(before).database() == 0) {
            throw new DatabaseException("there is no bulletin in " + before, null);
        }
        try (Database open = workplace.openDatabase(database)) {
            workplace.print(open.read(transaction -> compare(transaction, before)));
        }
        return ExitStatus.DONE.code();
    }

    private static Document compare(Transaction transaction, Path before) {
        ChangesMapper changes = transaction.mapper(ChangesMapper.class);
        changes.attach(before.toString());
        ChangesMapper.Edits edits = changes.countEdits();
        return new Document(
                "bip-changes/v1",
                edits.edits(),
                changes.countPages(),
                changes.countAttachments(),
                changes.countAccounts(),
                changes.hasOlderAudit()
                        ? changes.countAuditEntries()
                        : changes.countAllAuditEntries(),
                edits.first(),
                edits.last());
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    private record Document(
            String format,
            long edits,
            long pages,
            long attachments,
            long accounts,
            long auditEntries,
            @Nullable Instant first,
            @Nullable Instant last) {}
}

package bip.server.maintenance;

import bip.server.audit.AuditLog;
import bip.server.audit.AuditVerdict;
import bip.server.database.Database;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Proves that the audit log is whole (R21). */
@Command(
        name = "audit",
        description = "Looks after the record of acts and refused attempts.",
        mixinStandardHelpOptions = true)
public final class AuditCommand implements Runnable {
    @Spec private @Nullable CommandSpec spec;

    private final Workplace workplace;

    public AuditCommand(Workplace workplace) {
        this.workplace = workplace;
    }

    /** The command with its verbs, to be added to the others. */
    public CommandLine withVerbs() {
        return new CommandLine(this);
    }

    @Override
    public void run() {
        throw new ParameterException(
                Objects.requireNonNull(spec).commandLine(), "Missing verb: verify");
    }

    @Command(
            name = "verify",
            description = "Tells whether any entry was changed, removed or put elsewhere.",
            mixinStandardHelpOptions = true)
    int verify(@Option(names = "--database", paramLabel = "FILE") @Nullable Path database) {
        try (Database open = workplace.openDatabase(database)) {
            return switch (new AuditLog(open, workplace.clock()).verify()) {
                case AuditVerdict.Whole(long entries, String head) -> {
                    workplace.print(new Document("bip-audit/v1", true, entries, head, null, null));
                    yield ExitStatus.DONE.code();
                }
                case AuditVerdict.Broken(long number, String problem) -> {
                    workplace.print(
                            new Document("bip-audit/v1", false, null, null, number, problem));
                    yield ExitStatus.FAILED.code();
                }
            };
        }
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    private record Document(
            String format,
            boolean whole,
            @Nullable Long entries,
            @Nullable String head,
            @Nullable Long firstBroken,
            @Nullable String problem) {}
}

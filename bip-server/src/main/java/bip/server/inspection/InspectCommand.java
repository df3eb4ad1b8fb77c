package bip.server.inspection;

import bip.server.attachment.AttachmentStore;
import bip.server.database.Schema;
import bip.server.database.StillDatabase;
import bip.server.maintenance.ExitStatus;
import bip.server.maintenance.Workplace;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Tells whether a copy of a bulletin is whole, and names what is not. Findings are no failure. */
@Command(
        name = "inspect",
        description = "Looks through a copy of a bulletin and names whatever is wrong with it.",
        mixinStandardHelpOptions = true)
final class InspectCommand implements Callable<Integer> {
    private final Workplace workplace;

    @Option(
            names = "--database",
            paramLabel = "FILE",
            required = true,
            description = "A database that nobody works on.")
    private @Nullable Path file;

    @Option(
            names = "--attachments",
            paramLabel = "FOLDER",
            required = true,
            description = "Its attachments, by content hash.")
    private @Nullable Path attachments;

    @Option(names = "--hash", description = "Read each attachment and compare its content, too.")
    private boolean isHashed;

    InspectCommand(Workplace workplace) {
        this.workplace = workplace;
    }

    @Override
    public Integer call() throws IOException {
        StillDatabase database = StillDatabase.at(Objects.requireNonNull(file));
        workplace.print(
                inspect(database, new AttachmentStore(Objects.requireNonNull(attachments))));
        return ExitStatus.DONE.code();
    }

    private Document inspect(StillDatabase database, AttachmentStore store) throws IOException {
        Findings findings = new Findings();
        FileLook asFile = new FileLook(database, findings);
        boolean isSound = asFile.checkIntegrity();
        long violations = asFile.checkForeignKeys();
        Map<String, Long> tables = asFile.countRows();
        Optional<Schema> schema = findings.look("schema", database::schema);
        boolean isKnown = schema.filter(Schema::isKnown).isPresent();
        schema.filter(it -> !it.isKnown()).ifPresent(it -> findings.add(other(it)));
        BulletinLook asBulletin = new BulletinLook(database, findings);
        if (isKnown) {
            asBulletin.checkPages();
        }
        return new Document(
                "bip-inspect/v1",
                schema.map(Schema::database).orElse(0),
                database.bytes(),
                tables,
                isSound,
                violations,
                isKnown ? asBulletin.checkAuditLog().orElse(null) : null,
                isKnown ? new AttachmentLook(database, store, isHashed, findings).check() : null,
                findings.counts(),
                findings.named());
    }

    private static Finding other(Schema schema) {
        return Finding.of(
                FindingKind.SCHEMA,
                String.valueOf(schema.database()),
                schema.isTooNew()
                        ? "newer than this release knows: only the file was looked at"
                        : "no bulletin is in it: only the file was looked at");
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    private record Document(
            String format,
            int schema,
            long bytes,
            Map<String, Long> tables,
            boolean integrity,
            long foreignKeyViolations,
            BulletinLook.@Nullable Chain audit,
            AttachmentLook.@Nullable Tally attachments,
            Map<String, Long> found,
            List<Finding> findings) {}
}

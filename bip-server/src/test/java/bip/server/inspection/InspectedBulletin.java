package bip.server.inspection;

import static java.nio.charset.StandardCharsets.UTF_8;

import bip.server.audit.AuditEvent;
import bip.server.audit.AuditKind;
import bip.server.audit.AuditLog;
import bip.server.database.Database;
import bip.server.maintenance.ExitStatus;
import bip.server.maintenance.Maintenance;
import bip.server.maintenance.Workplace;
import bip.server.testing.ImportedBulletin;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The imported demonstration with an audit log, and the subcommands that look at it. */
final class InspectedBulletin {
    private static final int AUDIT_ENTRIES = 7;

    private final Path data;
    private String out = "";
    private String err = "";

    InspectedBulletin(Path folder) throws IOException {
        data = ImportedBulletin.in(folder);
        try (Database open = Database.open(database())) {
            AuditLog audit = new AuditLog(open, Clock.systemUTC());
            for (int number = 1; number <= AUDIT_ENTRIES; number++) {
                audit.record(AuditEvent.of(AuditKind.PASSWORD_REFUSED).by(number, "ala"));
            }
        }
    }

    Path database() {
        return data.resolve("bip.db");
    }

    Path attachments() {
        return data.resolve("attachments");
    }

    /** The file with this content. */
    Path attachment(String sha256) {
        return attachments().resolve(sha256.substring(0, 2)).resolve(sha256);
    }

    JsonNode inspect(String... more) {
        var arguments =
                new ArrayList<>(
                        List.of(
                                "inspect",
                                "--database",
                                database().toString(),
                                "--attachments",
                                attachments().toString()));
        arguments.addAll(List.of(more));
        int exitCode = run(arguments.toArray(String[]::new));
        if (exitCode != 0) {
            throw new IllegalStateException(exitCode + ": " + err);
        }
        return document();
    }

    int lookup(String... wish) {
        var arguments = new ArrayList<>(List.of("lookup", "--database", database().toString()));
        arguments.addAll(List.of(wish));
        return run(arguments.toArray(String[]::new));
    }

    int run(String... arguments) {
        var printed = new ByteArrayOutputStream();
        var complained = new ByteArrayOutputStream();
        var workplace =
                new Workplace(
                        Map.of(),
                        Map.of(),
                        new PrintStream(printed, true, UTF_8),
                        new PrintStream(complained, true, UTF_8),
                        Clock.systemUTC());
        int exitCode =
                new Maintenance(workplace, _ -> {}, _ -> ExitStatus.DONE)
                        .add(() -> InspectionCommands.inspect(workplace))
                        .add(() -> InspectionCommands.lookup(workplace))
                        .run(arguments);
        out = printed.toString(UTF_8);
        err = complained.toString(UTF_8);
        return exitCode;
    }

    JsonNode document() {
        return new JsonMapper().readTree(out);
    }

    String out() {
        return out;
    }

    String err() {
        return err;
    }

    /** Findings, each as {@code kind subject: detail}. */
    static List<String> findings(JsonNode document) {
        var lines = new ArrayList<String>();
        document.get("findings")
                .forEach(finding ->
                        lines.add(
                                finding.get("kind").asString()
                                        + " "
                                        + finding.get("subject").asString()
                                        + ": "
                                        + finding.get("detail").asString()));
        return lines;
    }
}

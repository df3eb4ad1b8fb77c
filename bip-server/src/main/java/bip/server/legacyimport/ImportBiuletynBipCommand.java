package bip.server.legacyimport;

import bip.server.database.Database;
import bip.server.maintenance.ExitStatus;
import bip.server.maintenance.Workplace;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs an import and tells it line by line ({@code docs/contract/maintenance.md}). */
@Command(
        name = "biuletyn-bip",
        description = "Carries a biuletyn-bip installation over; a second run adds what is new.",
        mixinStandardHelpOptions = true)
final class ImportBiuletynBipCommand implements Callable<Integer> {

    private static final String FORMAT = "bip-import/v1";

    private final Workplace workplace;

    @Parameters(paramLabel = "DIR", description = "Folder with db.sqlite3, conf and instance.")
    private @Nullable Path folder;

    @Option(names = "--dry-run", description = "Changes nothing; tells what a run would do.")
    private boolean dryRun;

    @Option(
            names = "--section",
            paramLabel = "LABEL=SECTION",
            description =
                    "Puts new pages with the label into the section /dzial/SECTION of the subject"
                            + " menu; may be given many times, the first that fits counts.")
    private Map<String, String> sections = new LinkedHashMap<>();

    @Option(names = "--database", paramLabel = "FILE", description = "The database to fill.")
    private @Nullable Path database;

    ImportBiuletynBipCommand(Workplace workplace) {
        this.workplace = workplace;
    }

    @Override
    public Integer call() throws IOException {
        workplace.requireThawed();
        try (Database opened = workplace.openDatabase(database)) {
            var legacyImport = new LegacyImport(opened, workplace.attachmentsFolder());
            print(legacyImport.run(Objects.requireNonNull(folder), dryRun, sections));
            return ExitStatus.DONE.code();
        } catch (ImportException e) {
            workplace.tell(
                    "nie przeniesiono niczego: " + e.polish(),
                    "nothing was imported: " + e.english());
            return ExitStatus.FAILED.code();
        }
    }

    private void print(ImportReport report) {
        report.findings().forEach(finding -> workplace.print(line(finding)));
        var last = new LinkedHashMap<String, Object>();
        last.put("format", FORMAT);
        last.put("kind", "imported");
        last.put("added", report.added());
        last.put("alreadyThere", report.alreadyThere());
        last.put("findings", report.findings().size());
        if (dryRun) {
            last.put("dryRun", true);
        }
        workplace.print(last);
    }

    private static Map<String, Object> line(ImportReport.Finding finding) {
        var line = new LinkedHashMap<String, Object>();
        line.put("format", FORMAT);
        line.put("kind", "finding");
        line.put("what", finding.what());
        if (finding.source() != null) {
            line.put("source", finding.source());
        }
        line.put("outcome", finding.outcome().name().toLowerCase(Locale.ROOT));
        line.put("detail", finding.detail());
        if (finding.address() != null) {
            line.put("address", finding.address());
        }
        return line;
    }
}

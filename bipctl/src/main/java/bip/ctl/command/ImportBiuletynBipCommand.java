package bip.ctl.command;

import bip.ctl.service.ServerImport.Counts;
import bip.ctl.service.ServerImport.Finding;
import bip.ctl.service.ServerImport.Result;
import bip.ctl.support.ExitCode;
import java.nio.file.Path;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Carries an installation of biuletyn-bip over. Adds only what is not there yet. */
@Command(name = "biuletyn-bip")
final class ImportBiuletynBipCommand extends Verb {

    /** Those that there is a sentence for; others, of a newer release, are told as they are. */
    private static final Set<String> OUTCOMES =
            Set.of("moved", "withdrawn", "missing", "orphan", "changed");

    @Parameters(index = "0", paramLabel = "DIR")
    Path source = Path.of("");

    @Option(names = {"-n", "--dry-run"})
    boolean isDryRun;

    @Override
    ExitCode run(Desk desk) throws Exception {
        String words = "import biuletyn-bip " + source;
        UserVerb.requireInstalled(desk);
        try (var lock = desk.lock(words)) {
            ExitCode recovered = desk.recover();
            return recovered == ExitCode.DONE ? carryOver(desk) : recovered;
        }
    }

    private ExitCode carryOver(Desk desk) throws Exception {
        Result result =
                desk.machine()
                        .legacyImport()
                        .run(source, isDryRun, it -> desk.console().result(line(desk, it)));
        desk.console().result(counts(desk, "import.added", result.added()));
        if (!result.alreadyThere().equals(new Counts(0, 0, 0, 0, 0, 0))) {
            desk.console().result(counts(desk, "import.alreadyThere", result.alreadyThere()));
        }
        desk.console().result(desk.text(isDryRun ? "import.dryRun" : "import.done"));
        return ExitCode.DONE;
    }

    private static String line(Desk desk, Finding finding) {
        String what =
                switch (finding.what()) {
                    case "page" -> desk.text("import.page", finding.source());
                    case "attachment" -> desk.text("import.attachment", finding.source());
                    case "file" -> desk.text("import.file");
                    default -> finding.what();
                };
        String outcome =
                OUTCOMES.contains(finding.outcome())
                        ? desk.text("import." + finding.outcome(), finding.address())
                        : finding.outcome();
        return desk.text("import.line", what, outcome, finding.detail());
    }

    private static String counts(Desk desk, String key, Counts counts) {
        return desk.text(
                key,
                counts.pages(),
                counts.attachments(),
                counts.files(),
                counts.labels(),
                counts.accounts(),
                counts.changes());
    }
}

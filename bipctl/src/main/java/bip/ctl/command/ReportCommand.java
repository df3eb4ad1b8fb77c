package bip.ctl.command;

import bip.ctl.report.Report;
import bip.ctl.report.ReportFile;
import bip.ctl.report.ReportWish;
import bip.ctl.report.Reporter;
import bip.ctl.support.ExitCode;
import bip.ctl.support.Failures;
import bip.ctl.terminal.Console;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Makes a report of an error: shown first, saved when agreed to, sent nowhere. */
@Command(name = "report")
final class ReportCommand extends Verb {

    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss");

    /** Since yesterday at this hour: an error is reported on the day it is seen. */
    private static final Duration USUAL = Duration.ofDays(1);

    @Option(names = "--since", paramLabel = "WHEN")
    @Nullable String since;

    @Option(names = "--reference", paramLabel = "REF")
    @Nullable String reference;

    @Option(names = "--output", paramLabel = "FILE")
    @Nullable Path output;

    @Option(names = "--show")
    boolean isOnlyShown;

    @Override
    ExitCode run(Desk desk) throws IOException, InterruptedException {
        var wish = new ReportWish(reference, from(desk));
        Report report = reporter(desk).make(wish);
        if (isOnlyShown) {
            show(desk.console(), report);
            return ExitCode.DONE;
        }
        list(desk, report);
        Path archive = archive(desk);
        if (!desk.options().yes && !isAgreedTo(desk, report, archive)) {
            desk.console().notice(desk.text("report.declined"));
            return ExitCode.FAILED;
        }
        report.save(archive);
        desk.console().result(archive.toString());
        desk.console().notice(desk.text("report.saved"));
        return ExitCode.DONE;
    }

    private static boolean isAgreedTo(Desk desk, Report report, Path archive) {
        show(desk.console(), report);
        return desk.console().confirm(desk.text("report.question", archive));
    }

    private Instant from(Desk desk) {
        return since == null
                ? desk.toolkit().clock().instant().minus(USUAL)
                : LogsCommand.instant(desk, since);
    }

    private static Reporter reporter(Desk desk) throws IOException {
        return new Reporter(
                desk.machine(),
                LogsCommand.log(desk.layout()),
                desk.toolkit().version(),
                desk.toolkit().environment(),
                notice -> desk.console().notice(desk.text(notice)));
    }

    private Path archive(Desk desk) {
        if (output != null) {
            return output;
        }
        Instant now = desk.toolkit().clock().instant();
        String stamp = STAMP.format(now.atZone(Times.zone(desk.layout())));
        return Path.of("bip-report-" + stamp + ".zip").toAbsolutePath();
    }

    private static void list(Desk desk, Report report) {
        desk.console().notice(desk.text("report.files"));
        for (ReportFile file : report.files()) {
            desk.console().notice("  %8d B  %s".formatted(file.size(), file.name()));
        }
    }

    private static void show(Console console, Report report) {
        for (ReportFile file : report.files()) {
            console.result("== " + file.name());
            file.text().lines().map(Failures::printable).forEach(console::result);
            console.result("");
        }
    }
}

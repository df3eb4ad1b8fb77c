package bip.ctl.command;

import bip.ctl.release.Generation;
import bip.ctl.support.ExitCode;
import bip.ctl.upgrade.OperationKind;
import bip.ctl.upgrade.Plan;
import bip.ctl.upgrade.Planned;
import bip.ctl.upgrade.Source;
import java.io.IOException;
import java.nio.file.Files;
import picocli.CommandLine.Option;

/** A verb that plans an operation, asks, and runs it. */
abstract class OperationVerb extends Verb {

    @Option(names = {"-n", "--dry-run"})
    boolean dryRun;

    @Option(names = "--trust-clock")
    boolean trustClock;

    /** The verb with its argument, as typed. */
    abstract String words();

    abstract Planned plan(Desk desk) throws Exception;

    @Override
    boolean isDoneUnread() {
        return !dryRun;
    }

    @Override
    ExitCode run(Desk desk) throws Exception {
        if (trustClock) {
            desk.trustClock();
        }
        if (dryRun) {
            desk.operations().refuseWhileUnfinished();
            return show(desk, plan(desk));
        }
        try (var lock = desk.lock(words())) {
            ExitCode recovered = desk.recover();
            return recovered == ExitCode.DONE ? proceed(desk, plan(desk)) : recovered;
        }
    }

    static ExitCode show(Desk desk, Planned planned) throws Exception {
        switch (planned) {
            case Planned.AlreadyCurrent(var version) ->
                    desk.console().result(desk.text("operation.current", version));
            case Planned.Ready(var plan) -> {
                desk.console().result(summary(desk, plan));
                RestorationShow.lines(desk, plan).forEach(desk.console()::result);
                var terms = new PlanTerms(desk, plan);
                terms.lines().forEach(desk.console()::result);
                terms.warnings().forEach(desk.console()::warning);
                new PlanText(desk, plan, desk.planner().sizes(plan)).print();
                desk.console().result(desk.text("operation.dryRun"));
            }
        }
        return ExitCode.DONE;
    }

    private ExitCode proceed(Desk desk, Planned planned) throws Exception {
        return switch (planned) {
            case Planned.AlreadyCurrent(var version) -> {
                desk.console().result(desk.text("operation.current", version));
                yield ExitCode.DONE;
            }
            case Planned.Ready(var plan) -> {
                requireTrust(desk, plan.source());
                if (!isConfirmed(desk, plan)) {
                    desk.console().result(desk.text("operation.declined"));
                    yield ExitCode.FAILED;
                }
                yield perform(desk, plan);
            }
        };
    }

    static void requireTrust(Desk desk, Source source) throws Exception {
        if (!isTrusted(desk, source)) {
            desk.trust().letUnsignedPass();
            desk.console().warning(desk.text("operation.unsigned"));
        }
    }

    private static boolean isTrusted(Desk desk, Source source) {
        return switch (source) {
            // An administrator's own: nothing else vouches for it.
            case Source.OnDisk _, Source.FromBackup _ -> true;
            case Source.FromChannel _ -> desk.machine().channel().get().isVerified();
            case Source.FromFile _ -> false;
        };
    }

    private static boolean isConfirmed(Desk desk, Plan plan) throws IOException {
        desk.console().notice(summary(desk, plan));
        var terms = new PlanTerms(desk, plan);
        terms.lines().forEach(desk.console()::notice);
        terms.warnings().forEach(desk.console()::warning);
        RestorationShow.lines(desk, plan).forEach(desk.console()::warning);
        if (plan.source() instanceof Source.FromBackup(var backup) && plan.findFrom().isPresent()) {
            desk.console()
                    .warning(
                            desk.text(
                                    "operation.fromBackupOver", Times.local(backup.made(), desk)));
        }
        if (plan.isBlocked()) {
            desk.console().warning(desk.text("operation.blocked", plan.target()));
        }
        return plan.kind() == OperationKind.IMPORT
                || desk.options().yes
                || desk.console().confirm(desk.text("operation.question"));
    }

    private static String summary(Desk desk, Plan plan) {
        String from =
                plan.findFrom()
                        .map(Generation::release)
                        .map(it -> it.version().toString())
                        .orElse("-");
        String source =
                switch (plan.source()) {
                    case Source.OnDisk _ -> desk.text("source.disk");
                    case Source.FromChannel(var offer) ->
                            desk.findCarried()
                                    .map(it -> desk.text("source.file", it))
                                    .orElseGet(() -> desk.text("source.channel", offer.archive()));
                    case Source.FromBackup(var backup) -> desk.text("source.backup", backup.id());
                    case Source.FromFile(var archive, _) -> desk.text("source.file", archive);
                };
        return desk.text(
                switch (plan.kind()) {
                    case RESTORE -> "operation.fromBackup";
                    case ROLLBACK ->
                            plan.findRestoration().isPresent()
                                    ? "operation.restore"
                                    : "operation.rollback";
                    default -> "operation." + plan.kind().word();
                },
                from,
                plan.target(),
                source);
    }

    static ExitCode perform(Desk desk, Plan plan) throws Exception {
        try (var show = new OperationShow(desk, plan.steps(), bytes(plan.source()))) {
            var outcome = desk.operations().run(plan, desk.stale(), show);
            show.close();
            ExitCode exit = new Endings(desk).of(plan, outcome);
            if (exit == ExitCode.DONE) {
                var current = desk.machine().generations().current().orElse(null);
                PassedOver.warn(desk, PassedOver.ask(desk.machine(), current));
            }
            return exit;
        }
    }

    private static long bytes(Source source) throws Exception {
        return switch (source) {
            case Source.OnDisk _ -> 0;
            case Source.FromChannel(var offer) -> offer.sizeBytes();
            case Source.FromBackup(var backup) -> backup.releaseBytes();
            case Source.FromFile(var archive, _) -> Files.size(archive);
        };
    }
}

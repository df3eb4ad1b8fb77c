package bip.ctl.command;

import bip.ctl.drill.Certificates;
import bip.ctl.drill.Drill;
import bip.ctl.drill.DrillReport;
import bip.ctl.support.CtlException;
import bip.ctl.support.ErrorCode;
import bip.ctl.support.ExitCode;
import bip.ctl.terminal.Console;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Proves that a backup restores, and leaves a certificate of it. */
@Command(name = "drill")
final class BackupDrillCommand extends ChangingVerb {

    @Option(names = "--from", paramLabel = "FOLDER")
    @Nullable Path from;

    @Parameters(index = "0", arity = "0..1", paramLabel = "ID")
    @Nullable String id;

    @Override
    String words() {
        return "backup drill" + (id == null ? "" : " " + id);
    }

    @Override
    ExitCode change(Desk desk) throws Exception {
        var repository = BackupShow.open(desk, from);
        var machine = desk.machine();
        var backup = repository.reader(id == null ? "newest" : id);
        var drill =
                new Drill(
                        desk.layout(),
                        machine.store(),
                        machine.program(),
                        machine.rehearsal(),
                        machine.clock());
        DrillReport report;
        try (var parts = new Parts(desk)) {
            report = drill.run(backup, parts);
            parts.done();
        }
        Path certificate =
                new Certificates(repository.certificates())
                        .write(report, machineName(), Times.zone(desk.layout()));
        if (!report.isGood()) {
            return desk.fail(
                    new CtlException(
                            ErrorCode.B130,
                            report.backup().id(),
                            report.failures().stream()
                                    .map(desk::text)
                                    .collect(Collectors.joining("; ")),
                            certificate));
        }
        desk.console()
                .result(
                        desk.text(
                                "drill.good",
                                report.backup().id(),
                                report.rows(),
                                report.tables(),
                                report.attachments(),
                                report.pages(),
                                report.took().toSeconds(),
                                certificate));
        return ExitCode.DONE;
    }

    static String machineName() throws IOException {
        Path name = Path.of("/etc/hostname");
        if (Files.isReadable(name)) {
            return Files.readString(name).strip();
        }
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "?";
        }
    }

    /** Shows each part as a progress of its own. */
    private static final class Parts implements Drill.Listener, AutoCloseable {
        private final Desk desk;
        private Console.@Nullable Progress progress;

        Parts(Desk desk) {
            this.desk = desk;
        }

        @Override
        public void begins(String part) {
            done();
            progress = desk.console().progress(desk.text("drill.part." + part), 0);
        }

        void done() {
            if (progress != null) {
                progress.done();
                progress.close();
                progress = null;
            }
        }

        @Override
        public void close() {
            if (progress != null) {
                progress.close();
            }
        }
    }
}

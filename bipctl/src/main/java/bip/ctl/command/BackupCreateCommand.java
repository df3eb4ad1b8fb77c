package bip.ctl.command;

import bip.ctl.backup.BackupReason;
import bip.ctl.backup.BackupRecord;
import bip.ctl.backup.Backups;
import bip.ctl.backup.Made;
import bip.ctl.release.Generation;
import bip.ctl.support.CtlException;
import bip.ctl.support.ErrorCode;
import bip.ctl.support.ExitCode;
import bip.ctl.support.Failures;
import bip.ctl.upgrade.SeenPages;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Makes a backup while the site runs, and copies it to the second target. */
@Command(name = "create")
final class BackupCreateCommand extends ChangingVerb {

    private static final int MOST_NAMED = 5;

    @Mixin JsonOption json = new JsonOption();

    @Option(names = "--daily")
    boolean isDaily;

    @Override
    String words() {
        return isDaily ? "backup create --daily" : "backup create";
    }

    @Override
    ExitCode change(Desk desk) throws Exception {
        desk.operations().refuseChangedCurrent();
        Generation current =
                desk.machine()
                        .generations()
                        .standing()
                        .orElseThrow(() -> new CtlException(ErrorCode.U100));
        Made made = make(desk, current);
        var copied = OptionalLong.empty();
        CtlException failure = null;
        try {
            copied = copy(desk);
        } catch (CtlException e) {
            failure = e;
        }
        if (isDaily) {
            new BackupPruning(desk).carryOut();
        }
        tell(desk, made, copied);
        if (failure != null) {
            return desk.fail(failure);
        }
        return made.complaints().isEmpty() ? ExitCode.DONE : desk.fail(faulty(made));
    }

    private static CtlException faulty(Made made) {
        String first =
                made.complaints().stream()
                        .limit(MOST_NAMED)
                        .map(Failures::printable)
                        .collect(Collectors.joining("; "));
        return new CtlException(ErrorCode.B145, made.id(), made.complaints().size(), first);
    }

    private Made make(Desk desk, Generation current) throws InterruptedException, IOException {
        Backups backups = desk.machine().backups();
        var pages = new SeenPages(desk.machine()).look();
        try (var progress =
                desk.console().progress(desk.text("backup.making"), backups.size(current))) {
            Made made =
                    backups.make(
                            current,
                            List.of(current.release().program()),
                            isDaily ? BackupReason.DAILY : BackupReason.MANUAL,
                            pages,
                            progress::advanceTo);
            progress.done();
            return made;
        } catch (IOException e) {
            throw new CtlException(e, ErrorCode.B112, Endings.message(e));
        }
    }

    private static OptionalLong copy(Desk desk) throws IOException, InterruptedException {
        Backups backups = desk.machine().backups();
        if (backups.second().isEmpty()) {
            return OptionalLong.empty();
        }
        try (var progress = desk.console().progress(desk.text("backup.copying"), 0)) {
            OptionalLong copied = backups.copyToSecond(progress::advanceTo);
            progress.done();
            if (backups.isSecondOnSameDisk()) {
                desk.console()
                        .warning(desk.text("backup.sameDisk", backups.second().orElseThrow()));
            }
            return copied;
        }
    }

    private void tell(Desk desk, Made made, OptionalLong copied) {
        BackupRecord record = made.record();
        if (!record.damaged().isEmpty()) {
            desk.console()
                    .warning(
                            desk.text(
                                    "backup.damaged",
                                    record.damaged().size(),
                                    String.join(", ", record.damaged())));
        }
        if (record.releaseBytes() == 0) {
            desk.console().warning(desk.text("backup.noRelease", record.version()));
        }
        if (made.repaired() > 0) {
            desk.console().warning(desk.text("backup.repaired", made.repaired()));
        }
        if (record.secrets() == BackupRecord.Secrets.LEFT_OUT) {
            desk.console().notice(desk.text("backup.secretsLeftOut"));
        }
        if (json.isWanted) {
            var document = new LinkedHashMap<String, @Nullable Object>();
            document.put("format", "bipctl-backup-made/v1");
            document.put("id", record.id());
            document.put("bytes", record.bytes());
            document.put("bytesWritten", made.bytesWritten());
            document.put("repaired", made.repaired());
            document.put("copiedBytes", copied.isPresent() ? copied.getAsLong() : null);
            JsonOption.print(desk, document);
            return;
        }
        desk.console()
                .result(
                        desk.text(
                                "backup.made",
                                record.id(),
                                BackupShow.size(record.bytes()),
                                BackupShow.size(made.bytesWritten())));
        copied.ifPresent(
                bytes -> desk.console().result(desk.text("backup.copied", BackupShow.size(bytes))));
    }
}

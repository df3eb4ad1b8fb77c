package bip.ctl.command;

import bip.ctl.backup.BackupReason;
import bip.ctl.backup.BackupRecord;
import bip.ctl.backup.BackupRepository;
import bip.ctl.release.ReleaseVersion;
import bip.ctl.support.CtlException;
import bip.ctl.support.ErrorCode;
import bip.ctl.support.Phrase;
import bip.ctl.upgrade.KeptBackup;
import bip.ctl.upgrade.Planned;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Puts a backup back, on an empty machine or over what runs. */
@Command(name = "restore")
final class BackupRestoreCommand extends OperationVerb {

    @Option(names = "--from", paramLabel = "FOLDER")
    @Nullable Path from;

    @Parameters(index = "0", arity = "0..1", paramLabel = "ID")
    @Nullable String id;

    @Option(names = "--no-backup")
    boolean isWithoutBackup;

    /** What was kept before another restore is what somebody did not want. */
    private static BackupRecord newest(BackupRepository repository) throws IOException {
        return repository.list().stream()
                .filter(it -> it.reason() != BackupReason.RESTORE)
                .findFirst()
                .orElse(repository.get("newest"));
    }

    @Override
    String words() {
        return "backup restore"
                + (id == null ? "" : " " + id)
                + (from == null ? "" : " --from " + from);
    }

    @Override
    Planned plan(Desk desk) throws IOException, InterruptedException {
        var repository = BackupShow.open(desk, from);
        BackupRecord backup = id == null ? newest(repository) : repository.get(id);
        var version =
                ReleaseVersion.parse(backup.version())
                        .orElseThrow(() ->
                                new CtlException(
                                        ErrorCode.B122,
                                        repository.folder(),
                                        Phrase.of("backup.unfitField", "version")));
        Planned planned =
                desk.planner()
                        .planRestore(
                                new KeptBackup(
                                        repository.folder().toAbsolutePath(),
                                        backup.id(),
                                        version,
                                        backup.contentHash(),
                                        backup.schema(),
                                        backup.databaseBytes(),
                                        backup.releaseBytes(),
                                        backup.attachmentBytes(),
                                        backup.time()));
        return isWithoutBackup && planned instanceof Planned.Ready(var plan)
                ? new Planned.Ready(plan.unkept())
                : planned;
    }
}

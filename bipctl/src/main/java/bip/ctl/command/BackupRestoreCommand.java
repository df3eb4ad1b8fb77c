package bip.ctl.command;

import bip.ctl.backup.BackupRecord;
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

    @Override
    String words() {
        return "backup restore"
                + (id == null ? "" : " " + id)
                + (from == null ? "" : " --from " + from);
    }

    @Override
    Planned plan(Desk desk) throws IOException, InterruptedException {
        var repository = BackupShow.open(desk, from);
        BackupRecord backup = repository.get(id == null ? "newest" : id);
        var version =
                ReleaseVersion.parse(backup.version())
                        .orElseThrow(() ->
                                new CtlException(
                                        ErrorCode.B122,
                                        repository.folder(),
                                        Phrase.of("backup.unfitField", "version")));
        return desk.operations()
                .planRestore(
                        new KeptBackup(
                                repository.folder().toAbsolutePath(),
                                backup.id(),
                                version,
                                backup.contentHash(),
                                backup.schema(),
                                backup.databaseBytes(),
                                backup.releaseBytes(),
                                backup.attachmentBytes()));
    }
}

package bip.ctl.command;

import bip.ctl.backup.BackupRecord;
import bip.ctl.backup.BackupRepository;
import bip.ctl.backup.Damage;
import bip.ctl.support.CtlException;
import bip.ctl.support.ErrorCode;
import bip.ctl.support.ExitCode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Reads every byte of backups and names what is not as it was written. */
@Command(name = "verify")
final class BackupVerifyCommand extends Verb {

    @Mixin JsonOption json = new JsonOption();

    @Option(names = "--from", paramLabel = "FOLDER")
    @Nullable Path from;

    @Parameters(index = "0", arity = "0..1", paramLabel = "ID")
    @Nullable String id;

    @Override
    ExitCode run(Desk desk) throws Exception {
        BackupRepository repository = BackupShow.open(desk, from);
        List<BackupRecord> meant = id == null ? repository.list() : List.of(repository.get(id));
        List<Damage> found = verify(desk, repository, meant);
        if (meant.isEmpty() && found.isEmpty()) {
            throw new CtlException(ErrorCode.B140);
        }
        if (json.isWanted) {
            var document = new LinkedHashMap<String, @Nullable Object>();
            document.put("format", "bipctl-backup-verify/v1");
            document.put("folder", repository.folder());
            document.put("backups", meant.stream().map(BackupRecord::id).toList());
            document.put(
                    "damaged",
                    found.stream()
                            .map(it -> Map.of("file", it.file(), "what", it.kind().word()))
                            .toList());
            JsonOption.print(desk, document);
            return found.isEmpty() ? ExitCode.DONE : ExitCode.NOT_RESTORABLE;
        }
        for (Damage it : found) {
            desk.console()
                    .result(
                            desk.text(
                                    "backup.damage",
                                    it.file(),
                                    desk.text("backup.damage." + it.kind().word())));
        }
        if (found.isEmpty()) {
            desk.console().result(desk.text("backup.sound", meant.size(), repository.folder()));
            return ExitCode.DONE;
        }
        return desk.fail(new CtlException(ErrorCode.B123, found.size()));
    }

    private List<Damage> verify(Desk desk, BackupRepository repository, List<BackupRecord> meant)
            throws IOException {
        try (var progress = desk.console().progress(desk.text("backup.verifying"), 0)) {
            List<Damage> found =
                    repository.verify(
                            id == null ? null : meant.getFirst().id(), progress::advanceTo);
            progress.done();
            return found;
        }
    }
}

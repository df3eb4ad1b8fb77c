package bip.ctl.command;

import bip.ctl.backup.BackupRepository;
import bip.ctl.backup.KeptBackups.Verdict;
import bip.ctl.support.ExitCode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Backups here and in the second target, the newest first, with the reason why each stays. */
@Command(name = "list")
final class BackupListCommand extends Verb {

    @Mixin JsonOption json = new JsonOption();

    @Option(names = "--from", paramLabel = "FOLDER")
    @Nullable Path from;

    @Override
    ExitCode run(Desk desk) throws Exception {
        var verdicts = verdicts(desk);
        if (json.isWanted) {
            var repositories = new ArrayList<Map<String, @Nullable Object>>();
            verdicts.forEach((it, kept) -> {
                var repository = new LinkedHashMap<String, @Nullable Object>();
                repository.put("folder", it.folder());
                repository.put("backups", kept.stream().map(BackupShow::json).toList());
                repositories.add(repository);
            });
            var document = new LinkedHashMap<String, @Nullable Object>();
            document.put("format", "bipctl-backups/v1");
            document.put("repositories", repositories);
            JsonOption.print(desk, document);
            return ExitCode.DONE;
        }
        if (verdicts.isEmpty()) {
            desk.console().result(desk.text("backup.none", desk.machine().backups().folder()));
        }
        verdicts.forEach((it, kept) -> {
            desk.console().result(desk.text("backup.in", it.folder(), kept.size()));
            kept.forEach(
                    verdict -> BackupShow.lines(desk, verdict).forEach(desk.console()::result));
        });
        return ExitCode.DONE;
    }

    private Map<BackupRepository, List<Verdict>> verdicts(Desk desk) throws Exception {
        if (from == null) {
            return new BackupPruning(desk).decide();
        }
        var repository = BackupRepository.open(from);
        return Map.of(
                repository,
                desk.machine().backups().decide(repository, Set.of(), Times.zone(desk.layout())));
    }
}

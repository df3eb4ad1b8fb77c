package bip.ctl.command;

import bip.ctl.backup.BackupRepository;
import bip.ctl.backup.KeptBackups.Verdict;
import bip.ctl.drill.Certificates;
import java.io.IOException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which backups stay, in both targets, and the removal of the others. */
record BackupPruning(Desk desk) {

    /** Verdicts by repository; nothing is touched. */
    Map<BackupRepository, List<Verdict>> decide() throws IOException {
        var verdicts = new LinkedHashMap<BackupRepository, List<Verdict>>();
        var backups = desk.machine().backups();
        for (BackupRepository it : backups.repositories()) {
            verdicts.put(it, backups.decide(it, needed(), Times.zone(desk.layout())));
        }
        return verdicts;
    }

    /** A generation that is kept was left by an upgrade, or a certificate proves it. */
    private Set<String> needed() throws IOException {
        var needed = new HashSet<>(desk.operations().backupsOfKept());
        for (BackupRepository it : desk.machine().backups().repositories()) {
            new Certificates(it.certificates())
                    .findGood()
                    .ifPresent(good -> needed.add(good.backup()));
        }
        return needed;
    }

    Map<BackupRepository, List<Verdict>> carryOut() throws IOException {
        var verdicts = decide();
        for (var it : verdicts.entrySet()) {
            it.getKey()
                    .remove(
                            it.getValue().stream()
                                    .filter(verdict -> !verdict.isKept())
                                    .map(verdict -> verdict.backup().id())
                                    .toList());
        }
        return verdicts;
    }
}

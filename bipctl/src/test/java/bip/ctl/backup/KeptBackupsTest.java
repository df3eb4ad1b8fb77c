package bip.ctl.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bip.ctl.backup.KeptBackups.Reason;
import bip.ctl.backup.KeptBackups.Verdict;
import bip.ctl.layout.Layout;
import bip.ctl.support.CtlException;
import bip.ctl.support.ErrorCode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeptBackupsTest {

    private static final ZoneId ZONE = ZoneId.of("Europe/Warsaw");

    @TempDir Path folder;

    private static BackupRecord backup(int number, BackupReason reason, Instant time) {
        return new BackupRecord(
                "b" + number + "-" + reason.word(),
                reason,
                time,
                "1.0.0",
                "0".repeat(64),
                1,
                1,
                "0".repeat(64),
                0,
                0,
                0,
                Map.of(),
                List.of(),
                List.of(),
                BackupRecord.Secrets.NONE);
    }

    /** Whatever was made when, and whatever is needed. */
    @Test
    void holdsForAnyHistory() {
        for (int seed = 0; seed < 300; seed++) {
            var random = new Random(seed);
            var rules =
                    new KeepRules(
                            random.nextInt(9),
                            random.nextInt(6),
                            random.nextInt(13),
                            random.nextInt(4),
                            random.nextInt(4));
            List<BackupRecord> history = history(random);
            Set<String> needed = new HashSet<>();
            history.forEach(it -> {
                if (random.nextInt(20) == 0) {
                    needed.add(it.id());
                }
            });
            check(history, rules, needed, "seed " + seed);
        }
    }

    private static List<BackupRecord> history(Random random) {
        var history = new ArrayList<BackupRecord>();
        Instant time = Instant.parse("2024-11-03T01:30:00Z");
        int size = 1 + random.nextInt(120);
        for (int number = 0; number < size; number++) {
            time = time.plus(Duration.ofMinutes(random.nextInt(6) * 700L + 1));
            var reasons = BackupReason.values();
            history.add(backup(number, reasons[random.nextInt(reasons.length)], time));
        }
        return history;
    }

    private static void check(
            List<BackupRecord> history, KeepRules rules, Set<String> needed, String what) {
        List<Verdict> verdicts = KeptBackups.decide(history, rules, needed, ZONE);
        assertThat(verdicts).as(what).hasSameSizeAs(history);
        assertThat(verdicts.getFirst().backup()).as(what).isEqualTo(history.getLast());
        assertThat(verdicts.getFirst().reason()).as(what).isEqualTo(Reason.NEWEST);
        List<BackupRecord> kept =
                verdicts.stream().filter(Verdict::isKept).map(Verdict::backup).toList();
        assertThat(kept.stream().map(BackupRecord::id)).as(what).containsAll(needed);
        assertThat(count(verdicts, Reason.DAILY)).as(what).isLessThanOrEqualTo(rules.daily());
        assertThat(count(verdicts, Reason.WEEKLY)).as(what).isLessThanOrEqualTo(rules.weekly());
        assertThat(count(verdicts, Reason.MONTHLY)).as(what).isLessThanOrEqualTo(rules.monthly());
        assertThat(count(verdicts, Reason.UPGRADE)).as(what).isLessThanOrEqualTo(rules.upgrade());
        assertThat(count(verdicts, Reason.MANUAL)).as(what).isLessThanOrEqualTo(rules.manual());
        verdicts.stream()
                .filter(it -> it.reason() == Reason.DAILY)
                .forEach(it -> assertThat(isLastOfItsDay(it.backup(), history)).as(what).isTrue());
        // What stays once stays when it is asked again.
        assertThat(KeptBackups.decide(kept, rules, needed, ZONE))
                .as(what)
                .allMatch(Verdict::isKept);
    }

    private static long count(List<Verdict> verdicts, Reason reason) {
        return verdicts.stream().filter(it -> it.reason() == reason).count();
    }

    private static boolean isLastOfItsDay(BackupRecord backup, List<BackupRecord> history) {
        LocalDate day = LocalDate.ofInstant(backup.time(), ZONE);
        return history.stream()
                .filter(it ->
                        it.reason() == BackupReason.DAILY || it.reason() == BackupReason.MANUAL)
                .filter(it -> LocalDate.ofInstant(it.time(), ZONE).equals(day))
                .noneMatch(it -> it.time().isAfter(backup.time()));
    }

    @Test
    void readsTheRulesFromTheSettings() throws Exception {
        var layout = new Layout(folder);
        assertThat(KeepRules.of(layout)).isEqualTo(KeepRules.USUAL);
        Files.createDirectories(layout.toolEnvironment().resolveSibling(""));
        Files.writeString(
                layout.toolEnvironment(),
                "BIPCTL_BACKUP_KEEP=daily=1,weekly=2,monthly=3,upgrade=4,manual=5\n");
        assertThat(KeepRules.of(layout)).isEqualTo(new KeepRules(1, 2, 3, 4, 5));
        Files.writeString(layout.toolEnvironment(), "BIPCTL_BACKUP_KEEP=all\n");
        assertThatThrownBy(() -> KeepRules.of(layout))
                .isInstanceOfSatisfying(
                        CtlException.class, it -> assertThat(it.code()).isEqualTo(ErrorCode.B107));
    }
}

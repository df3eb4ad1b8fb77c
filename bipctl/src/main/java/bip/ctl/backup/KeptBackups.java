package bip.ctl.backup;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.IsoFields;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/** Says of backups whether they stay, and why. Pure. */
public final class KeptBackups {

    private KeptBackups() {}

    /** Why it stays or goes. */
    public enum Reason {
        NEWEST,
        /** A generation that is kept, or a certificate, names it. */
        NEEDED,
        DAILY,
        WEEKLY,
        MONTHLY,
        UPGRADE,
        MANUAL,
        /** No rule asks for it. */
        OLD;

        /** As in JSON and in the texts: {@code daily}. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What becomes of one. */
    public record Verdict(BackupRecord backup, Reason reason) {
        public boolean isKept() {
            return reason != Reason.OLD;
        }
    }

    /**
     * Decides.
     *
     * @param needed ids that something kept refers to
     * @param zone in which days, weeks and months are counted
     * @return one verdict for each, the newest first
     */
    public static List<Verdict> decide(
            List<BackupRecord> backups, KeepRules rules, Set<String> needed, ZoneId zone) {
        List<BackupRecord> newestFirst =
                backups.stream()
                        .sorted(
                                Comparator.comparing(BackupRecord::time)
                                        .thenComparing(BackupRecord::id)
                                        .reversed())
                        .toList();
        Map<String, Reason> kept = new LinkedHashMap<>();
        newestFirst.stream().limit(1).forEach(it -> kept.put(it.id(), Reason.NEWEST));
        newestFirst.stream()
                .filter(it -> needed.contains(it.id()))
                .forEach(it -> kept.putIfAbsent(it.id(), Reason.NEEDED));
        Predicate<BackupRecord> isRegular =
                it -> it.reason() == BackupReason.DAILY || it.reason() == BackupReason.MANUAL;
        List<BackupRecord> regular = newestFirst.stream().filter(isRegular).toList();
        keep(kept, regular, rules.daily(), Reason.DAILY, it -> day(it, zone));
        keep(kept, regular, rules.weekly(), Reason.WEEKLY, it -> week(day(it, zone)));
        keep(kept, regular, rules.monthly(), Reason.MONTHLY, it -> month(day(it, zone)));
        keepNewest(kept, newestFirst, isRegular.negate(), rules.upgrade(), Reason.UPGRADE);
        keepNewest(
                kept,
                newestFirst,
                it -> it.reason() == BackupReason.MANUAL,
                rules.manual(),
                Reason.MANUAL);
        var verdicts = new ArrayList<Verdict>();
        for (BackupRecord backup : newestFirst) {
            verdicts.add(new Verdict(backup, kept.getOrDefault(backup.id(), Reason.OLD)));
        }
        return verdicts;
    }

    private static void keepNewest(
            Map<String, Reason> kept,
            List<BackupRecord> newestFirst,
            Predicate<BackupRecord> isMeant,
            int most,
            Reason reason) {
        newestFirst.stream()
                .filter(isMeant)
                .limit(most)
                .forEach(it -> kept.putIfAbsent(it.id(), reason));
    }

    /** The newest of each of so many spans of time. */
    private static void keep(
            Map<String, Reason> kept,
            List<BackupRecord> newestFirst,
            int most,
            Reason reason,
            Function<BackupRecord, Object> span) {
        var spans = new HashSet<>();
        for (BackupRecord backup : newestFirst) {
            if (spans.size() < most && spans.add(span.apply(backup))) {
                kept.putIfAbsent(backup.id(), reason);
            }
        }
    }

    private static LocalDate day(BackupRecord backup, ZoneId zone) {
        Instant time = backup.time();
        return LocalDate.ofInstant(time, zone);
    }

    private static Object week(LocalDate day) {
        return List.of(
                day.get(IsoFields.WEEK_BASED_YEAR), day.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR));
    }

    private static Object month(LocalDate day) {
        return List.of(day.getYear(), day.getMonth());
    }
}

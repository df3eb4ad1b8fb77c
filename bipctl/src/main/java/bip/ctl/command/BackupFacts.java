package bip.ctl.command;

import bip.ctl.backup.BackupRecord;
import bip.ctl.backup.BackupRepository;
import bip.ctl.backup.Backups;
import bip.ctl.drill.Certificates;
import bip.ctl.drill.Certificates.Certificate;
import bip.ctl.support.CtlException;
import bip.ctl.support.ErrorCode;
import bip.ctl.upgrade.Journals;
import bip.ctl.upgrade.OperationRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How old backups are, and what proves them.
 *
 * @param installed when the first operation was; null when none was
 * @param newest when the newest backup was made; null when there is none
 * @param oldest when the oldest was; likewise
 * @param second the second target; null when there shall be none
 * @param newestInSecond of the newest backup there; null when there is none, or no such target
 * @param proved when a drill last proved that one restores; null when none did
 * @param rejected what the newest drill left, when it found that a backup does not restore; else
 *     null
 * @param narrow targets in which the next backups may not find room, with what is free, in bytes
 * @param isKept a timer makes them, or somebody has begun to
 * @param isSecondThere whether backups can be copied to the second target, as far as can be seen
 */
record BackupFacts(
        @Nullable Instant installed,
        @Nullable Instant newest,
        @Nullable Instant oldest,
        @Nullable Path second,
        @Nullable Instant newestInSecond,
        @Nullable Instant proved,
        @Nullable Certificate rejected,
        Map<Path, Long> narrow,
        boolean isKept,
        boolean isSecondThere) {

    BackupFacts {
        narrow = Map.copyOf(narrow);
    }

    /**
     * A day (regulation on the bulletin, § 18), and two hours for a timer that spreads its work.
     */
    private static final Duration DAILY = Duration.ofHours(26);

    /** A month, and as long as a machine may be off over a weekend. */
    private static final Duration MONTHLY = Duration.ofDays(35);

    static BackupFacts of(Desk desk) throws IOException {
        Backups backups = desk.machine().backups();
        List<BackupRecord> here = list(backups.folder());
        Optional<Path> second = backups.second();
        List<BackupRecord> there = second.isPresent() ? list(second.get()) : List.of();
        List<Certificate> drills = drills(backups);
        return new BackupFacts(
                new Journals(desk.layout())
                        .list().stream().findFirst().map(OperationRecord::started).orElse(null),
                here.isEmpty() ? null : here.getFirst().time(),
                here.isEmpty() ? null : here.getLast().time(),
                second.orElse(null),
                there.isEmpty() ? null : there.getFirst().time(),
                drills.stream()
                        .filter(Certificate::isGood)
                        .map(Certificate::time)
                        .findFirst()
                        .orElse(null),
                drills.stream().limit(1).filter(it -> !it.isGood()).findFirst().orElse(null),
                narrow(here, backups),
                desk.layout().isSystem() || !here.isEmpty(),
                second.isPresent() && backups.isSecondThere(second.get()));
    }

    /** Where there is less room than for a backup that shares nothing with those before. */
    private static Map<Path, Long> narrow(List<BackupRecord> here, Backups backups)
            throws IOException {
        if (here.isEmpty()) {
            return Map.of();
        }
        var narrow = new LinkedHashMap<Path, Long>();
        for (BackupRepository it : backups.repositories()) {
            long free = Files.getFileStore(it.folder()).getUsableSpace();
            if (free < here.getFirst().bytes()) {
                narrow.put(it.folder(), free);
            }
        }
        return narrow;
    }

    private static List<BackupRecord> list(Path folder) throws IOException {
        return BackupRepository.isThere(folder) ? BackupRepository.open(folder).list() : List.of();
    }

    /** The newest first. */
    private static List<Certificate> drills(Backups backups) throws IOException {
        return BackupRepository.isThere(backups.folder())
                ? new Certificates(BackupRepository.open(backups.folder()).certificates()).list()
                : List.of();
    }

    /** What an administrator must act on. */
    List<CtlException> warnings(Instant now) {
        var warnings = new ArrayList<CtlException>();
        if (!isKept || installed == null) {
            return warnings;
        }
        if (newest == null) {
            if (isOlder(installed, DAILY, now)) {
                warnings.add(new CtlException(ErrorCode.B140));
            }
            return warnings;
        }
        if (isOlder(newest, DAILY, now)) {
            warnings.add(new CtlException(ErrorCode.B141, hours(newest, now)));
        }
        secondWarning(now).ifPresent(warnings::add);
        narrow.forEach((target, free) ->
                warnings.add(new CtlException(ErrorCode.B144, target, free >> 20)));
        if (rejected != null) {
            warnings.add(
                    new CtlException(
                            ErrorCode.B146, rejected.backup(), rejected.time(), rejected.text()));
        }
        Instant since = proved == null ? oldest : proved;
        if (since != null && isOlder(since, MONTHLY, now)) {
            warnings.add(new CtlException(ErrorCode.B143, Duration.between(since, now).toDays()));
        }
        return warnings;
    }

    private Optional<CtlException> secondWarning(Instant now) {
        if (second == null) {
            return Optional.empty();
        }
        if (newestInSecond == null) {
            ErrorCode code = isSecondThere ? ErrorCode.B148 : ErrorCode.B147;
            return Optional.of(new CtlException(code, second));
        }
        return isOlder(newestInSecond, DAILY, now)
                ? Optional.of(new CtlException(ErrorCode.B142, second, hours(newestInSecond, now)))
                : Optional.empty();
    }

    private static boolean isOlder(Instant then, Duration age, Instant now) {
        return Duration.between(then, now).compareTo(age) > 0;
    }

    private static long hours(Instant then, Instant now) {
        return Duration.between(then, now).toHours();
    }
}

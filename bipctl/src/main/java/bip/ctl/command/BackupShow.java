package bip.ctl.command;

import bip.ctl.backup.BackupRecord;
import bip.ctl.backup.BackupRepository;
import bip.ctl.backup.KeptBackups.Verdict;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Backups in words, and as JSON. */
final class BackupShow {

    private static final long MEGABYTE = 1_000_000;

    private BackupShow() {}

    /** {@code 12.3 MB}. */
    static String size(long bytes) {
        return bytes < MEGABYTE
                ? (bytes + 999) / 1000 + " kB"
                : String.format(Locale.ROOT, "%.1f MB", bytes / (double) MEGABYTE);
    }

    static BackupRepository open(Desk desk, @Nullable Path from) throws IOException {
        return BackupRepository.openToRead(from == null ? desk.machine().backups().folder() : from);
    }

    /** A backup in a few lines, its id first: the next command may need that. */
    static List<String> lines(Desk desk, Verdict verdict) {
        BackupRecord it = verdict.backup();
        var lines = new ArrayList<String>();
        lines.add(it.id() + "  " + Times.local(it.time(), desk));
        lines.addAll(
                Folding.fold(
                        "    "
                                + desk.text(
                                        "backup.line",
                                        it.version(),
                                        size(it.bytes()),
                                        desk.text("backup.keep." + verdict.reason().word())),
                        "      "));
        return lines;
    }

    static Map<String, @Nullable Object> json(Verdict verdict) {
        var json = json(verdict.backup());
        json.put("kept", verdict.isKept());
        json.put("keptAs", verdict.reason().word());
        return json;
    }

    static Map<String, @Nullable Object> json(BackupRecord it) {
        var json = new LinkedHashMap<String, @Nullable Object>();
        json.put("id", it.id());
        json.put("time", it.time());
        json.put("reason", it.reason().word());
        json.put("version", it.version());
        json.put("schema", it.schema());
        json.put("databaseBytes", it.databaseBytes());
        json.put("attachments", it.attachments());
        json.put("attachmentBytes", it.attachmentBytes());
        json.put("bytes", it.bytes());
        json.put("rows", new TreeMap<>(it.rows()));
        json.put("pages", it.pages().size());
        json.put("damaged", it.damaged());
        json.put("secrets", it.secrets().name().toLowerCase(Locale.ROOT).replace('_', '-'));
        return json;
    }

    static List<String> details(Desk desk, BackupRecord it) {
        return List.of(
                desk.text(
                        "backup.show.id",
                        it.id(),
                        desk.text("backup.reason." + it.reason().word())),
                desk.text("backup.show.time", Times.local(it.time(), desk)),
                desk.text("backup.show.release", it.version(), it.schema()),
                desk.text("backup.show.database", size(it.databaseBytes()), rows(it)),
                desk.text(
                        "backup.show.attachments",
                        it.attachments(),
                        size(it.attachmentBytes()),
                        it.damaged().size()),
                desk.text("backup.show.secrets." + it.secrets().name().toLowerCase(Locale.ROOT)));
    }

    private static long rows(BackupRecord it) {
        return it.rows().values().stream().mapToLong(Long::longValue).sum();
    }
}

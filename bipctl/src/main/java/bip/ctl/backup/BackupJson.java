package bip.ctl.backup;

import bip.ctl.backup.BackupRecord.Secrets;
import bip.ctl.backup.BackupRecord.SeenPage;
import bip.ctl.support.CtlException;
import bip.ctl.support.ErrorCode;
import bip.ctl.support.Json;
import bip.ctl.support.JsonObject;
import bip.ctl.support.JsonProblem;
import bip.ctl.support.Phrase;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** {@code backup.json}, in and out. */
final class BackupJson {

    static final String FILE = "backup.json";

    private static final String FORMAT = "bip-backup/v1";

    /** Sixty pages and as many tables take some 10 kB. */
    private static final int MOST_BYTES = 4 << 20;

    private BackupJson() {}

    static byte[] write(BackupRecord record) {
        var json = new LinkedHashMap<String, Object>();
        json.put("format", FORMAT);
        json.put("id", record.id());
        json.put("reason", record.reason().word());
        json.put("time", record.time());
        json.put("version", record.version());
        json.put("contentHash", record.contentHash());
        json.put("schema", record.schema());
        json.put("databaseBytes", record.databaseBytes());
        json.put("databaseSha256", record.databaseSha256());
        json.put("attachments", record.attachments());
        json.put("attachmentBytes", record.attachmentBytes());
        json.put("releaseBytes", record.releaseBytes());
        json.put("secrets", record.secrets().name().toLowerCase(Locale.ROOT).replace('_', '-'));
        json.put("damaged", record.damaged());
        json.put("rows", new TreeMap<>(record.rows()));
        json.put("pages", record.pages().stream().map(BackupJson::page).toList());
        return (new String(Json.write(json), StandardCharsets.UTF_8) + "\n")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static Map<String, Object> page(SeenPage page) {
        var json = new LinkedHashMap<String, Object>();
        json.put("path", page.path());
        json.put("status", page.status());
        json.put("title", page.title());
        return json;
    }

    /**
     * Reads it strictly.
     *
     * @param file where {@code bytes} are from
     * @throws CtlException B122 if it is not as it should be
     */
    static BackupRecord read(byte[] bytes, Path file) {
        try {
            JsonObject json = Json.read(bytes, MOST_BYTES);
            if (!json.string("format").equals(FORMAT)) {
                throw new CtlException(ErrorCode.B122, file, Phrase.of("backup.otherFormat"));
            }
            return read(json, file);
        } catch (JsonProblem e) {
            throw new CtlException(e, ErrorCode.B122, file, e.reason());
        }
    }

    private static BackupRecord read(JsonObject json, Path file) throws JsonProblem {
        var rows = new LinkedHashMap<String, Long>();
        JsonObject counts = json.object("rows");
        for (String table : counts.names()) {
            rows.put(table, counts.integer(table, 0, Long.MAX_VALUE));
        }
        return new BackupRecord(
                json.string("id"),
                BackupReason.find(json.string("reason")).orElseThrow(() -> unfit(file, "reason")),
                time(json, file),
                json.string("version"),
                hash(json, "contentHash", file),
                (int) json.integer("schema", 0, Integer.MAX_VALUE),
                json.integer("databaseBytes", 0, Long.MAX_VALUE),
                hash(json, "databaseSha256", file),
                json.integer("attachments", 0, Long.MAX_VALUE),
                json.integer("attachmentBytes", 0, Long.MAX_VALUE),
                json.integer("releaseBytes", 0, Long.MAX_VALUE),
                rows,
                pages(json),
                json.strings("damaged"),
                secrets(json, file));
    }

    private static List<SeenPage> pages(JsonObject json) throws JsonProblem {
        var pages = new ArrayList<SeenPage>();
        for (JsonObject page : json.objects("pages")) {
            pages.add(
                    new SeenPage(
                            page.string("path"),
                            (int) page.integer("status", 100, 599),
                            page.string("title")));
        }
        return pages;
    }

    private static Instant time(JsonObject json, Path file) throws JsonProblem {
        try {
            return Instant.parse(json.string("time"));
        } catch (DateTimeException e) {
            throw unfit(file, "time");
        }
    }

    private static String hash(JsonObject json, String name, Path file) throws JsonProblem {
        String hash = json.string(name);
        if (!Hashes.SHA_256.matcher(hash).matches()) {
            throw unfit(file, name);
        }
        return hash;
    }

    private static Secrets secrets(JsonObject json, Path file) throws JsonProblem {
        return switch (json.string("secrets")) {
            case "none" -> Secrets.NONE;
            case "encrypted" -> Secrets.ENCRYPTED;
            case "left-out" -> Secrets.LEFT_OUT;
            default -> throw unfit(file, "secrets");
        };
    }

    private static CtlException unfit(Path file, String field) {
        return new CtlException(ErrorCode.B122, file, Phrase.of("backup.unfitField", field));
    }
}

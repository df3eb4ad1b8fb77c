package bip.ctl.drill;

import bip.ctl.support.AtomicFiles;
import bip.ctl.support.Failures;
import bip.ctl.support.Json;
import bip.ctl.support.JsonObject;
import bip.ctl.support.JsonProblem;
import bip.ctl.support.Messages;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What drills left in the folder of a repository: for each a text in Polish, which an auditor
 * reads, and the same as JSON.
 */
public final class Certificates {

    private static final String FORMAT = "bip-drill/v1";
    private static final String JSON = ".json";
    private static final int MOST_BYTES = 1 << 20;
    private static final Locale POLISH = Locale.of("pl");

    private static final DateTimeFormatter NAME =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("dd.MM.uuuu, HH:mm:ss xxx", Locale.ROOT);

    private final Path folder;

    public Certificates(Path folder) {
        this.folder = folder;
    }

    /**
     * One of them, as far as others ask.
     *
     * @param backup id
     */
    public record Certificate(Path text, String backup, Instant time, boolean isGood) {}

    /** Writes down what a drill came to; returns the text. */
    public Path write(DrillReport report, String machine, ZoneId zone) throws IOException {
        Files.createDirectories(folder);
        String name = NAME.format(report.ended());
        Path text = folder.resolve(name + ".txt");
        var mode = PosixFilePermissions.fromString("rw-------");
        AtomicFiles.write(text, text(report, machine, zone).getBytes(StandardCharsets.UTF_8), mode);
        AtomicFiles.write(folder.resolve(name + JSON), json(report, machine), mode);
        return text;
    }

    private static String text(DrillReport report, String machine, ZoneId zone) {
        var messages = new Messages(POLISH);
        var failures = new Failures(messages);
        var backup = report.backup();
        var lines = new ArrayList<String>();
        lines.add(messages.text("certificate.title"));
        lines.add("");
        lines.add(messages.text("certificate.machine", machine));
        lines.add(messages.text("certificate.time", TIME.format(report.ended().atZone(zone))));
        lines.add(
                messages.text(
                        "certificate.backup",
                        backup.id(),
                        TIME.format(backup.time().atZone(zone))));
        lines.add(messages.text("certificate.release", backup.version(), backup.contentHash()));
        lines.add("");
        lines.add(messages.text(report.isGood() ? "certificate.good" : "certificate.bad"));
        lines.add("");
        lines.add(
                messages.text(
                        "certificate.database",
                        String.valueOf(backup.databaseBytes()),
                        backup.databaseSha256()));
        lines.add(
                messages.text(
                        "certificate.rows",
                        String.valueOf(report.rows()),
                        String.valueOf(report.tables())));
        lines.add(messages.text("certificate.attachments", String.valueOf(report.attachments())));
        lines.add(messages.text("certificate.pages", String.valueOf(report.pages())));
        lines.add(messages.text("certificate.took", String.valueOf(report.took().toSeconds())));
        if (!report.isGood()) {
            lines.add("");
            lines.add(messages.text("certificate.failures"));
            report.failures().forEach(it -> lines.add("  - " + failures.text(it)));
        }
        lines.add("");
        lines.add(messages.text("certificate.law"));
        return String.join("\n", lines) + "\n";
    }

    private static byte[] json(DrillReport report, String machine) {
        var failures = new Failures(new Messages(Locale.ROOT));
        var json = new LinkedHashMap<String, Object>();
        json.put("format", FORMAT);
        json.put("machine", machine);
        json.put("time", report.ended());
        json.put("backup", report.backup().id());
        json.put("version", report.backup().version());
        json.put("restores", report.isGood());
        json.put("databaseBytes", report.backup().databaseBytes());
        json.put("databaseSha256", report.backup().databaseSha256());
        json.put("tables", report.tables());
        json.put("rows", report.rows());
        json.put("attachments", report.attachments());
        json.put("pages", report.pages());
        json.put("seconds", report.took().toSeconds());
        json.put("failures", report.failures().stream().map(failures::text).toList());
        return Json.write(json);
    }

    /** Those that can be read, the newest first. */
    public List<Certificate> list() throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        List<Path> files;
        try (var found = Files.list(folder)) {
            files = found.filter(it -> it.getFileName().toString().endsWith(JSON)).toList();
        }
        var certificates = new ArrayList<Certificate>();
        for (Path file : files) {
            Certificate certificate = read(file);
            if (certificate != null) {
                certificates.add(certificate);
            }
        }
        certificates.sort(Comparator.comparing(Certificate::time).reversed());
        return List.copyOf(certificates);
    }

    /** Null for what is no certificate of ours. */
    private static @Nullable Certificate read(Path file) throws IOException {
        try {
            JsonObject json = Json.read(Files.readAllBytes(file), MOST_BYTES);
            String name = file.getFileName().toString();
            Path text = file.resolveSibling(name.replace(JSON, ".txt"));
            return new Certificate(
                    text,
                    json.string("backup"),
                    Instant.parse(json.string("time")),
                    json.bool("restores"));
        } catch (JsonProblem | DateTimeException e) {
            return null;
        }
    }

    /** The newest that says that a backup restores. */
    public Optional<Certificate> findGood() throws IOException {
        return list().stream().filter(Certificate::isGood).findFirst();
    }
}

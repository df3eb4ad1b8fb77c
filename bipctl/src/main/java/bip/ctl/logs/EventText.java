package bip.ctl.logs;

import bip.ctl.support.Failures;
import bip.ctl.support.Json;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes events for people and for programs. */
public final class EventText {

    private static final String FORMAT = "bipctl-log-event/v1";

    private EventText() {}

    /** Its lines as they stand in the log; what would steer a terminal is shown by its number. */
    public static List<String> lines(LogEvent event) {
        return event.lines().stream().map(line -> Failures.printable(text(line))).toList();
    }

    /**
     * One JSON object without a line end: {@code format}, {@code time} in UTC, {@code level},
     * {@code reference}, {@code logger}, {@code message}, {@code stack} (the lines after the
     * first). What the line does not say is null. With {@code continued} the lines belong to the
     * event before.
     */
    public static String json(LogEvent event) {
        EventHeader header = event.header();
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("format", FORMAT);
        json.put("time", header == null ? null : header.time().toString());
        json.put("level", header == null ? null : header.level().name());
        json.put("reference", header == null ? null : header.reference());
        json.put("logger", header == null ? null : header.logger());
        json.put("message", message(event));
        json.put("stack", event.stack().stream().map(EventText::text).toList());
        if (event.isContinued()) {
            json.put("continued", true);
        }
        return new String(Json.write(json), StandardCharsets.UTF_8);
    }

    private static String message(LogEvent event) {
        if (event.isContinued()) {
            return "";
        }
        LogLine first = event.lines().getFirst();
        return event.findHeader()
                .map(header -> text(new LogLine(header.message(), first.cutBytes())))
                .orElseGet(() -> text(first));
    }

    private static String text(LogLine line) {
        String text = line.text().replace("\t", "    ");
        return line.cutBytes() == 0 ? text : text + " [+" + line.cutBytes() + " B]";
    }
}

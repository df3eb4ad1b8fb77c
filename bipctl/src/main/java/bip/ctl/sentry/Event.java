package bip.ctl.sentry;

import bip.ctl.support.Json;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A message to be shown in Sentry.
 *
 * @param id 32 hex digits
 * @param level {@code info} or {@code warning}
 * @param tool version of this bipctl
 */
public record Event(
        String id, Instant time, String level, String message, String environment, String tool) {

    /** In an envelope: a header, the item's header, the item, one line each. */
    byte[] envelope() {
        byte[] item = Json.write(item());
        var itemHeader = new LinkedHashMap<String, Object>();
        itemHeader.put("type", "event");
        itemHeader.put("length", item.length);
        itemHeader.put("content_type", "application/json");
        var envelope = new ByteArrayOutputStream();
        writeLine(envelope, Json.write(Map.of("event_id", id)));
        writeLine(envelope, Json.write(itemHeader));
        writeLine(envelope, item);
        return envelope.toByteArray();
    }

    private Map<String, Object> item() {
        var item = new LinkedHashMap<String, Object>();
        item.put("event_id", id);
        item.put("timestamp", time.toString());
        item.put("platform", "other");
        item.put("level", level);
        item.put("logger", "bipctl");
        item.put("release", "bipctl@" + tool);
        item.put("environment", environment);
        item.put("logentry", Map.of("formatted", message));
        item.put("tags", Map.of("origin", "bipctl"));
        return item;
    }

    private static void writeLine(ByteArrayOutputStream out, byte[] line) {
        out.writeBytes(line);
        out.writeBytes("\n".getBytes(StandardCharsets.US_ASCII));
    }
}

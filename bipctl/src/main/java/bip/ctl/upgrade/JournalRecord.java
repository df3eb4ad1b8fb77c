package bip.ctl.upgrade;

import bip.ctl.support.Json;
import bip.ctl.support.JsonObject;
import bip.ctl.support.JsonProblem;
import bip.ctl.support.Phrase;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * One line of a journal.
 *
 * @param seq counted from 0
 * @param step kind of the step, or {@code operation} for the whole
 * @param data what undoing and the history need
 * @param prev SHA-256 of the line before, 64 zeros in the first: a line that was changed or left
 *     out breaks the chain
 */
record JournalRecord(
        long seq, Instant time, String step, Phase phase, Map<String, String> data, String prev) {

    static final String OPERATION = "operation";
    static final String NO_PREV = "0".repeat(64);

    /** Far above the longest, which carries the last lines of a server's output. */
    static final int MAX_BYTES = 256 * 1024;

    JournalRecord {
        data = Map.copyOf(data);
    }

    /** Where a step is. */
    enum Phase {
        INTENT,
        DONE,
        FAILED,
        UNDONE
    }

    boolean isOfOperation() {
        return step.equals(OPERATION);
    }

    byte[] line() {
        var json = new LinkedHashMap<String, Object>();
        json.put("seq", seq);
        json.put("time", time);
        json.put("step", step);
        json.put("phase", phase.name().toLowerCase(Locale.ROOT));
        json.put("data", new java.util.TreeMap<>(data));
        json.put("prev", prev);
        return (new String(Json.write(json), StandardCharsets.UTF_8) + "\n")
                .getBytes(StandardCharsets.UTF_8);
    }

    /** Reads a line without its line end. */
    static JournalRecord parse(byte[] line) throws JsonProblem {
        var json = Json.read(line, MAX_BYTES);
        try {
            return new JournalRecord(
                    json.integer("seq", 0, Integer.MAX_VALUE),
                    Instant.parse(json.string("time")),
                    json.string("step"),
                    Phase.valueOf(json.string("phase").toUpperCase(Locale.ROOT)),
                    data(json.object("data")),
                    json.string("prev"));
        } catch (DateTimeParseException | IllegalArgumentException e) {
            throw new JsonProblem(Phrase.of("json.wantsString", "time, phase"));
        }
    }

    private static Map<String, String> data(JsonObject json) throws JsonProblem {
        var data = new LinkedHashMap<String, String>();
        for (String name : json.names()) {
            data.put(name, json.string(name));
        }
        return data;
    }

    /** What the next record names as {@code prev}. */
    static String hash(byte[] lineWithEnd) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(lineWithEnd));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}

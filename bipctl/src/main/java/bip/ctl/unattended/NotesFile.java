package bip.ctl.unattended;

import bip.ctl.layout.Layout;
import bip.ctl.support.AtomicFiles;
import bip.ctl.support.Json;
import bip.ctl.support.JsonObject;
import bip.ctl.support.JsonProblem;
import bip.ctl.support.Phrase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Keeps the {@link Notes} in {@code var/lib/bipctl/unattended.json}. */
public final class NotesFile {

    private static final String FORMAT = "bipctl-unattended/v1";
    private static final int MAX_BYTES = 1 << 20;

    private final Path file;

    public NotesFile(Layout layout) {
        this.file = layout.unattended();
    }

    /**
     * The notes; the empty ones when there are none, or none that can be understood: what they save
     * is a second mail and a second try, which is no reason to leave a hole open.
     */
    public Notes load() throws IOException {
        if (!Files.exists(file)) {
            return Notes.EMPTY;
        }
        try {
            return read(Json.read(Files.readAllBytes(file), MAX_BYTES));
        } catch (JsonProblem | DateTimeParseException e) {
            return Notes.EMPTY;
        }
    }

    private static Notes read(JsonObject json) throws JsonProblem {
        if (!json.string("format").equals(FORMAT)) {
            throw new JsonProblem(Phrase.of("service.otherFormat", FORMAT));
        }
        var told = new TreeMap<String, Instant>();
        for (JsonObject one : json.objects("told")) {
            told.put(one.string("what"), Instant.parse(one.string("at")));
        }
        return new Notes(
                last(json.findObject("last")),
                json.findString("tried").map(Instant::parse).orElse(null),
                told,
                untold(json.findObject("untold")));
    }

    private static Notes.@Nullable Last last(Optional<JsonObject> found) throws JsonProblem {
        if (found.isEmpty()) {
            return null;
        }
        JsonObject last = found.get();
        String word = last.string("result");
        return new Notes.Last(
                Instant.parse(last.string("at")),
                Arrays.stream(Notes.Result.values())
                        .filter(it -> word(it).equals(word))
                        .findFirst()
                        .orElseThrow(() ->
                                new JsonProblem(
                                        Phrase.of("json.wantsString", last.pathOf("result")))),
                last.findString("version").orElse(null),
                (int) last.integer("exitCode", 0, 255),
                last.findString("code").orElse(null));
    }

    private static Notes.@Nullable Untold untold(Optional<JsonObject> found) throws JsonProblem {
        if (found.isEmpty()) {
            return null;
        }
        JsonObject untold = found.get();
        return new Notes.Untold(
                new Notes.Letter(
                        Instant.parse(untold.string("at")),
                        untold.string("what"),
                        untold.string("subject"),
                        untold.string("body")),
                untold.bool("isMissing"),
                untold.string("detail"));
    }

    /** As in JSON: {@code installed}. */
    public static String word(Notes.Result result) {
        return result.name().toLowerCase(Locale.ROOT);
    }

    /** Replaces the notes in one step. */
    public void save(Notes notes) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        var json = new LinkedHashMap<String, @Nullable Object>();
        json.put("format", FORMAT);
        json.put("last", notes.findLast().map(NotesFile::last).orElse(null));
        json.put("tried", notes.tried());
        json.put(
                "told",
                new TreeMap<>(notes.told())
                        .entrySet().stream()
                                .map(it -> Map.of("what", it.getKey(), "at", it.getValue()))
                                .toList());
        json.put("untold", notes.findUntold().map(NotesFile::untold).orElse(null));
        AtomicFiles.write(file, Json.write(json));
    }

    private static Map<String, @Nullable Object> last(Notes.Last last) {
        var json = new LinkedHashMap<String, @Nullable Object>();
        json.put("at", last.at());
        json.put("result", word(last.result()));
        json.put("version", last.version());
        json.put("exitCode", last.exitCode());
        json.put("code", last.code());
        return json;
    }

    private static Map<String, @Nullable Object> untold(Notes.Untold untold) {
        var json = new LinkedHashMap<String, @Nullable Object>();
        json.put("at", untold.letter().at());
        json.put("what", untold.letter().what());
        json.put("subject", untold.letter().subject());
        json.put("body", untold.letter().body());
        json.put("isMissing", untold.isMissing());
        json.put("detail", untold.detail());
        return json;
    }
}

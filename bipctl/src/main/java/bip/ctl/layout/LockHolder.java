package bip.ctl.layout;

import bip.ctl.support.AtomicFiles;
import bip.ctl.support.Json;
import bip.ctl.support.JsonObject;
import bip.ctl.support.JsonProblem;
import bip.ctl.support.ProcessIdentity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Who holds the operation lock, as noted beside it for people.
 *
 * @param person as the machine knows them: {@code root}, or {@code anna (sudo)} for somebody who
 *     acts as root
 * @param command what they do
 */
record LockHolder(ProcessIdentity process, String person, String command, Instant since) {

    private static final String FORMAT = "bipctl-lock/v1";
    private static final int MAX_BYTES = 16 << 10;

    static LockHolder self(String command, Instant now, Map<String, String> environment) {
        return new LockHolder(ProcessIdentity.ofSelf(), person(environment), command, now);
    }

    private static String person(Map<String, String> environment) {
        String sudo = environment.get("SUDO_USER");
        return sudo == null || sudo.isBlank() ? System.getProperty("user.name") : sudo + " (sudo)";
    }

    /** It only reads what is there and adds files that others do not need: it may be ended. */
    boolean mayBeEnded() {
        return command.startsWith("backup ") && !command.startsWith("backup restore");
    }

    void save(Path note) throws IOException {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("format", FORMAT);
        fields.put("pid", process.pid());
        fields.put("startTicks", process.startTicks());
        fields.put("person", person);
        fields.put("command", command);
        fields.put("since", since);
        AtomicFiles.write(note, Json.write(fields));
    }

    /**
     * The holder that {@code note} names, if it still runs. The note may be a dead holder's, from
     * before the present one wrote its own; then nothing is said.
     */
    static Optional<LockHolder> find(Path note) throws IOException {
        if (!Files.exists(note)) {
            return Optional.empty();
        }
        try {
            return Optional.of(parse(Json.read(Files.readAllBytes(note), MAX_BYTES)))
                    .filter(holder -> holder.process.isAlive());
        } catch (JsonProblem | DateTimeParseException e) {
            return Optional.empty();
        }
    }

    private static LockHolder parse(JsonObject note) throws JsonProblem {
        return new LockHolder(
                new ProcessIdentity(
                        note.integer("pid", 1, Long.MAX_VALUE),
                        note.integer("startTicks", 0, Long.MAX_VALUE)),
                note.string("person"),
                note.string("command"),
                Instant.parse(note.string("since")));
    }
}

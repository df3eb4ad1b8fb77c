package bip.ctl.service;

import bip.ctl.support.Json;
import bip.ctl.support.JsonProblem;
import bip.ctl.support.ProcessIdentity;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Optional;

/**
 * What is remembered of a started server, in {@code run/bip/server.json}. The process writes it
 * itself before it becomes the server, so that no moment exists in which a server runs that nobody
 * knows of, even if bipctl is killed right after the start.
 *
 * @param boot the kernel's boot id: process numbers and ticks begin again with each boot
 * @param release folder of the release it was started from
 */
record ServerRecord(ProcessIdentity process, String boot, Instant since, Path release) {

    private static final Path BOOT_ID = Path.of("/proc/sys/kernel/random/boot_id");
    private static final int MAX_BYTES = 16 * 1024;

    /** Empty when there is none, or one that no start of ours wrote: that proves no process. */
    static Optional<ServerRecord> load(Path file) throws IOException {
        try {
            var json = Json.read(Files.readAllBytes(file), MAX_BYTES);
            return Optional.of(
                    new ServerRecord(
                            new ProcessIdentity(
                                    json.integer("pid", 1, Integer.MAX_VALUE),
                                    json.integer("startTicks", 0, Long.MAX_VALUE)),
                            json.string("boot"),
                            Instant.parse(json.string("since")),
                            Path.of(json.string("release"))));
        } catch (NoSuchFileException | JsonProblem | DateTimeParseException e) {
            return Optional.empty();
        }
    }

    /**
     * What bipctl knows before the start; the process adds its number and start ticks.
     *
     * @return JSON without the closing brace
     */
    static String beginning(Instant since, Path release) throws IOException {
        var fields = new LinkedHashMap<String, String>();
        fields.put("since", since.toString());
        fields.put("boot", bootId());
        fields.put("release", release.toString());
        var json = new String(Json.write(fields), StandardCharsets.UTF_8);
        return json.substring(0, json.length() - 1);
    }

    boolean isOfThisBoot() throws IOException {
        return boot.equals(bootId());
    }

    boolean isAlive() throws IOException {
        return isOfThisBoot() && process.isAlive();
    }

    private static String bootId() throws IOException {
        return Files.readString(BOOT_ID).strip();
    }
}

package bip.ctl.backup;

import bip.ctl.support.CtlException;
import bip.ctl.support.ErrorCode;
import bip.ctl.support.Json;
import bip.ctl.support.JsonObject;
import bip.ctl.support.JsonProblem;
import bip.ctl.support.Phrase;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.UUID;

/**
 * {@code repository.json}: makes a folder a repository, and tells one from another.
 *
 * @param id made once, never changed
 * @param copyOf id of the repository whose backups are copied here; empty for one that is written
 *     to first
 */
record RepositoryMark(String id, String copyOf) {

    static final String FILE = "repository.json";

    private static final String FORMAT = "bip-backup-repository/v1";

    private static final int MOST_BYTES = 10_000;

    static RepositoryMark newOne(String copyOf) {
        return new RepositoryMark(UUID.randomUUID().toString(), copyOf);
    }

    byte[] json() {
        var json = new LinkedHashMap<String, Object>();
        json.put("format", FORMAT);
        json.put("id", id);
        json.put("copyOf", copyOf);
        json.put("sha256", sum());
        return (new String(Json.write(json), StandardCharsets.UTF_8) + "\n")
                .getBytes(StandardCharsets.UTF_8);
    }

    private String sum() {
        return Hashes.of((FORMAT + "\n" + id + "\n" + copyOf).getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Reads it strictly.
     *
     * @throws CtlException B102 if it is not as it was written
     */
    static RepositoryMark read(Path repository) throws IOException {
        Path file = repository.resolve(FILE);
        byte[] bytes = Files.readAllBytes(file);
        try {
            JsonObject json = Json.read(bytes, MOST_BYTES);
            if (!json.string("format").equals(FORMAT)) {
                throw new CtlException(ErrorCode.B102, file, Phrase.of("backup.otherFormat"));
            }
            var mark = new RepositoryMark(json.string("id"), json.string("copyOf"));
            if (!new String(bytes, StandardCharsets.UTF_8)
                    .equals(new String(mark.json(), StandardCharsets.UTF_8))) {
                throw new CtlException(ErrorCode.B102, file, Phrase.of("backup.changed"));
            }
            return mark;
        } catch (JsonProblem e) {
            throw new CtlException(e, ErrorCode.B102, file, e.reason());
        }
    }
}

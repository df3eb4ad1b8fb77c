package bip.ctl.channel;

import bip.ctl.support.AtomicFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * When the channel was last read and all of it was good, by this machine's clock. Nothing is
 * decided by it: people want to know.
 *
 * @param store folder of what was verified
 */
public record RefreshNote(Path store) {

    private static final String NAME = "last-refresh";

    void write(Instant now) throws IOException {
        AtomicFiles.write(
                store.resolve(NAME),
                (now.truncatedTo(ChronoUnit.SECONDS) + "\n").getBytes(StandardCharsets.UTF_8));
    }

    /** Empty when it never was, or when nobody can tell. */
    public Optional<Instant> find() throws IOException {
        Path file = store.resolve(NAME);
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(Instant.parse(Files.readString(file).strip()));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}

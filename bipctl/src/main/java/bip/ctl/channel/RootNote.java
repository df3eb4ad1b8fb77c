package bip.ctl.channel;

import bip.ctl.support.AtomicFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/**
 * Who put a root of trust in place by hand, and when: one line each time. No journal tells of it,
 * for it is no operation.
 *
 * @param store folder of what was verified
 */
public record RootNote(Path store) {

    private static final String NAME = "roots-by-hand";

    /** One time. */
    public record Entry(Instant at, String by) {}

    void add(Instant now, String by) throws IOException {
        Path file = store.resolve(NAME);
        String before = Files.exists(file) ? Files.readString(file) : "";
        String line = now.truncatedTo(ChronoUnit.SECONDS) + " " + by + "\n";
        AtomicFiles.write(file, (before + line).getBytes(StandardCharsets.UTF_8));
    }

    /** The last time; empty when it never happened. */
    public Optional<Entry> findLast() throws IOException {
        Path file = store.resolve(NAME);
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        List<String> lines = Files.readAllLines(file);
        return lines.isEmpty() ? Optional.empty() : entry(lines.getLast());
    }

    private static Optional<Entry> entry(String line) {
        int space = line.indexOf(' ');
        try {
            return space < 0
                    ? Optional.empty()
                    : Optional.of(
                            new Entry(
                                    Instant.parse(line.substring(0, space)),
                                    line.substring(space + 1)));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}

package bip.server.account;

import bip.server.database.Database;
import bip.server.database.FrozenException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sessions that were ended while nothing could be written to the database. They are kept in a file
 * beside it, one line each, and entered when that is possible; until then they count as ended here.
 * Safe for all threads.
 */
final class KeptEnds {
    private static final Logger log = LoggerFactory.getLogger(KeptEnds.class);

    private final Path file;
    private final Map<String, Instant> ends = new ConcurrentHashMap<>();

    private KeptEnds(Path file) {
        this.file = file;
    }

    /** What an earlier process kept in {@code file}, and what will be. */
    static KeptEnds in(Path file) {
        var kept = new KeptEnds(file);
        try {
            if (Files.exists(file)) {
                Files.readAllLines(file).stream()
                        .filter(line -> !line.isEmpty())
                        .forEach(kept::read);
            }
        } catch (IOException e) {
            // Those sessions run out by themselves; that is no reason to serve nobody.
            log.error("cannot read which sessions have ended", e);
        }
        return kept;
    }

    private void read(String line) {
        String[] parts = line.split(" ", 2);
        try {
            ends.put(parts[0], Instant.parse(parts[parts.length - 1]));
        } catch (DateTimeException e) {
            // The power went while it was written: there was no answer to that sign-out.
            log.warn("a line of {} is not whole and is left out", file);
        }
    }

    boolean has(String secretSha256) {
        return ends.containsKey(secretSha256);
    }

    /** Keeps that a session ended; it is durable when this returns. */
    synchronized void keep(String secretSha256, Instant at) {
        // On a line of its own, also after one that a full disk cut off.
        byte[] line = ("\n" + secretSha256 + " " + at + "\n").getBytes(StandardCharsets.UTF_8);
        try (FileChannel channel =
                FileChannel.open(
                        file,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE,
                        StandardOpenOption.APPEND)) {
            channel.write(ByteBuffer.wrap(line));
            channel.force(true);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
        ends.put(secretSha256, at);
    }

    /** Enters them, unless nothing may be written still. */
    void enter(Database database) {
        if (!ends.isEmpty()) {
            enterAll(database);
        }
    }

    private synchronized void enterAll(Database database) {
        try {
            database.write(
                    SessionMapper.class,
                    sessions -> {
                        ends.forEach(sessions::end);
                        return ends;
                    });
            Files.deleteIfExists(file);
            ends.clear();
        } catch (FrozenException e) {
            log.debug("what is in {} is entered after the freeze", file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete " + file, e);
        }
    }
}

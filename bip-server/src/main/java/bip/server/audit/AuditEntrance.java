package bip.server.audit;

import bip.server.database.FrozenException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Records what changed nothing else, such as a refused attempt, also while the freeze stands and
 * nothing may be written to the database: then it is kept in a file beside it, one line each, and
 * entered with the first such record after the thaw. Only the serving process has one of these.
 * Safe for all threads.
 */
public final class AuditEntrance implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(AuditEntrance.class);

    private final AuditLog audit;
    private final Path file;
    private final InstantSource clock;
    private final JsonMapper json = new JsonMapper();
    private final Object turn = new Object();
    private final RepeatedEvents repeated = new RepeatedEvents();

    /**
     * Keeps what cannot be recorded yet in {@code file}.
     *
     * @param file made when it is needed, deleted when what is in it was entered
     */
    public AuditEntrance(AuditLog audit, Path file, InstantSource clock) {
        this.audit = audit;
        this.file = file;
        this.clock = clock;
    }

    /** Records {@code event}; it is durable when this returns. */
    public void record(AuditEvent event) {
        enterEnded();
        enter(event);
    }

    /**
     * Records what anybody may do as often as they like: the first of a kind from a source at once,
     * the others of that window in one entry, with their number, when the window has ended.
     */
    public void recordRepeatable(AuditEvent event) {
        enterEnded();
        if (repeated.isFirst(event, clock.instant())) {
            enter(event);
        }
    }

    /** Enters what was counted in windows that have ended. */
    public void enterEnded() {
        repeated.takeEnded(clock.instant()).forEach(this::enter);
    }

    /** Enters all that was counted. */
    @Override
    public void close() {
        repeated.takeAll().forEach(this::enter);
    }

    private void enter(AuditEvent event) {
        enterKept();
        try {
            audit.record(event);
        } catch (FrozenException e) {
            keep(event);
        }
    }

    /** Enters what an earlier process kept, unless the freeze stands. */
    public void enterKept() {
        if (!Files.exists(file)) {
            return;
        }
        synchronized (turn) {
            try {
                audit.enter(kept());
                Files.deleteIfExists(file);
            } catch (FrozenException e) {
                log.debug("what is in {} is entered after the freeze", file);
            } catch (IOException e) {
                throw new UncheckedIOException("cannot read " + file, e);
            }
        }
    }

    private void keep(AuditEvent event) {
        var kept = new KeptEvent(UUID.randomUUID().toString(), clock.instant(), event);
        byte[] line = (json.writeValueAsString(kept) + "\n").getBytes(StandardCharsets.UTF_8);
        synchronized (turn) {
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
        }
    }

    private List<KeptEvent> kept() throws IOException {
        List<KeptEvent> kept = new ArrayList<>();
        if (Files.exists(file)) {
            for (String line : Files.readAllLines(file)) {
                try {
                    kept.add(json.readValue(line, KeptEvent.class));
                } catch (JacksonException e) {
                    // The power went while it was written: there was no answer to that attempt.
                    log.warn("a line of {} is not whole and is left out", file);
                }
            }
        }
        return kept;
    }
}

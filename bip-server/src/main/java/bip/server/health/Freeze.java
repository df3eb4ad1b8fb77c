package bip.server.health;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Whether nothing may be written just now, because an upgrade has copied the database: what were
 * written would be lost. The freeze is a file that holds the instant (RFC 3339) at which it ends by
 * itself, should whoever set it die.
 */
public final class Freeze {
    private final Optional<Path> flag;
    private final InstantSource clock;

    /**
     * Watches a flag file.
     *
     * @param flag empty when nobody can set one
     */
    public Freeze(Optional<Path> flag, InstantSource clock) {
        this.flag = flag;
        this.clock = clock;
    }

    /** Looks now. A flag that is there and cannot be understood counts: a lost text would not. */
    public boolean stands() {
        return flag.filter(this::standsIn).isPresent();
    }

    private boolean standsIn(Path file) {
        try {
            return clock.instant().isBefore(Instant.parse(Files.readString(file).strip()));
        } catch (NoSuchFileException e) {
            return false;
        } catch (IOException | DateTimeException e) {
            return true;
        }
    }
}

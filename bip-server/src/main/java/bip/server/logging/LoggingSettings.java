package bip.server.logging;

import bip.server.config.ConfigReader;
import bip.server.config.Key;
import bip.server.config.Parsers;
import java.nio.file.Path;
import java.time.ZoneId;

/**
 * Where the log goes and how it tells the time.
 *
 * @param file appended to; its folder must exist
 * @param timeZone of the times in it
 */
public record LoggingSettings(Path file, ZoneId timeZone) {
    private static final Key<Path> LOG_FILE =
            Key.of(
                    "BIP_LOG_FILE",
                    "/var/log/bip/bip.log",
                    "The server's log; reopened on SIGHUP.",
                    Parsers::absolutePath);

    private static final Key<ZoneId> TIME_ZONE =
            Key.of(
                    "BIP_TIME_ZONE",
                    "Europe/Warsaw",
                    "Time zone of dates on pages and of times in the log.",
                    Parsers::timeZone);

    /** Reads this room's keys. */
    public static LoggingSettings read(ConfigReader reader) {
        return new LoggingSettings(reader.read(LOG_FILE), reader.read(TIME_ZONE));
    }
}

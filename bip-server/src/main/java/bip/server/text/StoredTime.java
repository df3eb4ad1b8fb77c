package bip.server.text;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * Instants as the database keeps them: UTC, RFC 3339, always six digits of a second, so that the
 * order of the texts is the order of the times.
 */
public final class StoredTime {

    private static final DateTimeFormatter FORM =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

    private StoredTime() {}

    public static String of(Instant instant) {
        return FORM.format(instant);
    }

    /**
     * The instant that {@code stored} names.
     *
     * @throws java.time.format.DateTimeParseException if it is no RFC 3339 time in UTC
     */
    public static Instant parse(String stored) {
        return Instant.parse(stored);
    }
}

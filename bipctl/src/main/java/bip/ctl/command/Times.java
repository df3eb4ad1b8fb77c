package bip.ctl.command;

import bip.ctl.layout.Layout;
import bip.ctl.support.CtlException;
import bip.ctl.support.EnvironmentFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * Points of time for people: in the zone that the server writes its log in, whatever the machine's
 * is, so that what stands in the log, in {@code status} and after {@code --since} is one; with the
 * offset, so that none is in doubt.
 */
final class Times {

    /** The key and its default value are those of the server. */
    private static final String ZONE_KEY = "BIP_TIME_ZONE";

    private static final ZoneId USUAL = ZoneId.of("Europe/Warsaw");

    private static final DateTimeFormatter FORM =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss xxx", Locale.ROOT);

    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);

    private Times() {}

    static String local(Instant moment, Desk desk) {
        return FORM.format(moment.atZone(zone(desk.layout())));
    }

    /** The time of day alone, where the day and the offset are told already. */
    static String clock(Instant moment, Desk desk) {
        return CLOCK.format(moment.atZone(zone(desk.layout())));
    }

    static LocalDate day(Instant moment, Desk desk) {
        return moment.atZone(zone(desk.layout())).toLocalDate();
    }

    /** The zone of the bulletin; the usual one when the settings cannot be read, or name none. */
    static ZoneId zone(Layout layout) {
        Path settings = layout.serverEnvironment();
        if (!Files.isReadable(settings)) {
            return USUAL;
        }
        try {
            String set = EnvironmentFile.read(settings).get(ZONE_KEY);
            return set == null || set.isBlank() ? USUAL : ZoneId.of(set.strip());
        } catch (IOException | CtlException | DateTimeException e) {
            // The server refuses such settings and says so; here only an hour is to be shown.
            return USUAL;
        }
    }
}

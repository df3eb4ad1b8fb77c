package bip.ctl.command;

import java.time.Clock;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Points of time for people: local, with the offset, so that none is in doubt. */
final class Times {

    private static final DateTimeFormatter FORM =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss xxx", Locale.ROOT);

    private Times() {}

    static String local(Instant moment, Clock clock) {
        return FORM.format(moment.atZone(clock.getZone()));
    }
}

package bip.ctl.command;

import bip.ctl.policy.Policy.Hold;
import bip.ctl.support.CtlException;
import bip.ctl.support.ErrorCode;
import bip.ctl.support.Failures;
import bip.ctl.support.Phrase;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/** What is said of a hold of automatic upgrades, and how long people write it is to last. */
final class Holding {

    private static final Pattern DURATION = Pattern.compile("([1-9]\\d{0,5}) ?(m|min|h|d|w)");

    private Holding() {}

    /** For somebody who upgrades by hand: the hold does not stop that, and stays. */
    static void tell(Desk desk) throws IOException {
        find(desk)
                .ifPresent(
                        hold -> desk.console().notice(desk.text("hold.stands", text(desk, hold))));
    }

    /** The hold that stands now. */
    static Optional<Hold> find(Desk desk) throws IOException {
        var machine = desk.machine();
        return machine.policy().load().at(machine.clock().instant()).findHold();
    }

    static String text(Desk desk, Hold hold) {
        String why =
                hold.text().isEmpty() ? desk.text(reason(hold)) : Failures.printable(hold.text());
        String since = Times.local(hold.since(), desk);
        return hold.findUntil()
                .map(it -> desk.text("hold.until", Times.local(it, desk), since, why))
                .orElseGet(() -> desk.text("hold.open", since, why));
    }

    /** A reason of a newer bipctl is shown as it stands. */
    private static Phrase reason(Hold hold) {
        return switch (hold.reason()) {
            case "rolled-back", "rollback", "adopt", "asked" ->
                    Phrase.of("hold.reason." + hold.reason());
            default -> Phrase.of("hold.reason.other", hold.reason());
        };
    }

    /**
     * How long {@code text} means.
     *
     * @throws CtlException P110 if it means no time
     */
    static Duration duration(String text) {
        var matcher = DURATION.matcher(text.strip());
        if (!matcher.matches()) {
            throw new CtlException(ErrorCode.P110, text);
        }
        long count = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "h" -> Duration.ofHours(count);
            case "d" -> Duration.ofDays(count);
            case "w" -> Duration.ofDays(7 * count);
            default -> Duration.ofMinutes(count);
        };
    }
}

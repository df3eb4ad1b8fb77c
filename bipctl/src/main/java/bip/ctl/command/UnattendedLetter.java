package bip.ctl.command;

import bip.ctl.unattended.Notes.Letter;
import bip.ctl.unattended.Notes.Result;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Writes down, for a mail, what came of an unattended upgrade. */
final class UnattendedLetter {

    private static final DateTimeFormatter HOUR = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);

    /** An address may hold a name and a password, which a mail is no place for. */
    private static final Pattern USER_IN_ADDRESS = Pattern.compile("://[^\\s/@]{1,512}@");

    /** Encoded, and with what is around it, it is to go through a pipe at once. */
    private static final int LONGEST = 8_000;

    private final Desk desk;
    private final UnattendedUpgrade.Came came;
    private final Duration took;
    private final List<String> said;

    UnattendedLetter(Desk desk, UnattendedUpgrade.Came came, Duration took, List<String> said) {
        this.desk = desk;
        this.came = came;
        this.took = took;
        this.said = List.copyOf(said);
    }

    /** The letter about what began at {@code began}. */
    Letter write(Instant began) throws IOException {
        Instant end = began.plus(took);
        String hour = HOUR.format(end.atZone(Times.zone(desk.layout())));
        return new Letter(end, came.what(), subject(hour), body());
    }

    private String subject(String hour) {
        return switch (came.result() == null ? Result.CURRENT : came.result()) {
            case INSTALLED -> desk.text("unattended.subject.INSTALLED", to(), hour);
            case FAILED -> desk.text("unattended.subject.FAILED", to(), came.exit().number());
            case REFUSED -> desk.text("unattended.subject.REFUSED", String.valueOf(came.code()));
            case REVOKED -> desk.text("unattended.subject.REVOKED", to());
            case WAITING, CURRENT -> desk.text("unattended.subject.WAITING", to());
        };
    }

    private String to() {
        return came.to() == null ? "-" : came.to();
    }

    private String body() throws IOException {
        var text = new StringBuilder();
        said.forEach(it -> text.append(it).append('\n'));
        if (text.length() > LONGEST) {
            text.setLength(LONGEST);
            text.append("…\n");
        }
        line(text, "");
        line(text, desk.text("unattended.mail.machine", BackupDrillCommand.machineName()));
        if (came.from() != null && !came.from().equals(to())) {
            line(text, desk.text("unattended.mail.versions", came.from(), to()));
        }
        line(text, desk.text("unattended.mail.exit", came.exit().number(), seconds()));
        line(text, desk.text("unattended.mail.more", desk.layout().toolEnvironment()));
        return USER_IN_ADDRESS.matcher(text).replaceAll("://");
    }

    private static void line(StringBuilder text, String line) {
        text.append(line).append('\n');
    }

    private String seconds() {
        return "%.1f".formatted(took.toMillis() / 1000.0);
    }
}

package bip.ctl.command;

import bip.ctl.support.CtlException;
import bip.ctl.support.ErrorCode;
import bip.ctl.support.Phrase;
import bip.ctl.unattended.Mail;
import bip.ctl.unattended.Notes.Letter;
import bip.ctl.unattended.Notes.Untold;
import bip.ctl.unattended.Sendmail;
import bip.ctl.unattended.UnattendedSettings;
import java.io.IOException;
import java.util.Optional;
import java.util.regex.Pattern;

/** Hands letters to this machine's mail server; what they tell of is never changed by that. */
record Delivery(Desk desk) {

    /** As a domain of an address. */
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9][A-Za-z0-9.-]{0,253}");

    /**
     * Hands it over.
     *
     * @return that nobody took it, which was said; empty also where there is no mail server and
     *     nobody asked for mail
     */
    Optional<Untold> of(Letter letter) throws IOException, InterruptedException {
        var sendmail = new Sendmail(desk.layout());
        if (!sendmail.isThere()) {
            if (!UnattendedSettings.isMailAsked(desk.layout())) {
                desk.console().notice(desk.text("unattended.noMail", sendmail.program()));
                return Optional.empty();
            }
            return untold(new Untold(letter, true, sendmail.program().toString()));
        }
        return sendmail.send(mail(letter)).flatMap(it -> untold(new Untold(letter, false, it)));
    }

    private Mail mail(Letter letter) throws IOException {
        String name = BackupDrillCommand.machineName();
        return new Mail(
                HOST.matcher(name).matches() ? name : "localhost",
                UnattendedSettings.recipients(desk.layout()),
                letter.at().atZone(Times.zone(desk.layout())),
                letter.subject(),
                letter.body());
    }

    private Optional<Untold> untold(Untold untold) {
        desk.fail(trouble(untold));
        return Optional.of(untold);
    }

    /** For a person who looks later. */
    static CtlException trouble(Untold untold) {
        return new CtlException(
                ErrorCode.N102,
                untold.letter().at(),
                Phrase.of(
                        untold.isMissing() ? "unattended.mailMissing" : "unattended.mailRefused",
                        untold.detail()),
                untold.letter().subject());
    }
}

package bip.ctl.command;

import bip.ctl.support.CtlException;
import bip.ctl.support.Phrase;
import bip.ctl.unattended.Mode;
import bip.ctl.unattended.Notes;
import bip.ctl.unattended.NotesFile;
import bip.ctl.unattended.UnattendedSettings;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How it stands with upgrades without a person.
 *
 * @param settings null when they are wrong, which is told as such
 * @param next when one may begin next; null when none will
 */
record UnattendedFacts(@Nullable UnattendedSettings settings, @Nullable Instant next, Notes notes) {

    static UnattendedFacts of(Desk desk) throws IOException {
        Notes notes = new NotesFile(desk.layout()).load();
        try {
            var settings = UnattendedSettings.of(desk.layout());
            Instant next =
                    settings.mode() == Mode.OFF
                            ? null
                            : findNext(desk, settings, desk.machine().clock().instant())
                                    .orElse(null);
            return new UnattendedFacts(settings, next, notes);
        } catch (CtlException e) {
            return new UnattendedFacts(null, null, notes);
        }
    }

    private static Optional<Instant> findNext(Desk desk, UnattendedSettings settings, Instant now) {
        return settings.hours()
                .findNext(now.truncatedTo(ChronoUnit.SECONDS), Times.zone(desk.layout()));
    }

    /** When one may begin next, for people. */
    static String next(Desk desk, UnattendedSettings settings, Instant now) {
        return findNext(desk, settings, now)
                .map(it -> Times.local(it, desk))
                .orElseGet(() -> desk.text("unattended.never"));
    }

    /** A mail that nobody took. */
    List<CtlException> warnings() {
        return notes.findUntold().map(Delivery::trouble).stream().toList();
    }

    /** One line; empty where the settings are wrong. */
    Optional<String> line(Desk desk) {
        if (settings == null) {
            return Optional.empty();
        }
        if (settings.mode() == Mode.OFF) {
            return Optional.of(desk.text("unattended.status.off"));
        }
        String mode = desk.text("unattended.mode." + settings.mode().word());
        return Optional.of(
                desk.text(
                        "unattended.status.on",
                        mode,
                        settings.hours().window().text(),
                        next == null ? desk.text("unattended.never") : Times.local(next, desk),
                        last(desk)));
    }

    private String last(Desk desk) {
        return notes.findLast()
                .map(it ->
                        desk.text(
                                Phrase.of(
                                        "unattended.last." + it.result().name(),
                                        Times.local(it.at(), desk),
                                        it.findVersion().orElse("-"),
                                        it.findCode()
                                                .orElseGet(() -> Integer.toString(it.exitCode())))))
                .orElseGet(() -> desk.text("unattended.last.none"));
    }

    Map<String, @Nullable Object> json() {
        var json = new LinkedHashMap<String, @Nullable Object>();
        json.put("mode", settings == null ? null : settings.mode().word());
        json.put("window", settings == null ? null : settings.hours().window().text());
        json.put("next", next);
        json.put("last", notes.findLast().map(UnattendedFacts::json).orElse(null));
        return json;
    }

    private static Map<String, @Nullable Object> json(Notes.Last last) {
        var json = new LinkedHashMap<String, @Nullable Object>();
        json.put("at", last.at());
        json.put("result", NotesFile.word(last.result()));
        json.put("version", last.version());
        json.put("exitCode", last.exitCode());
        json.put("code", last.code());
        return json;
    }
}

package bip.ctl.trust;

import bip.ctl.support.JsonObject;
import bip.ctl.support.JsonProblem;
import bip.ctl.support.Phrase;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;

/**
 * Times as the specification writes them (4.2.3): {@code 2026-03-01T09:00:00Z} and no other way.
 */
final class UtcTimes {

    private UtcTimes() {}

    static Instant get(JsonObject object, String name) throws JsonProblem {
        return find(object.string(name))
                .orElseThrow(() -> new JsonProblem(Phrase.of("trust.time", object.pathOf(name))));
    }

    /** Empty when {@code text} is no such time. */
    static Optional<Instant> find(String text) {
        if (!text.matches("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z")) {
            return Optional.empty();
        }
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}

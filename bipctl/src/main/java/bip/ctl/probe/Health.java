package bip.ctl.probe;

import bip.ctl.support.Json;
import bip.ctl.support.JsonProblem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A server's own account of how it is, contract {@code docs/contract/health.md}.
 *
 * @param version of the running release
 * @param schema number of the open database's schema
 * @param frozen editors cannot write
 * @param sentryDsnHash tells which DSN errors are reported to; null when to none
 */
public record Health(
        boolean ready,
        String version,
        int schema,
        boolean frozen,
        @Nullable String sentryDsnHash,
        List<Check> checks) {

    static final String FORMAT = "bip-health/v1";

    /** A health answer is some hundred bytes. */
    static final int MAX_BYTES = 64 * 1024;

    public Health {
        checks = List.copyOf(checks);
    }

    /**
     * Reads an answer's body.
     *
     * @throws NotHealth if it is something else, e.g. the page of another program on that port
     */
    static Health parse(byte[] body) throws NotHealth {
        try {
            var json = Json.read(body, MAX_BYTES);
            if (!json.string("format").equals(FORMAT)) {
                throw new NotHealth("not a " + FORMAT + " document");
            }
            var checks = new ArrayList<Check>();
            for (var check : json.objects("checks")) {
                checks.add(
                        new Check(
                                check.string("name"),
                                check.string("state"),
                                check.findString("detail").orElse("")));
            }
            return new Health(
                    json.bool("ready"),
                    json.string("version"),
                    (int) json.integer("schema", 0, Integer.MAX_VALUE),
                    json.bool("frozen"),
                    json.findString("sentryDsnHash").orElse(null),
                    checks);
        } catch (JsonProblem e) {
            throw new NotHealth("not a " + FORMAT + " document");
        }
    }

    public Optional<String> findSentryDsnHash() {
        return Optional.ofNullable(sentryDsnHash);
    }

    /** The checks that are not {@code ok}, for people: {@code database: failed (locked)}. */
    public String complaints() {
        return String.join(
                ", ",
                checks.stream().filter(it -> !it.state.equals("ok")).map(Check::toString).toList());
    }

    /**
     * One thing the server looked at.
     *
     * @param state {@code ok}, {@code failed} or {@code unknown}
     * @param detail empty when there is nothing to say
     */
    public record Check(String name, String state, String detail) {
        @Override
        public String toString() {
            return detail.isEmpty()
                    ? name + ": " + state
                    : name + ": " + state + " (" + detail + ")";
        }
    }

    /** Something answered, but not a bulletin's health. */
    static final class NotHealth extends Exception {
        NotHealth(String message) {
            super(message);
        }
    }
}

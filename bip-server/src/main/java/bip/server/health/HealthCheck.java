package bip.server.health;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/** Something that must hold for the server to serve. A room may supply one. */
public interface HealthCheck {
    /** Stable name in the answer, e.g. {@code database}. */
    String name();

    /** Looks now, quickly. Must not throw: what it could not find out is unknown. */
    Result check();

    /** How a check came out. */
    enum State {
        @JsonProperty("ok")
        OK,
        @JsonProperty("failed")
        FAILED,
        /** Could not tell. Not the same as bad, but no reason to call the server ready. */
        @JsonProperty("unknown")
        UNKNOWN
    }

    /**
     * What a check found.
     *
     * @param detail for the administrator, when there is something to say
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Result(String name, State state, @Nullable String detail) {}

    /**
     * A check by an act that throws when it fails.
     *
     * @param act looks, and throws an unchecked exception whose message says what is wrong
     */
    static HealthCheck of(String name, Runnable act) {
        return new ActCheck(name, act);
    }
}

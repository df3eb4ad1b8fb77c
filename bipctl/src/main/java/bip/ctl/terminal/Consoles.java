package bip.ctl.terminal;

import bip.ctl.support.Messages;
import java.time.InstantSource;
import java.util.Map;

/** Opens the console of this process. */
public final class Consoles {

    private Consoles() {}

    /** What {@code --color} says. */
    public enum Colour {
        AUTO,
        ALWAYS,
        NEVER
    }

    /**
     * How the person wants it.
     *
     * @param quiet no notices
     * @param verbose details too
     * @param noInput never ask
     * @param yes every question is answered with yes, unasked
     */
    public record Options(
            boolean quiet, boolean verbose, boolean noInput, boolean yes, Colour colour) {}

    /**
     * The console on this process's standard streams: drawn where they are a terminal, plain lines
     * elsewhere.
     *
     * @param environment for NO_COLOR, TERM and the character set
     * @param time measures progress
     */
    @SuppressWarnings("DoNotCallSuggester")
    public static Console open(
            Options options,
            Messages messages,
            Map<String, String> environment,
            InstantSource time) {
        throw new UnsupportedOperationException(options.toString() + environment);
    }
}

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
    public static Console open(
            Options options,
            Messages messages,
            Map<String, String> environment,
            InstantSource time) {
        boolean isErrorTerminal = Streams.isErrorTerminal();
        var out =
                new Lines(
                        Streams.out(),
                        isAscii(Streams.isOutputTerminal(), environment),
                        () -> Readers.haveHungUp(1));
        var err =
                new Lines(
                        Streams.err(),
                        isAscii(isErrorTerminal, environment),
                        () -> Readers.haveHungUp(2));
        var paint = Paint.choose(options.colour(), isErrorTerminal, environment);
        var plain = new PlainConsole(out, err, options, paint, messages, time);
        boolean canDraw = isErrorTerminal && !Paint.isDumb(environment);
        boolean canAnswer = isErrorTerminal && Streams.isInputTerminal();
        return canDraw || canAnswer
                ? new TerminalConsole(plain, err, options, messages, time, canDraw, canAnswer)
                : plain;
    }

    /** A file or pipe gets UTF-8 always; a terminal what it says that it shows. */
    private static boolean isAscii(boolean isTerminal, Map<String, String> environment) {
        return isTerminal && !Language.isUtf8(environment);
    }
}

package bip.ctl.terminal;

import java.util.Map;

/** Colours, which only repeat what the words say already. */
enum Paint {
    NONE("", "", ""),
    ANSI("\u001b[1m", "\u001b[2m", "\u001b[0m");

    private final String strong;
    private final String faint;
    private final String end;

    Paint(String strong, String faint, String end) {
        this.strong = strong;
        this.faint = faint;
        this.end = end;
    }

    /**
     * Colour as {@code --color} says; by itself only on a terminal that can, and not with NO_COLOR
     * set to anything (no-color.org).
     */
    static Paint choose(
            Consoles.Colour colour, boolean isTerminal, Map<String, String> environment) {
        return switch (colour) {
            case ALWAYS -> ANSI;
            case NEVER -> NONE;
            case AUTO -> {
                boolean refused = !environment.getOrDefault("NO_COLOR", "").isEmpty();
                yield isTerminal && !refused && !isDumb(environment) ? ANSI : NONE;
            }
        };
    }

    /** A terminal that cannot move its cursor, or does not say what it is. */
    static boolean isDumb(Map<String, String> environment) {
        String term = environment.getOrDefault("TERM", "dumb");
        return term.isEmpty() || term.equals("dumb");
    }

    String strong(String text) {
        return strong + text + end;
    }

    String faint(String text) {
        return faint + text + end;
    }
}

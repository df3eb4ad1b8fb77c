package bip.ctl.support;

import java.util.ArrayList;
import java.util.List;

/**
 * Reads assignments character by character, with the states of systemd's own reader ({@code
 * src/basic/env-file.c}), so that both see the same values also in odd files: text may follow a
 * closing quote, a quote inside a bare value is a character, an open quote ends with the file.
 */
final class EnvironmentScanner {

    private static final String LINE_ENDS = "\n\r";
    private static final String BLANKS = " \t" + LINE_ENDS;
    private static final String ESCAPED_IN_DOUBLE_QUOTES = "\"\\`$";

    private enum State {
        BEFORE_KEY,
        KEY,
        BEFORE_VALUE,
        VALUE,
        VALUE_ESCAPE,
        SINGLE_QUOTES,
        DOUBLE_QUOTES,
        DOUBLE_QUOTES_ESCAPE,
        COMMENT,
        COMMENT_ESCAPE
    }

    /**
     * One assignment.
     *
     * @param start of the key in the text
     * @param end just after the value, before the line's end
     */
    record Assignment(String key, String value, int start, int end) {}

    private final String text;
    private final List<Assignment> found = new ArrayList<>();
    private final List<Integer> strays = new ArrayList<>();
    private final StringBuilder key = new StringBuilder();
    private final StringBuilder value = new StringBuilder();
    private State state = State.BEFORE_KEY;
    private int start;

    /** Length of the value without the blanks at its end that a bare value loses. */
    private int keptLength;

    EnvironmentScanner(String text) {
        this.text = text;
    }

    List<Assignment> assignments() {
        for (int i = 0; i < text.length(); i++) {
            state = after(text.charAt(i), i);
        }
        switch (state) {
            case KEY -> strays.add(start);
            case BEFORE_KEY, COMMENT, COMMENT_ESCAPE -> {}
            default -> finish(text.length());
        }
        return List.copyOf(found);
    }

    /** Where text begins that is neither a comment nor an assignment. */
    List<Integer> strays() {
        return List.copyOf(strays);
    }

    private State after(char c, int at) {
        return switch (state) {
            case BEFORE_KEY -> beforeKey(c, at);
            case KEY -> inKey(c);
            case BEFORE_VALUE -> beforeValue(c, at);
            case VALUE -> inValue(c, at);
            case VALUE_ESCAPE -> isLineEnd(c) ? State.VALUE : kept(c, State.VALUE);
            case SINGLE_QUOTES -> c == '\'' ? State.BEFORE_VALUE : kept(c, State.SINGLE_QUOTES);
            case DOUBLE_QUOTES -> inDoubleQuotes(c);
            case DOUBLE_QUOTES_ESCAPE -> escapedInDoubleQuotes(c);
            case COMMENT -> inComment(c);
            case COMMENT_ESCAPE -> isLineEnd(c) ? State.BEFORE_KEY : State.COMMENT;
        };
    }

    private State beforeKey(char c, int at) {
        if (c == '#' || c == ';') {
            return State.COMMENT;
        }
        if (isBlank(c)) {
            return State.BEFORE_KEY;
        }
        start = at;
        key.setLength(0);
        value.setLength(0);
        keptLength = 0;
        key.append(c);
        return State.KEY;
    }

    private State inKey(char c) {
        if (isLineEnd(c)) {
            strays.add(start);
            return State.BEFORE_KEY;
        }
        if (c == '=') {
            return State.BEFORE_VALUE;
        }
        key.append(c);
        return State.KEY;
    }

    private State beforeValue(char c, int at) {
        if (isLineEnd(c)) {
            return finish(at);
        }
        if (isBlank(c)) {
            return State.BEFORE_VALUE;
        }
        return switch (c) {
            case '\'' -> State.SINGLE_QUOTES;
            case '"' -> State.DOUBLE_QUOTES;
            case '\\' -> State.VALUE_ESCAPE;
            default -> kept(c, State.VALUE);
        };
    }

    private State inValue(char c, int at) {
        if (isLineEnd(c)) {
            return finish(at);
        }
        if (c == '\\') {
            keptLength = value.length();
            return State.VALUE_ESCAPE;
        }
        if (isBlank(c)) {
            value.append(c);
            return State.VALUE;
        }
        return kept(c, State.VALUE);
    }

    private State inDoubleQuotes(char c) {
        return switch (c) {
            case '"' -> State.BEFORE_VALUE;
            case '\\' -> State.DOUBLE_QUOTES_ESCAPE;
            default -> kept(c, State.DOUBLE_QUOTES);
        };
    }

    private State escapedInDoubleQuotes(char c) {
        if (c == '\n') {
            return State.DOUBLE_QUOTES;
        }
        // As in a shell: before any other character the backslash is a character itself.
        if (ESCAPED_IN_DOUBLE_QUOTES.indexOf(c) < 0) {
            value.append('\\');
        }
        return kept(c, State.DOUBLE_QUOTES);
    }

    private static State inComment(char c) {
        if (c == '\\') {
            return State.COMMENT_ESCAPE;
        }
        return isLineEnd(c) ? State.BEFORE_KEY : State.COMMENT;
    }

    private State kept(char c, State next) {
        value.append(c);
        keptLength = value.length();
        return next;
    }

    private State finish(int end) {
        value.setLength(keptLength);
        found.add(new Assignment(key.toString().stripTrailing(), value.toString(), start, end));
        return State.BEFORE_KEY;
    }

    private static boolean isLineEnd(char c) {
        return LINE_ENDS.indexOf(c) >= 0;
    }

    private static boolean isBlank(char c) {
        return BLANKS.indexOf(c) >= 0;
    }
}

package bip.ctl.support;

import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Puts a {@link CtlException} into the three lines that a person reads. */
public final class Failures {

    private static final Pattern LINE_END = Pattern.compile("\\s*\\R\\s*");

    private final Messages messages;
    private final Function<Instant, String> times;

    /** Tells points of time in UTC. */
    public Failures(Messages messages) {
        this(messages, Instant::toString);
    }

    /**
     * Tells points of time as the reader has them.
     *
     * @param times puts one into words
     */
    public Failures(Messages messages, Function<Instant, String> times) {
        this.messages = messages;
        this.times = times;
    }

    /** What failed, with the code; what state things are in; what to do next. */
    public List<String> lines(CtlException failure) {
        return List.of(
                messages.text("failure.what", failure.code().id(), part(failure, ".what")),
                messages.text("failure.state", part(failure, ".state")),
                messages.text("failure.next", part(failure, ".next")));
    }

    /** What failed, to stand within another text. */
    public static Phrase what(CtlException failure) {
        return new Phrase(failure.code().name() + ".what", failure.arguments());
    }

    /** {@code phrase} in the reader's language. */
    public String text(Phrase phrase) {
        return messages.text(phrase.key(), shown(phrase.arguments()));
    }

    private String part(CtlException failure, String part) {
        return messages.text(failure.code().name() + part, shown(failure.arguments()));
    }

    private Object[] shown(List<Object> arguments) {
        return arguments.stream().map(this::shown).toArray();
    }

    private Object shown(Object argument) {
        return switch (argument) {
            case Phrase phrase -> text(phrase);
            case Integer number -> number.toString();
            case Long number -> number.toString();
            case Instant moment -> times.apply(moment);
            case Said said -> printable(messages.isPolish() ? said.polish() : said.english());
            default -> printable(LINE_END.matcher(argument.toString().strip()).replaceAll(" / "));
        };
    }

    /**
     * {@code text} with control characters written as {@code \\u001b}: names from an archive or an
     * answer from the network must not steer the reader's terminal.
     */
    public static String printable(String text) {
        var shown = new StringBuilder(text.length());
        text.codePoints().forEach(c -> append(shown, c));
        return shown.toString();
    }

    private static void append(StringBuilder shown, int c) {
        // FORMAT holds the marks that turn the direction of writing, which hide what a name is.
        if (Character.isISOControl(c) || Character.getType(c) == Character.FORMAT) {
            shown.append(String.format("\\u%04x", c));
        } else {
            shown.appendCodePoint(c);
        }
    }
}

package bip.ctl.support;

import java.util.List;

/**
 * A text that is put into words only where it is shown, in the reader's language. May stand among
 * the arguments of a {@link CtlException}.
 *
 * @param key of the messages files
 */
public record Phrase(String key, List<Object> arguments) {

    public Phrase {
        arguments = List.copyOf(arguments);
    }

    public static Phrase of(String key, Object... arguments) {
        return new Phrase(key, List.of(arguments));
    }
}

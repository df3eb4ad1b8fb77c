package bip.ctl.channel;

import org.jspecify.annotations.Nullable;

/**
 * From where a file is wanted of which a part is here.
 *
 * @param from bytes that are here
 * @param wholeBytes of the file
 * @param validator of the answer from which those bytes came: a strong entity tag, or a date of the
 *     last change; null when it had none, or when nothing is here
 */
record Resumption(long from, long wholeBytes, @Nullable String validator) {

    static final Resumption NONE = new Resumption(0, 0, null);

    /** Without a validator nobody knows whether the rest belongs to what is here. */
    boolean isPossible() {
        return from > 0 && validator != null;
    }
}

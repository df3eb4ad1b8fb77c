package bip.server.config;

/**
 * One key of the configuration, as its room declares it.
 *
 * @param name in the environment
 * @param defaultText what stands when the key is absent or blank; empty when that means "not set"
 * @param secret its value is never shown
 * @param purpose one sentence for the administrator
 * @param parser of the text, the default's too
 */
public record Key<T>(
        String name, String defaultText, boolean secret, String purpose, Parser<T> parser) {

    /** An openly shown key. */
    public static <T> Key<T> of(String name, String defaultText, String purpose, Parser<T> parser) {
        return new Key<>(name, defaultText, false, purpose, parser);
    }

    /** A key whose value is never shown. */
    public static <T> Key<T> secret(String name, String purpose, Parser<T> parser) {
        return new Key<>(name, "", true, purpose, parser);
    }

    /** Turns a key's text into its value. */
    @FunctionalInterface
    public interface Parser<T> {
        /**
         * Reads {@code text}, which is stripped.
         *
         * @throws UnfitValueException if it does not fit; says why, and what would
         */
        T parse(String text) throws UnfitValueException;
    }
}

package bip.packaging.publisher;

import java.nio.CharBuffer;
import java.text.Normalizer;
import java.util.Arrays;

/**
 * What a private key is encrypted with. Held as letters that {@link #close} wipes, and never shown.
 */
final class Passphrase implements AutoCloseable {

    /**
     * Fewest letters of a new one. Five words of a dice list have about 20 letters and 64 bits;
     * twelve letters only stop what is no passphrase at all.
     */
    static final int LEAST_LETTERS = 12;

    private final char[] letters;

    /** Takes over {@code letters}, and wipes them if the form that is kept is another one. */
    Passphrase(char[] letters) {
        // One accented letter may be typed as one character or two; keyboards differ in it.
        char[] normal =
                Normalizer.normalize(CharBuffer.wrap(letters), Normalizer.Form.NFC).toCharArray();
        Arrays.fill(letters, '\0');
        this.letters = normal;
    }

    char[] letters() {
        return letters;
    }

    boolean isTooShort() {
        return letters.length < LEAST_LETTERS;
    }

    boolean isSameAs(Passphrase other) {
        return Arrays.equals(letters, other.letters);
    }

    @Override
    public void close() {
        Arrays.fill(letters, '\0');
    }

    @Override
    public String toString() {
        return "***";
    }
}

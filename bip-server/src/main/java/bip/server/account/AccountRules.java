package bip.server.account;

import bip.server.account.Accounts.Refusal;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a new login and a new password must be like. Imported ones are taken as they are. */
final class AccountRules {
    /** In letters, not bytes; bipctl says the same before it asks the server. */
    static final int SHORTEST_PASSWORD = 12;

    private static final int LONGEST_PASSWORD = 256;

    /** Letters of one script: nobody can make a login that only looks like another. */
    private static final Pattern LOGIN =
            Pattern.compile("[\\p{IsLatin}0-9][\\p{IsLatin}0-9._@-]{1,63}");

    private static final Pattern EMAIL =
            Pattern.compile("[^@\\s\\p{C}\\p{Z}]{1,64}@[^@\\s\\p{C}\\p{Z}]{1,255}");

    private AccountRules() {}

    static Optional<Refusal> checkLogin(String login) {
        // The wide and the raised letters of Unicode are Latin ones too.
        return LOGIN.matcher(login).matches()
                        && Normalizer.isNormalized(login, Normalizer.Form.NFKC)
                ? Optional.empty()
                : Optional.of(Refusal.LOGIN_MALFORMED);
    }

    static Optional<Refusal> checkEmail(@Nullable String email) {
        return email == null || EMAIL.matcher(email).matches()
                ? Optional.empty()
                : Optional.of(Refusal.EMAIL_MALFORMED);
    }

    /** Logins that differ in capital letters alone are one. */
    static boolean areAlike(String one, String other) {
        return comparable(one).equals(comparable(other));
    }

    /** Letters with their accents in one character, as keyboards and systems differ in that. */
    static String normal(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFC);
    }

    static Optional<Refusal> checkPassword(String login, String password) {
        int letters = password.codePointCount(0, password.length());
        if (letters == 0) {
            return Optional.of(Refusal.PASSWORD_MISSING);
        }
        if (letters < SHORTEST_PASSWORD) {
            return Optional.of(Refusal.PASSWORD_TOO_SHORT);
        }
        if (letters > LONGEST_PASSWORD) {
            return Optional.of(Refusal.PASSWORD_TOO_LONG);
        }
        boolean weak = areAlike(login, password) || password.codePoints().distinct().count() == 1;
        return weak ? Optional.of(Refusal.PASSWORD_TOO_WEAK) : Optional.empty();
    }

    private static String comparable(String login) {
        return normal(login).toLowerCase(Locale.ROOT);
    }
}

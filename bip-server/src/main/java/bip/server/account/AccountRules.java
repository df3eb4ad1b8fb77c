package bip.server.account;

import bip.server.account.Accounts.Refusal;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a new login and a new password must be like. Imported ones are taken as they are. */
final class AccountRules {
    /** In letters, not bytes; bipctl says the same before it asks the server. */
    static final int SHORTEST_PASSWORD = 12;

    private static final int LONGEST_PASSWORD = 256;

    private static final Pattern LOGIN = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N}._@-]{1,63}");

    private AccountRules() {}

    static Optional<Refusal> checkLogin(String login) {
        return LOGIN.matcher(login).matches()
                ? Optional.empty()
                : Optional.of(Refusal.LOGIN_MALFORMED);
    }

    static Optional<Refusal> checkPassword(String password) {
        int letters = password.codePointCount(0, password.length());
        if (letters == 0) {
            return Optional.of(Refusal.PASSWORD_MISSING);
        }
        if (letters < SHORTEST_PASSWORD) {
            return Optional.of(Refusal.PASSWORD_TOO_SHORT);
        }
        return letters > LONGEST_PASSWORD
                ? Optional.of(Refusal.PASSWORD_TOO_LONG)
                : Optional.empty();
    }
}

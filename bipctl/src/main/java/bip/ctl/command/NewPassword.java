package bip.ctl.command;

import bip.ctl.service.ServerAccounts;
import bip.ctl.support.CtlException;
import bip.ctl.support.ErrorCode;
import java.security.SecureRandom;

/**
 * A password to be set.
 *
 * @param isGenerated nobody knows it yet
 */
record NewPassword(String text, boolean isGenerated) {

    /** Without letters that look alike: 31 of them, so a letter holds 4.95 bits. */
    private static final String LETTERS = "abcdefghijkmnpqrstuvwxyz2345678";

    /** 99 bits, in groups that can be read out. */
    private static final int GROUPS = 4;

    private static final int GROUP = 5;

    /** Typed twice at a terminal, else the next line of standard input. */
    static NewPassword ask(Desk desk, String login) {
        var console = desk.console();
        boolean isTyped = console.canAsk();
        String text = console.askSecret(desk.text("user.password", login));
        if (text.isEmpty()) {
            throw new CtlException(ErrorCode.A211);
        }
        if (text.codePointCount(0, text.length()) < ServerAccounts.SHORTEST_PASSWORD) {
            throw new CtlException(ErrorCode.A204, ServerAccounts.SHORTEST_PASSWORD);
        }
        if (isTyped && !console.askSecret(desk.text("user.passwordAgain")).equals(text)) {
            throw new CtlException(ErrorCode.A203);
        }
        return new NewPassword(text, false);
    }

    static NewPassword generate() {
        var random = new SecureRandom();
        var text = new StringBuilder();
        for (int letter = 0; letter < GROUPS * GROUP; letter++) {
            if (letter > 0 && letter % GROUP == 0) {
                text.append('-');
            }
            text.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return new NewPassword(text.toString(), true);
    }

    @Override
    public String toString() {
        return "***";
    }
}

package bip.packaging.publisher;

import java.io.Console;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Asks a person at a terminal, without showing what is typed; twice for a new key. */
final class TerminalPassphrases implements Passphrases {

    private final @Nullable Console console;

    /**
     * @param console null where there is none
     */
    TerminalPassphrases(@Nullable Console console) {
        this.console = console;
    }

    @Override
    public Passphrase ofExisting(KeyName key) {
        return ask("Passphrase of " + key + ": ", key);
    }

    @Override
    public Passphrase ofNew(KeyName key) {
        Passphrase first = Passphrases.checked(ask("New passphrase for " + key + ": ", key), key);
        try (Passphrase second = ask("Again: ", key)) {
            if (!first.isSameAs(second)) {
                first.close();
                throw Refusal.before(
                        "the two passphrases for " + key + " differ", "Run the command again.");
            }
        }
        return first;
    }

    /**
     * Letters that the locale cannot carry would all be the same one, and open nothing elsewhere.
     */
    static Passphrase readable(char[] typed, KeyName key) {
        for (char letter : typed) {
            if (letter == '\ufffd') {
                Arrays.fill(typed, '\0');
                throw Refusal.before(
                        "the passphrase of " + key + " has letters that this terminal garbles",
                        "Use a terminal in UTF-8, or name a file with --passphrase-file.");
            }
        }
        return new Passphrase(typed);
    }

    private Passphrase ask(String prompt, KeyName key) {
        if (console == null || !console.isTerminal()) {
            throw Refusal.before(
                    "there is no terminal to type the passphrase of " + key + " at",
                    "Run it at a terminal, or name a file with --passphrase-file.");
        }
        char[] typed = console.readPassword("%s", prompt);
        if (typed == null) {
            throw Refusal.before("no passphrase was typed for " + key, "Run the command again.");
        }
        return readable(typed, key);
    }
}

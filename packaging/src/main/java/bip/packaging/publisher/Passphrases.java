package bip.packaging.publisher;

import java.io.IOException;

/** Where passphrases come from: a person at a terminal, or files. */
interface Passphrases {

    /** The passphrase of a key that exists. */
    Passphrase ofExisting(KeyName key) throws IOException;

    /** A passphrase for a key that is being made; long enough. */
    Passphrase ofNew(KeyName key) throws IOException;

    /**
     * Returns {@code passphrase}, which is for a new key.
     *
     * @throws Refusal if it is too short
     */
    static Passphrase checked(Passphrase passphrase, KeyName key) {
        if (passphrase.isTooShort()) {
            passphrase.close();
            throw Refusal.before(
                    "the passphrase for "
                            + key
                            + " has fewer than "
                            + Passphrase.LEAST_LETTERS
                            + " letters",
                    "Take five or more words chosen by dice.");
        }
        return passphrase;
    }
}

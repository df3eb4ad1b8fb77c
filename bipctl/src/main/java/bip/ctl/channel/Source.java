package bip.ctl.channel;

import bip.ctl.support.Phrase;
import java.io.IOException;
import java.io.InputStream;

/** Where a channel's files are read from. */
interface Source {

    /** The channel's address, for messages. */
    String address();

    /**
     * The file {@code name} of the channel, from its beginning.
     *
     * @throws Unavailable if it cannot be had
     */
    InputStream open(String name) throws IOException;

    /** A file cannot be had, for a reason that can be told. */
    final class Unavailable extends IOException {
        private final Phrase reason;

        Unavailable(Phrase reason) {
            super(reason.toString());
            this.reason = reason;
        }

        Phrase reason() {
            return reason;
        }
    }
}

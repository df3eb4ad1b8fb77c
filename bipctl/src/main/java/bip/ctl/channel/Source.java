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

    /** Why a file cannot be had, for people. */
    static Phrase reason(IOException e) {
        if (e instanceof Unavailable unavailable) {
            return unavailable.reason();
        }
        String message = e.getMessage();
        return Phrase.of(
                "channel.unreachable", message == null ? e.getClass().getSimpleName() : message);
    }

    /** A file cannot be had, for a reason that can be told. */
    final class Unavailable extends IOException {
        private final Phrase reason;
        private final boolean isAbsent;

        Unavailable(Phrase reason) {
            this(reason, false);
        }

        private Unavailable(Phrase reason, boolean isAbsent) {
            super(reason.toString());
            this.reason = reason;
            this.isAbsent = isAbsent;
        }

        /** The channel is there and has no such file. */
        static Unavailable absent(Phrase reason) {
            return new Unavailable(reason, true);
        }

        boolean isAbsent() {
            return isAbsent;
        }

        Phrase reason() {
            return reason;
        }
    }
}

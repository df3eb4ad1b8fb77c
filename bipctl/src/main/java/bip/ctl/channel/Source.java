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
    default InputStream open(String name) throws IOException {
        return part(name, Resumption.NONE).in();
    }

    /**
     * The rest of the file {@code name}, or all of it: where the source cannot go on, or the file
     * is another one by now.
     *
     * @throws Unavailable if it cannot be had
     */
    Part part(String name, Resumption wanted) throws IOException;

    /** Why a file cannot be had, for people. */
    static Phrase reason(IOException e) {
        if (e instanceof Unavailable unavailable) {
            return unavailable.reason();
        }
        return ConnectionTroubles.inWords(e);
    }

    /** A file cannot be had, for a reason that can be told. */
    final class Unavailable extends IOException {

        private enum Kind {
            /** It stays so until somebody does something. */
            LASTING,
            /** The channel is there and has no such file. */
            ABSENT,
            /** The next try may succeed. */
            PASSING
        }

        private final Phrase reason;
        private final Kind kind;

        Unavailable(Phrase reason) {
            this(reason, Kind.LASTING);
        }

        private Unavailable(Phrase reason, Kind kind) {
            super(reason.toString());
            this.reason = reason;
            this.kind = kind;
        }

        /** The channel is there and has no such file. */
        static Unavailable absent(Phrase reason) {
            return new Unavailable(reason, Kind.ABSENT);
        }

        /** The next try may succeed. */
        static Unavailable passing(Phrase reason) {
            return new Unavailable(reason, Kind.PASSING);
        }

        /** A connection that broke: the next one may hold. */
        static Unavailable passing(IOException e) {
            if (e instanceof Unavailable unavailable) {
                return unavailable;
            }
            Unavailable unavailable = passing(Source.reason(e));
            unavailable.initCause(e);
            return unavailable;
        }

        boolean isAbsent() {
            return kind == Kind.ABSENT;
        }

        boolean isPassing() {
            return kind == Kind.PASSING;
        }

        Phrase reason() {
            return reason;
        }
    }
}

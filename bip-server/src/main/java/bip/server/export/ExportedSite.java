package bip.server.export;

import bip.server.database.Database;
import bip.server.web.Fetched;
import java.nio.file.Path;

/** The site that is exported. Implemented by the root, which knows all rooms. */
public interface ExportedSite extends AutoCloseable {

    /**
     * What a citizen gets at {@code target}.
     *
     * @param target path and query, as in a request line
     */
    Fetched fetch(String target);

    Database database();

    /** Address that citizens use, without a slash at its end; empty when not known. */
    String address();

    @Override
    void close();

    /** Opens the site of one database. */
    @FunctionalInterface
    interface Opener {
        /**
         * Opens a site that is only read.
         *
         * @param copy a database that nobody else works on
         */
        ExportedSite open(Path copy);
    }
}

package bip.server.export;

import bip.server.database.Database;
import bip.server.text.PolishDates;
import bip.server.web.Fetched;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The site that is exported. Implemented by the root, which knows all rooms. */
public interface ExportedSite extends AutoCloseable {

    /**
     * What a citizen gets at {@code target}.
     *
     * @param target path and query, as in a request line
     */
    Fetched fetch(String target);

    /** Paths of all pages that can be read, in both languages. */
    List<String> paths();

    Database database();

    /** Dates as the office has them. */
    PolishDates dates();

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
         * @param address that citizens use; null for the one of the configuration
         */
        ExportedSite open(Path copy, @Nullable String address);
    }
}

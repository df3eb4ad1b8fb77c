package bip.server.database;

import bip.server.config.ConfigReader;
import bip.server.config.Key;
import bip.server.config.Parsers;
import java.nio.file.Path;

/**
 * Where the data are.
 *
 * @param dataFolder attachments, and the database when nobody names another
 */
public record DatabaseSettings(Path dataFolder) {
    private static final Key<Path> DATA_DIR =
            Key.of(
                    "BIP_DATA_DIR",
                    "/var/lib/bip",
                    "Folder of the attachments, and of the database when nobody names another.",
                    Parsers::absolutePath);

    /** Reads this room's keys. */
    public static DatabaseSettings read(ConfigReader reader) {
        return new DatabaseSettings(reader.read(DATA_DIR));
    }

    /** The database when neither an option nor the launcher names one. */
    public Path defaultDatabase() {
        return dataFolder.resolve("bip.db");
    }

    /** Where attachments are kept, by content hash. */
    public Path attachmentsFolder() {
        return dataFolder.resolve("attachments");
    }

    /** Where the search index is kept: a cache, which may be deleted at any time. */
    public Path indexFolder() {
        return dataFolder.resolve("index");
    }
}

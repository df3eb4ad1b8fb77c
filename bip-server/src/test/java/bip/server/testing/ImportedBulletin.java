package bip.server.testing;

import bip.server.database.Database;
import bip.server.legacyimport.LegacyImport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A data folder that holds the imported demonstration. */
public final class ImportedBulletin {

    private ImportedBulletin() {}

    /** Makes one in {@code folder}, with the database {@code bip.db}; returns its data folder. */
    public static Path in(Path folder) throws IOException {
        Path source = DemoBulletin.copyTo(folder.resolve("source"));
        Path data = Files.createDirectories(folder.resolve("data"));
        try (Database database = Database.open(MigratedDatabase.at(data.resolve("bip.db")))) {
            new LegacyImport(database, data.resolve("attachments")).run(source, false);
        }
        return data;
    }
}

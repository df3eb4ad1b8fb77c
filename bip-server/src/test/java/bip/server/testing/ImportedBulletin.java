package bip.server.testing;

import bip.server.database.Database;
import bip.server.legacyimport.LegacyImport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** A data folder that holds the imported demonstration. */
public final class ImportedBulletin {

    /** Where its pages stand in the subject menu, as in {@code make run}. */
    public static final Map<String, String> SECTIONS = sections();

    private ImportedBulletin() {}

    /**
     * Makes one in {@code folder}, with the database {@code bip.db}; returns its data folder. It is
     * a copy of one that was imported once; where from lies beside it in {@code source}.
     */
    public static Path in(Path folder) throws IOException {
        Imported.FOLDERS.copyTo(Files.createDirectories(folder));
        return folder.resolve("data");
    }

    private static void makeIn(Path folder) throws IOException {
        Path source = DemoBulletin.copyTo(folder.resolve("source"));
        Path data = Files.createDirectories(folder.resolve("data"));
        try (Database database = Database.open(MigratedDatabase.at(data.resolve("bip.db")))) {
            new LegacyImport(database, data.resolve("attachments")).run(source, false, SECTIONS);
        }
    }

    /** Made at its first use. */
    private static final class Imported {
        private static final Template FOLDERS = Template.madeBy(ImportedBulletin::makeIn);
    }

    private static Map<String, String> sections() {
        var sections = new LinkedHashMap<String, String>();
        sections.put("przetargi", "postepowania");
        sections.put("nabory", "praca-i-nabory");
        sections.put("petycje", "petycje");
        sections.put("nieruchomosci", "nieruchomosci");
        sections.put("planowanie-przestrzenne", "planowanie-przestrzenne");
        sections.put("srodowisko", "srodowisko");
        sections.put("budzet-i-finanse", "budzet-i-jego-zmiany");
        sections.put("uchwaly", "uchwaly-rady");
        sections.put("zarzadzenia", "zarzadzenia-wojta");
        sections.put("ogloszenia", "ogloszenia-i-obwieszczenia");
        return sections;
    }
}

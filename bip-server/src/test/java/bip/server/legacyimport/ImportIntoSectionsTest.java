package bip.server.legacyimport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bip.server.database.Database;
import bip.server.testing.DemoBulletin;
import bip.server.testing.MigratedDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pages that had no subject menu get their place in it as they come. */
class ImportIntoSectionsTest {

    @TempDir private Path folder;
    private Path file;

    @BeforeEach
    void makeAnEmptyBulletin() {
        file = MigratedDatabase.at(folder.resolve("bip.db"));
    }

    @Test
    void putsPagesIntoTheSectionOfTheirFirstMatchingLabel() throws Exception {
        var wanted = new LinkedHashMap<String, String>();
        wanted.put("Ogłoszenia", "ogloszenia-i-obwieszczenia");
        wanted.put("uchwaly", "uchwaly-rady");
        run(wanted);

        String notices = "ogloszenia-i-obwieszczenia";
        assertThat(sectionsOfLabel("ogloszenia")).containsExactly(notices);
        assertThat(sectionsOfLabel("uchwaly")).containsExactlyInAnyOrder("uchwaly-rady", notices);
        assertThat(sectionsOfLabel("nabory")).contains("null").doesNotContain("uchwaly-rady");
    }

    @Test
    void putsPagesOfTheOldMenuIntoSectionsOfTheSameName() throws Exception {
        run(Map.of("uchwaly", "uchwaly-rady"));

        assertThat(
                        query(
                                """
                                SELECT s.title FROM page p JOIN section s ON s.id = p.section_id
                                WHERE p.in_menu = 1 ORDER BY s.id\
                                """))
                .contains("Status prawny i statut", "Rada Gminy", "Ponowne wykorzystywanie");
    }

    @Test
    void putsNoPageAnywhereWhenNotToldTo() throws Exception {
        run(Map.of());

        assertThat(query("SELECT count(*) FROM page WHERE section_id IS NOT NULL"))
                .containsExactly("0");
    }

    @Test
    void refusesWhatItDoesNotKnowBeforeAnythingIsWritten() throws Exception {
        assertThatThrownBy(() -> run(Map.of("Uchwaly Rady", "uchwaly-rady")))
                .isInstanceOf(ImportException.class)
                .hasMessageContaining("there is no label \"Uchwaly Rady\"; there are: ")
                .hasMessageContaining("Zarządzenia");
        assertThatThrownBy(() -> run(Map.of("uchwaly", "prawo")))
                .isInstanceOf(ImportException.class)
                .hasMessageContaining("there is no section \"prawo\"");

        assertThat(query("SELECT count(*) FROM page")).containsExactly("0");
        assertThat(Files.exists(folder.resolve("attachments"))).isFalse();
    }

    private void run(Map<String, String> sections) throws IOException {
        try (Database database = Database.open(file)) {
            new LegacyImport(database, folder.resolve("attachments"))
                    .run(DemoBulletin.FOLDER, false, sections);
        }
    }

    private List<String> sectionsOfLabel(String slug) throws SQLException {
        return query(
                """
                SELECT DISTINCT s.slug FROM page_label pl
                JOIN label l ON l.id = pl.label_id AND l.slug = '%s'
                JOIN page p ON p.id = pl.page_id
                LEFT JOIN section s ON s.id = p.section_id\
                """
                        .formatted(slug));
    }

    private List<String> query(String sql) throws SQLException {
        return DemoBulletin.query(file, sql);
    }
}

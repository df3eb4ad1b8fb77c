package bip.server.completeness;

import static org.assertj.core.api.Assertions.assertThat;

import bip.server.testing.DemoBulletin;
import bip.server.testing.StaffSite;
import java.nio.file.Path;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The desk says what the bulletin lacks; the site stays up (R3, R12, R40). */
class CompletenessTest {

    @Test
    void listsOnTheDeskWhatIsMissingUntilItIsThere(@TempDir Path folder) throws Exception {
        try (StaffSite site = new StaffSite(folder)) {
            var editor = site.signedIn(StaffSite.EDITOR);
            Document before = editor.read("/redakcja");
            assertThat(before.select(".gaps a").eachText())
                    .contains(
                            "nazwa i adres podmiotu",
                            "co najmniej jeden redaktor: imię i nazwisko, telefon, faks, poczta",
                            "deklaracja dostępności",
                            "słownik skrótów");
            assertThat(before.select(".gaps li").eachText())
                    .contains("deklaracja dostępności (art. 10 ustawy o dostępności cyfrowej)");

            DemoBulletin.execute(
                    site.server().database(),
                    "UPDATE section SET duty = 'optional'",
                    """
                    INSERT INTO section
                        (id, parent_id, position, slug, title, title_en, basis, duty, fixed) VALUES
                        (1, NULL, 99, 'o-nas', 'Gmina', 'Municipality', '', 'mandatory', 0),
                        (2, 1, 1, 'statut', 'Statut', 'Statute', 'art. 6 ust. 1 pkt 2 lit. a',
                         'mandatory', 0),
                        (3, 1, 2, 'raport', 'Raport', 'Report', 'art. 6 ust. 1 pkt 4 lit. d',
                         'mandatory', 0)\
                    """,
                    "UPDATE page SET section_id = 2 WHERE id = 1",
                    "UPDATE page SET section_id = 3 WHERE id = 2",
                    """
                    INSERT INTO public_body (id, name, short_name, street, zip_code, town)
                    VALUES (1, 'Urząd', 'Urząd', 'Rynek 1', '99-777', 'Przykładowo')\
                    """,
                    "INSERT INTO contact VALUES (1, 1, 'Sekretariat', '22', 'a@b.example')",
                    "INSERT INTO editorial_member VALUES (1, 1, 'Ala', '22', '', 'a@b.example')",
                    "INSERT INTO glossary_term VALUES ('BIP', 'Biuletyn Informacji Publicznej')",
                    """
                    INSERT INTO accessibility_statement VALUES
                        (1, 'full', '2025-01-01', '2025-01-01', '2025-01-01', NULL, 'self', 'Ala',
                         'a@b.example', '22', '', '', '', 'Podjazd.', 'Brak.', '')\
                    """);
            assertThat(editor.read("/redakcja").select(".gaps li").eachText())
                    .containsExactly(
                            "przegląd deklaracji dostępności: do 31 marca (art. 11 ustawy o"
                                    + " dostępności cyfrowej)",
                            "informacje w dziale „Raport” (art. 8 ust. 3, art. 6 ust. 1 pkt 4 lit."
                                    + " d)");

            DemoBulletin.execute(
                    site.server().database(),
                    "UPDATE accessibility_statement SET reviewed_on = '2026-02-28'",
                    "UPDATE section SET duty = 'optional' WHERE id = 3");
            assertThat(editor.read("/redakcja").select(".gaps")).isEmpty();
            assertThat(site.server().get("/redakcja").status()).isNotEqualTo(200);
        }
    }
}

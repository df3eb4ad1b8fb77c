package bip.server.inspection;

import static org.assertj.core.api.Assertions.assertThat;

import bip.server.testing.DemoBulletin;
import bip.server.testing.Golden;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Single pages and files of a copy that no server runs on. */
class LookupCommandTest {
    private static final String NEWER =
            "INSERT INTO page_revision (page_id, number, title, summary, markdown, saved_at,"
                    + " saved_by) SELECT page_id, 2, 'Żółte ŁĄKI', summary, 'Nowa treść:"
                    + " święto Źdźbła', '2026-03-02T09:00:00.000000Z', saved_by FROM page_revision"
                    + " WHERE page_id = 1 AND number = 1";

    @TempDir private Path folder = Path.of("");
    private InspectedBulletin bulletin;

    @BeforeEach
    void importABulletin() throws IOException {
        bulletin = new InspectedBulletin(folder);
    }

    @Test
    void showsTheNewestTextOfAPageWithItsRevisions() throws Exception {
        DemoBulletin.execute(bulletin.database(), NEWER);
        String slug = row("SELECT slug FROM page WHERE id = 1");

        assertThat(bulletin.lookup("--page", slug)).isZero();

        var page = bulletin.document();
        assertThat(page.get("slug").asString()).isEqualTo(slug);
        assertThat(page.get("state").asString()).isEqualTo("published");
        assertThat(page.get("title").asString()).isEqualTo("Żółte ŁĄKI");
        assertThat(page.get("revision").asInt()).isEqualTo(2);
        assertThat(page.get("markdown").asString()).isEqualTo("Nowa treść: święto Źdźbła");
        assertThat(page.get("revisions").size()).isEqualTo(2);
        assertThat(page.get("revisions").get(1).get("savedAt").asString())
                .isEqualTo("2026-03-02T09:00:00.000000Z");
        assertThat(page.get("revisions").get(0).get("savedBy").asString())
                .isEqualTo(
                        row(
                                "SELECT login FROM account a JOIN page_revision r ON r.saved_by = a.id"
                                        + " WHERE page_id = 1 AND number = 1"));
    }

    @Test
    void showsAnEarlierTextWhenAsked() throws Exception {
        DemoBulletin.execute(bulletin.database(), NEWER);
        String slug = row("SELECT slug FROM page WHERE id = 1");

        assertThat(bulletin.lookup("--page", slug, "--revision", "1")).isZero();

        assertThat(bulletin.document().get("markdown").asString())
                .isEqualTo(
                        row("SELECT markdown FROM page_revision WHERE page_id = 1 AND number = 1"));
        assertThat(bulletin.document().get("title").asString()).isEqualTo("Żółte ŁĄKI");
        assertThat(bulletin.lookup("--page", slug, "--revision", "3")).isEqualTo(1);
    }

    @Test
    void showsWhyAPageWasWithdrawnAndWhatFilesItHas() throws Exception {
        String withdrawn = row("SELECT slug FROM page WHERE state = 'withdrawn' LIMIT 1");
        assertThat(bulletin.lookup("--page", withdrawn)).isZero();
        assertThat(bulletin.document().get("withdrawnReason").asString()).isNotBlank();

        String withFiles =
                row(
                        "SELECT slug FROM page p JOIN attachment a ON a.page_id = p.id WHERE a.sha256"
                                + " IS NOT NULL LIMIT 1");
        assertThat(bulletin.lookup("--page", withFiles)).isZero();
        var file = bulletin.document().get("attachments").get(0);
        assertThat(file.get("sha256").asString()).hasSize(64);
        assertThat(file.get("sizeBytes").asLong()).isPositive();
        assertThat(file.get("fileName").asString()).isNotBlank();
        assertThat(file.get("page").get("slug").asString()).isEqualTo(withFiles);
    }

    @Test
    void findsAFileByNameAndByContentOnAllItsPages() throws Exception {
        String shared =
                row(
                        "SELECT sha256 FROM attachment WHERE sha256 IS NOT NULL GROUP BY sha256 HAVING"
                                + " count(*) = 2");
        assertThat(bulletin.lookup("--attachment", shared.toUpperCase(Locale.ROOT))).isZero();
        assertThat(bulletin.document().get("attachments").size()).isEqualTo(2);

        String name = row("SELECT file_name FROM attachment WHERE id = 3");
        assertThat(bulletin.lookup("--attachment", name)).isZero();
        assertThat(bulletin.document().get("attachments").get(0).get("fileName").asString())
                .isEqualTo(name);
    }

    @Test
    void findsAFileThatWasLostBeforeItCame() throws Exception {
        String name = row("SELECT file_name FROM attachment WHERE sha256 IS NULL");
        assertThat(bulletin.lookup("--attachment", name)).isZero();
        assertThat(bulletin.document().get("attachments").get(0).has("sha256")).isFalse();
    }

    @Test
    void findsWordsWhateverTheirCapitalsAndOnlyInTheNewestText() throws Exception {
        String before = row("SELECT markdown FROM page_revision WHERE page_id = 1");
        assertThat(found(before)).isNotEmpty();
        DemoBulletin.execute(bulletin.database(), NEWER);
        String slug = row("SELECT slug FROM page WHERE id = 1");

        assertThat(found("ŹDŹBŁA żółte")).containsExactly(slug);
        assertThat(found("łąki źdźbła")).containsExactly(slug);
        assertThat(bulletin.lookup("--containing", before)).isEqualTo(1);
        assertThat(bulletin.lookup("--containing", "zdzbla")).isEqualTo(1);
    }

    @Test
    void tellsFiftyPagesAndThatThereAreMore() {
        assertThat(found("a")).hasSize(50);
        assertThat(bulletin.document().get("more").asBoolean()).isTrue();
    }

    @Test
    void saysThatThereIsNoSuchThing() {
        for (String[] wish :
                List.of(
                        new String[] {"--page", "nie-ma"},
                        new String[] {"--attachment", "nie-ma.pdf"},
                        new String[] {"--containing", "nie ma żyrafy w żyrafiarni"})) {
            assertThat(bulletin.lookup(wish)).isEqualTo(1);
            assertThat(bulletin.out())
                    .isEqualTo("{\"format\":\"bip-lookup/v1\",\"kind\":\"nothing\"}\n");
            assertThat(bulletin.err()).contains("there is no such thing in");
        }
    }

    @Test
    void wantsOneWish() {
        assertThat(bulletin.lookup()).isEqualTo(2);
        assertThat(bulletin.lookup("--page", "a", "--attachment", "b")).isEqualTo(2);
        assertThat(bulletin.lookup("--attachment", "b", "--revision", "1")).isEqualTo(2);
        assertThat(bulletin.lookup("--containing", " ")).isEqualTo(2);
    }

    @Test
    void refusesASchemaThatItDoesNotKnow() throws Exception {
        DemoBulletin.execute(
                bulletin.database(),
                "UPDATE flyway_schema_history SET version = '9999' WHERE version = '0002'");
        assertThat(bulletin.lookup("--page", "a")).isEqualTo(78);
    }

    @Test
    void isAsTheContractHasIt() throws Exception {
        List<String> golden = Golden.lines("lookup.ndjson");
        String page =
                row(
                        "SELECT slug FROM page p JOIN attachment a ON a.page_id = p.id JOIN"
                                + " page_revision r ON r.page_id = p.id WHERE r.summary IS NOT NULL AND"
                                + " state = 'published' AND sha256 IS NOT NULL LIMIT 1");
        String[][] wishes = {
            {"--page", page},
            {"--attachment", row("SELECT sha256 FROM attachment WHERE sha256 IS NOT NULL")},
            {"--containing", "a"},
            {"--page", "nie-ma"}
        };
        for (int i = 0; i < wishes.length; i++) {
            bulletin.lookup(wishes[i]);
            assertThat(Golden.fieldsOf(bulletin.out())).isEqualTo(Golden.fieldsOf(golden.get(i)));
        }
    }

    private List<String> found(String words) {
        assertThat(bulletin.lookup("--containing", words)).as(words).isZero();
        var slugs = new ArrayList<String>();
        bulletin.document().get("pages").forEach(it -> slugs.add(it.get("slug").asString()));
        return slugs;
    }

    private String row(String sql) throws Exception {
        return DemoBulletin.query(bulletin.database(), sql).getFirst();
    }
}

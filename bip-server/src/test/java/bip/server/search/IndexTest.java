package bip.server.search;

import static org.assertj.core.api.Assertions.assertThat;

import bip.server.database.Database;
import bip.server.errortracking.ErrorReporter;
import bip.server.errortracking.Origin;
import bip.server.legacyimport.LegacyImport;
import bip.server.testing.DemoBulletin;
import bip.server.testing.ImportedBulletin;
import bip.server.testing.MigratedDatabase;
import bip.server.testing.Patience;
import bip.server.testing.TestServer;
import bip.server.text.Markdown;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The index keeps in step with the database, and no failure of it takes the site down. */
class IndexTest {

    private static final String ONE_PAGE = "/szukaj?q=ZP.271.1.2019";

    @TempDir private Path folder;
    private Path data;

    @BeforeEach
    void importDemonstration() throws IOException {
        data = ImportedBulletin.in(folder);
    }

    @Test
    void seesWhatAnotherProcessChanged() throws Exception {
        try (TestServer server = TestServer.startOn(data, Map.of())) {
            Patience.await("found", () -> count(server, ONE_PAGE) == 1);
            DemoBulletin.execute(
                    server.database(),
                    "UPDATE page SET state = 'withdrawn', withdrawn_reason = 'x', withdrawn_at ="
                            + " '2024-01-01T00:00:00Z' WHERE slug LIKE '%zp-271-1-2019%'");
            Patience.await("no longer found", () -> count(server, ONE_PAGE) == 0);
        }
    }

    @Test
    void seesAnImportIntoARunningServer(@TempDir Path fresh) throws Exception {
        try (TestServer server = TestServer.start(fresh)) {
            assertThat(count(server, ONE_PAGE)).isZero();
            try (Database other = Database.open(fresh.resolve("bip.db"))) {
                new LegacyImport(other, fresh.resolve("attachments"))
                        .run(folder.resolve("source"), false);
            }
            Patience.await("found", () -> count(server, ONE_PAGE) == 1);
        }
    }

    @Test
    void usesWhatItLeftBehind() throws Exception {
        awaitIndex();
        Map<String, String> before = DemoBulletin.digests(data.resolve("index"));
        try (TestServer again = TestServer.startOn(data, Map.of())) {
            assertThat(count(again, ONE_PAGE)).isEqualTo(1);
        }
        assertThat(before).hasSizeGreaterThan(2);
        assertThat(DemoBulletin.digests(data.resolve("index"))).isEqualTo(before);
    }

    @Test
    void showsNothingOfAnotherDatabase() throws Exception {
        awaitIndex();
        for (String file : List.of("bip.db", "bip.db-wal", "bip.db-shm")) {
            Files.deleteIfExists(data.resolve(file));
        }
        MigratedDatabase.at(data.resolve("bip.db"));
        try (TestServer server = TestServer.startOn(data, Map.of())) {
            assertThat(count(server, ONE_PAGE)).isZero();
            assertThat(server.get(ONE_PAGE).text()).contains("Nie znaleźliśmy");
        }
    }

    @Test
    void makesABrokenIndexAnew() throws Exception {
        awaitIndex();
        try (var files = Files.list(data.resolve("index"))) {
            for (Path file : files.toList()) {
                Files.writeString(file, "not what Lucene wrote");
            }
        }
        try (TestServer server = TestServer.startOn(data, Map.of())) {
            Patience.await("found", () -> count(server, ONE_PAGE) == 1);
            assertThat(server.get("/health").text()).doesNotContain("memory");
        }
    }

    @Test
    void worksInMemoryWhereTheFolderCannotBe() throws Exception {
        Files.writeString(data.resolve("index"), "a file in the folder's place");
        try (TestServer server = TestServer.startOn(data, Map.of())) {
            Patience.await("found", () -> count(server, ONE_PAGE) == 1);
            assertThat(server.get("/health").status()).isEqualTo(200);
            assertThat(server.get("/health").text())
                    .contains(
                            "\"name\":\"search\",\"state\":\"ok\",\"detail\":\"index in memory only");
        }
    }

    @Test
    void leavesTheIndexToTheProcessThatHoldsIt() throws Exception {
        try (TestServer first = TestServer.startOn(data, Map.of());
                TestServer second = TestServer.startOn(data, Map.of())) {
            Patience.await("found", () -> count(first, ONE_PAGE) == 1);
            Patience.await("found", () -> count(second, ONE_PAGE) == 1);
            assertThat(first.get("/health").text() + second.get("/health").text())
                    .containsOnlyOnce("another process holds");
        }
    }

    @Test
    void takesInAPageWithAWordThatIsTooLongForLucene() throws Exception {
        revise(data.resolve("bip.db"), "printf('%.*c', 70000, 'ż') || ' hipopotamy'", 1);
        try (TestServer server = TestServer.startOn(data, Map.of())) {
            Patience.await("found", () -> count(server, "/szukaj?q=hipopotamy") == 1);
            assertThat(count(server, ONE_PAGE)).isEqualTo(1);
            assertThat(server.get("/health").text())
                    .contains("{\"name\":\"search\",\"state\":\"ok\"}");
        }
    }

    @Test
    void leavesOutAPageThatCannotBeIndexedAndNamesItWithoutItsText() throws Exception {
        String id = revise(data.resolve("bip.db"), "'Treść.'", 1);
        DemoBulletin.execute(
                data.resolve("bip.db"),
                "UPDATE page SET created_at = 'hipopotam' WHERE id = " + id);
        try (TestServer server = TestServer.startOn(data, Map.of())) {
            Patience.await("found", () -> count(server, ONE_PAGE) == 1);
            Patience.await(
                    "named",
                    () -> server.get("/health").text().contains("cannot be indexed: " + id + "\""));
            assertThat(server.get("/health").text())
                    .doesNotContain("hipopotam")
                    .doesNotContain("memory")
                    .contains("\"ready\":true");

            DemoBulletin.execute(
                    server.database(),
                    "UPDATE page SET created_at = '2024-01-01T00:00:00Z' WHERE id = " + id);
            revise(server.database(), "'Same hipopotamy.'", 2);
            Patience.await("found", () -> count(server, "/szukaj?q=hipopotamy") == 1);
            assertThat(server.get("/health").text()).doesNotContain("left out");
        }
    }

    @Test
    void putsOffTheNextTryLongerAndLongerAndReportsAFailureOnce() {
        var reported = new ArrayList<Throwable>();
        var failures = new IndexFailures(new Reporter(reported));
        for (int i = 0; i < 3; i++) {
            failures.report(new IOException("no space left: " + i));
            failures.reportPage(17, new IllegalArgumentException("tajny tekst"));
        }
        assertThat(reported).hasSize(2);
        assertThat(reported.getLast()).hasMessageContaining("17").hasNoCause();
        assertThat(reported.getLast()).hasMessageNotContaining("tajny");

        assertThat(failures.mayTry()).isTrue();
        assertThat(failures.putOff()).hasSeconds(1);
        assertThat(failures.putOff()).hasSeconds(2);
        assertThat(failures.mayTry()).isFalse();
        for (int i = 0; i < 20; i++) {
            failures.putOff();
        }
        assertThat(failures.putOff()).isEqualTo(IndexFailures.LONGEST);
        failures.over();
        assertThat(failures.mayTry()).isTrue();
    }

    private record Reporter(List<Throwable> reported) implements ErrorReporter {
        @Override
        public void report(Throwable failure, Origin origin) {
            reported.add(failure);
        }

        @Override
        public void close() {
            // nothing waits
        }
    }

    /** Gives a page another text, as another process would; returns its number. */
    private static String revise(Path file, String markdown, int after) throws Exception {
        DemoBulletin.execute(
                file,
                "INSERT INTO page_revision (page_id, number, title, markdown, saved_at, saved_by)"
                        + " SELECT page_id, number + 1, title, "
                        + markdown
                        + ", '2024-01-01T00:00:00Z', 1 FROM page_revision WHERE title = 'Rada"
                        + " Gminy' AND number = "
                        + after);
        return DemoBulletin.query(
                        file, "SELECT page_id FROM page_revision WHERE number = " + (after + 1))
                .getFirst();
    }

    @Test
    void isToldOfAChangedPage() throws Exception {
        Path file = data.resolve("bip.db");
        var stems = new Stems(PolishDictionary::shared);
        try (Database database = Database.open(file);
                var keeper =
                        new IndexKeeper(
                                database,
                                new PageSource(database, new Markdown()),
                                new IndexPlace(data.resolve("index")),
                                stems,
                                ErrorReporter.none())) {
            var search = new PageSearch(keeper, stems);
            keeper.start();
            Patience.await("complete", keeper::isComplete);
            assertThat(total(search, "hipopotamy")).isZero();

            DemoBulletin.execute(
                    file,
                    """
                    INSERT INTO page_revision (page_id, number, title, markdown, saved_at, saved_by)
                    SELECT page_id, 2, title, 'Hipopotam **nad** stawem', '2024-01-01T00:00:00Z', 1
                    FROM page_revision WHERE title = 'Rada Gminy'\
                    """);
            String id =
                    DemoBulletin.query(file, "SELECT page_id FROM page_revision WHERE number = 2")
                            .getFirst();
            keeper.pageChanged(Long.parseLong(id));

            assertThat(total(search, "hipopotamy")).isEqualTo(1);
        }
    }

    private static long total(PageSearch search, String query) {
        Found found = search.find(QueryText.parse(query), 0, 20);
        assertThat(found).isInstanceOf(Found.Pages.class);
        return ((Found.Pages) found).total();
    }

    /** Starts and stops a server that leaves a complete index behind. */
    private void awaitIndex() throws Exception {
        try (TestServer server = TestServer.startOn(data, Map.of())) {
            Patience.await("found", () -> count(server, ONE_PAGE) == 1);
            Patience.await(
                    "committed",
                    () -> {
                        try (var files = Files.list(data.resolve("index"))) {
                            return files.anyMatch(
                                    f -> f.getFileName().toString().startsWith("segments_"));
                        }
                    });
        }
    }

    private static int count(TestServer server, String address) throws IOException {
        return Jsoup.parse(server.get(address).text()).select(".results h2").size();
    }
}

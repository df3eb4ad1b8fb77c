package bip.server.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import bip.server.database.Database;
import bip.server.testing.DemoBulletin;
import bip.server.testing.HandClock;
import bip.server.testing.ImportedBulletin;
import bip.server.testing.RawHttp;
import bip.server.testing.TestServer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Readings are counted, readers are not (R62). */
class VisitCounterTest {
    private static final ZoneId WARSAW = ZoneId.of("Europe/Warsaw");
    private static final String BROWSER =
            "User-Agent: Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";
    private static final String PAGE = "/strona/dyzury-radnych";

    /** In Warsaw the next day has begun. */
    private final HandClock clock = new HandClock(Instant.parse("2026-03-01T23:30:00Z"));

    @TempDir private Path folder;
    private Path data;

    @BeforeEach
    void importOnce() throws Exception {
        data = ImportedBulletin.in(folder);
    }

    @Test
    void countsBrowsersByPageAndDayOfTheOffice() throws Exception {
        try (TestServer server = TestServer.startOn(data, Map.of(), clock)) {
            server.get(PAGE, BROWSER);
            server.get("/en" + PAGE, BROWSER);
            server.get(PAGE);
            server.get(PAGE, "User-Agent: Mozilla/5.0 (compatible; Googlebot/2.1)");
            server.get("/strona/nie-ma", BROWSER);
            RawHttp.exchange(
                    server.address(),
                    "HEAD %s HTTP/1.1\r\nHost: x\r\n%s\r\nConnection: close\r\n\r\n"
                            .formatted(PAGE, BROWSER));
            assertThat(counted()).as("nothing is written within a request").isEmpty();
        }
        assertThat(counted()).containsExactly("dyzury-radnych|2026-03-02|2");
        assertThat(DemoBulletin.query(data.resolve("bip.db"), "SELECT * FROM visit_count"))
                .allMatch(row -> row.matches("\\d+\\|2026-03-02\\|2"));
    }

    @Test
    void keepsCountsInMemoryWhileFrozenAndLosesNone() throws Exception {
        var frozen = new AtomicBoolean(true);
        try (Database database = Database.open(data.resolve("bip.db"), frozen::get);
                VisitCounter counter = VisitCounter.start(database, clock, WARSAW)) {
            IntStream.range(0, 1_000).parallel().forEach(_ -> counter.count(1));
            assertThat(counter.flush()).isFalse();
            counter.count(1);
            counter.count(2);
            counter.count(987_654);
            assertThat(DemoBulletin.query(data.resolve("bip.db"), "SELECT 1 FROM visit_count"))
                    .isEmpty();

            frozen.set(false);
            assertThat(counter.flush()).isTrue();
            counter.count(1);
        }
        assertThat(
                        DemoBulletin.query(
                                data.resolve("bip.db"),
                                "SELECT page_id, visits FROM visit_count ORDER BY page_id"))
                .containsExactly("1|1002", "2|1");
    }

    @Test
    void showsSumsInBothLanguagesAndAsCsv() throws Exception {
        try (TestServer server = TestServer.startOn(data, Map.of(), clock)) {
            assertThat(main(server, "/statystyka")).contains("Nie policzono tu jeszcze");

            DemoBulletin.execute(
                    server.database(),
                    """
                    INSERT INTO visit_count
                    SELECT id, '2026-02-27', 1234 FROM page WHERE slug = 'dyzury-radnych'\
                    """,
                    """
                    INSERT INTO visit_count
                    SELECT id, '2026-03-01', 5 FROM page WHERE slug = 'rada-gminy'\
                    """);
            assertThat(main(server, "/statystyka")).contains("Nie policzono tu jeszcze");
            clock.advance(Duration.ofMinutes(2));

            assertThat(main(server, "/statystyka"))
                    .contains("Wyświetlenia stron 1 239")
                    .contains("Liczone od 27 lutego 2026")
                    .contains("marzec 2026 5 luty 2026 1 234")
                    .contains("Rada Gminy 5");
            assertThat(main(server, "/en/statystyka"))
                    .contains("Counted since 27 February 2026")
                    .contains("March 2026 5 February 2026 1 234");
            RawHttp.Answer csv = server.get("/statystyka.csv");
            assertThat(csv.header("Content-Type").orElseThrow()).startsWith("text/csv");
            assertThat(csv.text().lines())
                    .hasSize(3)
                    .startsWith("miesiąc,adres,tytuł,wyświetlenia")
                    .contains("2026-03,\"/strona/rada-gminy\",\"Rada Gminy\",5");
        }
    }

    private List<String> counted() throws Exception {
        return DemoBulletin.query(
                data.resolve("bip.db"),
                "SELECT slug, day, visits FROM visit_count JOIN page ON id = page_id");
    }

    private static String main(TestServer server, String address) throws Exception {
        RawHttp.Answer answer = server.get(address);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text()).doesNotContain("??");
        return Jsoup.parse(answer.text()).expectFirst("main").text();
    }
}

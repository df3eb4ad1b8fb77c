package bip.server.page;

import static org.assertj.core.api.Assertions.assertThat;

import bip.server.audit.AuditLog;
import bip.server.database.Database;
import bip.server.page.HistoryModel.Attached;
import bip.server.page.HistoryModel.Page;
import bip.server.page.HistoryModel.Revision;
import bip.server.page.HistoryModel.Standing;
import bip.server.page.HistoryModel.State;
import bip.server.testing.DemoBulletin;
import bip.server.testing.HandClock;
import bip.server.testing.MigratedDatabase;
import bip.server.testing.RawHttp;
import bip.server.testing.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Random acts on a running bulletin; then every address that was ever public, and the state as of
 * random moments, are compared with what a model without a database expects (R23, R26, R64, art. 8
 * ust. 6 pkt 5). Repeat a run with {@code -Dbip.historySeed}.
 */
class HistoryTest {
    private static final Instant START = Instant.parse("2024-02-01T08:00:00Z");
    private static final ZoneId ZONE = ZoneId.of("Europe/Warsaw");

    private final long seed = Long.getLong("bip.historySeed", System.nanoTime());
    private final int wanted = Integer.getInteger("bip.historyActs", 150);
    private final int moments = Integer.getInteger("bip.historyMoments", 40);
    private final Random random = new Random(seed);
    private final HandClock clock = new HandClock(START);
    private final HistoryModel model = new HistoryModel();

    @TempDir private Path folder;
    private Database database;
    private TestServer server;
    private HistoryActs acts;
    private int requests;

    @BeforeEach
    void open() throws Exception {
        Path data = Files.createDirectories(folder.resolve("data"));
        Path file = MigratedDatabase.at(data.resolve("bip.db"));
        DemoBulletin.execute(
                file,
                "INSERT INTO account VALUES (1, 'ala', NULL, '', 1, 0, '2024-01-01T00:00:00Z')");
        for (long section : HistoryActs.SECTIONS) {
            DemoBulletin.execute(
                    file,
                    "INSERT INTO section (id, position, slug, title, title_en, basis, duty, fixed)"
                            + " VALUES (%1$d, %1$d, 's%1$d', 'S%1$d', 'S%1$d', '', 'optional', 0)"
                                    .formatted(section));
        }
        server = TestServer.startOn(data, Map.of(), clock);
        database = Database.open(file);
        acts = new HistoryActs(database, data, clock, random, model, Math.max(20, wanted / 3));
    }

    @AfterEach
    void close() {
        database.close();
        server.close();
    }

    @Test
    void everyAddressEverPublicAnswersAndEveryPastStateIsKnown() throws Exception {
        System.out.printf("history: seed %d, %d changes, %d moments%n", seed, wanted, moments);
        while (acts.changes() < wanted) {
            // Now and then two acts fall into the same instant.
            if (random.nextInt(10) != 0) {
                clock.advance(Duration.ofSeconds(random.nextInt(200_000)));
            }
            acts.act();
        }
        clock.advance(Duration.ofDays(2));
        checkAddresses();
        checkVersions();
        checkFiles();
        checkStates();
        checkBooks();
        System.out.printf(
                "history: %d pages, %d addresses, %d revisions, %d file versions, %d requests%n",
                model.pages.size(),
                model.owners.size(),
                model.pages.values().stream().mapToInt(page -> page.revisions.size()).sum(),
                model.files.size(),
                requests);
    }

    private void checkAddresses() throws IOException {
        for (var entry : model.owners.entrySet()) {
            Page page = model.pageOf(entry.getValue());
            String now = "/strona/" + page.now().slug();
            String asked = "/strona/" + entry.getKey();
            for (String rest : List.of("", "/wersje", "/wersja/1", "/porownanie?od=1&do=1")) {
                expectPage(page, asked + rest, now + rest);
            }
        }
    }

    private void checkVersions() throws IOException {
        for (Page page : model.pages.values()) {
            String now = "/strona/" + page.now().slug();
            int last = page.revisions.size();
            for (Revision revision : page.revisions) {
                String address = now + "/wersja/" + revision.number();
                expectPage(page, address, address);
                if (page.isAlive()) {
                    Document shown = Jsoup.parse(get(address).text());
                    assertThat(shown.expectFirst("h1").text()).isEqualTo(revision.title());
                    assertThat(shown.expectFirst(".prose").text()).isEqualTo(revision.text());
                    assertThat(shown.select("meta[name=robots]").size())
                            .isEqualTo(revision.number() == last ? 0 : 1);
                }
            }
            if (page.isAlive()) {
                assertThat(get(now + "/wersja/" + (last + 1)).status()).isEqualTo(404);
                assertThat(get(now + "/porownanie?od=1&do=" + last).status()).isEqualTo(200);
                Document shown = Jsoup.parse(get(now).text());
                assertThat(shown.expectFirst("h1").text())
                        .isEqualTo(page.revisions.getLast().title());
                assertThat(shown.text().contains("W archiwum od"))
                        .isEqualTo(page.now().state() == State.ARCHIVED);
            }
        }
    }

    private void expectPage(Page page, String asked, String now) throws IOException {
        RawHttp.Answer answer = get(asked);
        if (!page.isAlive()) {
            assertThat(answer.status()).as(asked).isEqualTo(410);
            assertThat(answer.text()).contains("art. 5 ust. 2");
        } else if (asked.equals(now)) {
            assertThat(answer.status()).as(asked).isEqualTo(200);
        } else {
            assertThat(answer.status()).as(asked).isEqualTo(301);
            assertThat(answer.header("Location")).contains(now);
            assertThat(get("/en" + asked).header("Location")).contains("/en" + now);
        }
    }

    private void checkFiles() throws IOException {
        for (Attached file : model.files.values()) {
            RawHttp.Answer answer = get("/zalacznik/" + file.id + "/" + file.name);
            boolean readable = model.pageOf(file).isAlive() && !file.removed;
            assertThat(answer.status()).as("file %d", file.id).isEqualTo(readable ? 200 : 410);
            if (readable) {
                assertThat(answer.text()).isEqualTo(file.content);
            }
            checkName(file.name);
        }
    }

    private void checkName(String name) throws IOException {
        List<Attached> holders =
                model.files.values().stream().filter(file -> file.name.equals(name)).toList();
        List<Attached> readable =
                holders.stream().filter(f -> model.pageOf(f).isAlive() && !f.removed).toList();
        RawHttp.Answer answer = get("/attachment/" + name);
        if (readable.isEmpty()) {
            assertThat(answer.status()).as(name).isEqualTo(410);
        } else if (readable.stream().anyMatch(file -> file.until == null)) {
            assertThat(answer.status()).as(name).isEqualTo(200);
        } else {
            Attached last =
                    readable.stream().max(Comparator.comparingLong(f -> f.id)).orElseThrow();
            assertThat(answer.status()).as(name).isEqualTo(301);
            assertThat(answer.header("Location")).contains("/zalacznik/" + last.id + "/" + name);
        }
    }

    private void checkStates() throws IOException {
        var days = new PublicDays(database);
        long span = Duration.between(START, clock.instant()).toSeconds();
        var asked = new ArrayList<Instant>(List.of(START.minusSeconds(1), clock.instant()));
        while (asked.size() < moments) {
            // Half of them are the very instants of acts.
            asked.add(
                    random.nextBoolean()
                            ? START.plusSeconds((long) (random.nextDouble() * span))
                            : anyInstant());
        }
        for (Instant moment : asked) {
            List<String> found =
                    days.listAt(moment).stream()
                            .sorted(Comparator.comparingLong(PublicDays.PublicPage::id))
                            .map(HistoryTest::line)
                            .toList();
            assertThat(found).as("as of %s", moment).isEqualTo(model.stateAt(moment));
            assertThat(days.countAt(moment)).isEqualTo(found.size());
            assertThat(shownAt("chwila=" + moment)).isEqualTo(found.size());
            var day = moment.atZone(ZONE).toLocalDate();
            if (!day.isAfter(clock.instant().atZone(ZONE).toLocalDate())) {
                Instant end =
                        day.plusDays(1).atStartOfDay(ZONE).toInstant().minus(1, ChronoUnit.MICROS);
                assertThat(shownAt("dzien=" + day)).isEqualTo(model.stateAt(end).size());
            }
        }
    }

    /** Pages that the site lists, over all pieces; each link is followed now and then. */
    private int shownAt(String query) throws IOException {
        int count = 0;
        String next = "/stan?" + query;
        while (!next.isEmpty()) {
            RawHttp.Answer answer = get(next);
            assertThat(answer.status()).as(next).isEqualTo(200);
            Document page = Jsoup.parse(answer.text());
            List<String> links = page.select(".day .entries > li > a").eachAttr("href");
            count += links.size();
            if (!links.isEmpty()) {
                assertThat(get(links.get(random.nextInt(links.size()))).status()).isIn(200, 410);
            }
            next = page.select(".paging a[rel=next]").attr("href");
        }
        return count;
    }

    private void checkBooks() {
        var verdict = new AuditLog(database, clock).verify();
        assertThat(verdict.toString()).startsWith("Whole");
    }

    private static String line(PublicDays.PublicPage page) {
        return HistoryModel.line(
                page.id(),
                page.slug(),
                page.revision(),
                page.title(),
                page.sectionId() == null ? 0 : page.sectionId(),
                page.archived(),
                page.files().stream().map(PublicDays.PublicFile::id).toList());
    }

    private RawHttp.Answer get(String address) throws IOException {
        requests++;
        return server.get(address);
    }

    private Instant anyInstant() {
        var all =
                model.pages.values().stream()
                        .flatMap(page -> page.standings.stream().map(Standing::since))
                        .toList();
        return all.get(random.nextInt(all.size()));
    }
}

package bip.server.page;

import static org.assertj.core.api.Assertions.assertThat;

import bip.server.attachment.AttachmentActs;
import bip.server.attachment.AttachmentStore;
import bip.server.attachment.NewFile;
import bip.server.audit.AuditLog;
import bip.server.changeregister.ChangeRegister;
import bip.server.database.Database;
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
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What citizens see of the past: page 1 was edited and renamed, 2 archived, 3 withdrawn. */
class PublicHistoryTest {
    private static final Actor ALA = new Actor(1, "ala", "192.0.2.1");
    private static final HandClock CLOCK = new HandClock(Instant.parse("2024-05-01T10:00:00Z"));

    @TempDir private static Path folder;
    private static TestServer server;

    @BeforeAll
    static void start() throws Exception {
        Path file = MigratedDatabase.at(folder.resolve("bip.db"));
        DemoBulletin.execute(
                file,
                "INSERT INTO account VALUES (1, 'ala', NULL, '', 1, 0, '2024-01-01T00:00:00Z')",
                "INSERT INTO section (id, position, slug, title, title_en, basis, duty, fixed)"
                        + " VALUES (9900, 9900, 'oplaty', 'Opłaty', 'Fees', '', 'optional', 0)",
                "INSERT INTO section_address VALUES ('oplaty', 9900, '2024-01-01T00:00:00Z')");
        try (Database database = Database.open(file)) {
            var book = new ActBook(new ChangeRegister(database), new AuditLog(database, CLOCK));
            var pages = new PageActs(database, book, List.of(), CLOCK);
            var files = new AttachmentActs(database, book, List.of(), CLOCK);
            publish(pages);
            attach(files);
            pages.archive(act(2, "Uchylona"));
            pages.withdraw(act(3, "Dane osobowe w treści"), "art. 5 ust. 2 ustawy");
        }
        server = TestServer.startOn(folder, Map.of("BIP_BASE_URL", "https://bip.example"), CLOCK);
    }

    private static void publish(PageActs pages) {
        pages.create(
                new NewPage(
                        new PageContent(
                                "Opłata targowa",
                                null,
                                "Opłata wynosi **10 zł**.\n\nPłaci się w kasie.",
                                "Referat Finansów",
                                "Wójt",
                                LocalDate.of(2024, 4, 30)),
                        "oplata",
                        9900L,
                        "Nowa stawka",
                        ALA));
        pages.create(
                new NewPage(PageContent.of("Stary cennik", "Ceny."), "cennik", null, "x", ALA));
        pages.create(new NewPage(PageContent.of("Lista osób", "X."), "lista", null, "x", ALA));
        CLOCK.advance(Duration.ofDays(2));
        pages.edit(
                act(1, "Podwyżka od maja"),
                1,
                PageContent.of("Opłata targowa", "Opłata wynosi **12 zł**.\n\nPłaci się w kasie."));
        pages.edit(
                act(1, "Pogrubienie"),
                2,
                PageContent.of("Opłata targowa", "Opłata wynosi 12 zł.\n\nPłaci się w kasie."));
        pages.rename(act(1, "Jaśniejszy adres"), "oplata-targowa");
    }

    private static void attach(AttachmentActs files) throws IOException {
        files.attach(act(1, "Wzór"), file("pierwszy"));
        CLOCK.advance(Duration.ofDays(1));
        files.replace(act(1, "Poprawiony wzór"), 1, file("drugi"));
        CLOCK.advance(Duration.ofDays(1));
    }

    private static NewFile file(String content) throws IOException {
        Path source = Files.writeString(folder.resolve("source"), content);
        var store = new AttachmentStore(folder.resolve("attachments"));
        return new NewFile(
                "wzór.pdf", store.store(source), "application/pdf", "Wzór", null, null, null, null);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/strona/oplata-targowa",
                "/strona/oplata-targowa/wersje",
                "/strona/oplata-targowa/wersja/1",
                "/strona/oplata-targowa/wersja/3",
                "/strona/oplata-targowa/porownanie?od=1&do=2",
                "/strona/oplata-targowa/porownanie?od=2&do=3",
                "/strona/cennik",
                "/strona/lista",
                "/stan",
                "/stan?dzien=2024-05-01",
                "/stan?dzien=2124-05-01",
                "/stan?dzien=wczoraj",
                "/archiwum",
            })
    void speaksBothLanguagesWithAWholeOutline(String address) throws IOException {
        for (String prefix : List.of("", "/en")) {
            RawHttp.Answer answer = server.get(prefix + address);
            Document page = Jsoup.parse(answer.text());

            assertThat(answer.status()).isIn(200, 410, 422);
            assertThat(page.text()).doesNotContain("??");
            assertThat(page.select("h1")).hasSize(1);
            assertThat(page.select("[id]").eachAttr("id")).doesNotHaveDuplicates();
            for (String link : page.select("main a[href^=/]").eachAttr("href")) {
                String target = link.replaceFirst("#.*", "");
                assertThat(server.get(target).status()).as(link).isIn(200, 410);
            }
        }
    }

    @Test
    void listsVersionsWithWhoAndWhy() throws IOException {
        Document page = read("/strona/oplata-targowa/wersje");

        assertThat(page.select(".register-title a").eachAttr("href"))
                .containsExactly(
                        "/strona/oplata-targowa/wersja/3",
                        "/strona/oplata-targowa/wersja/2",
                        "/strona/oplata-targowa/wersja/1");
        assertThat(page.select(".register li").get(1).text())
                .contains("3 maja 2024, 12:00", "Wersja 2", "Podwyżka od maja", "ala");
        assertThat(read("/strona/oplata-targowa").text())
                .contains("Wersja 3 · wszystkie wersje tej strony");
    }

    @Test
    void showsAnOldVersionWholeAndSaysThatItIsOld() throws IOException {
        Document page = read("/strona/oplata-targowa/wersja/1");

        assertThat(page.select(".prose").text())
                .isEqualTo("Opłata wynosi 10 zł. Płaci się w kasie.");
        assertThat(page.select(".version-note").text()).contains("nie jest obecna wersja");
        assertThat(page.select("meta[name=robots]").attr("content")).isEqualTo("noindex");
        assertThat(page.select(".provenance").text())
                .contains(
                        "Referat Finansów",
                        "Wójt",
                        "30 kwietnia 2024",
                        "https://bip.example/strona/oplata-targowa/wersja/1");
    }

    @Test
    void comparesWordByWordAlsoForWhoeverCannotSeeIt() throws IOException {
        Document page = read("/strona/oplata-targowa/porownanie?od=1&do=2");

        assertThat(page.select("#tekst ~ div del").text())
                .isEqualTo("[usunięto: 10 koniec usunięcia]");
        assertThat(page.select("#tekst ~ div ins").text()).isEqualTo("[dodano: 12 koniec dodania]");
        assertThat(page.select(".compare").text()).contains("Tytuł jest w obu wersjach ten sam");
        assertThat(read("/strona/oplata-targowa/porownanie?od=2&do=3").text())
                .contains("Słowa i adresy odnośników są w obu wersjach te same");
    }

    @Test
    void anOldAddressLeadsOnWithAllThatFollowsIt() throws IOException {
        for (String rest : List.of("", "/wersje", "/wersja/2", "/porownanie?od=1&do=3")) {
            RawHttp.Answer answer = server.get("/en/strona/oplata" + rest);
            assertThat(answer.status()).isEqualTo(301);
            assertThat(answer.header("Location")).contains("/en/strona/oplata-targowa" + rest);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/strona/oplata-targowa/wersja/0",
                "/strona/oplata-targowa/wersja/4",
                "/strona/oplata-targowa/wersja/1a",
                "/strona/oplata-targowa/wersja/99999999999999999999",
                "/strona/oplata-targowa/wersje?p=2",
                "/strona/oplata-targowa/wersje?p=-1",
                "/strona/oplata-targowa/porownanie",
                "/strona/oplata-targowa/porownanie?od=1&do=x",
                "/strona/oplata-targowa/porownanie?od=1&do=4",
                "/strona/nie-ma/wersje",
                "/stan?dzien=2024-05-01&p=99",
                "/archiwum?p=2",
                "/zalacznik/1/inny.pdf",
                "/zalacznik/x/wz%C3%B3r.pdf",
                "/zalacznik/99999999999999999999/wz%C3%B3r.pdf",
            })
    void saysOfWhatNeverWasThatItIsNotThere(String address) throws IOException {
        assertThat(server.get(address).status()).isEqualTo(404);
    }

    @Test
    void theTombstoneTellsDatesReasonAndBasis() throws IOException {
        for (String rest : List.of("", "/wersje", "/wersja/1", "/porownanie?od=1&do=1")) {
            RawHttp.Answer answer = server.get("/strona/lista" + rest);
            assertThat(answer.status()).isEqualTo(410);
            assertThat(Jsoup.parse(answer.text()).select(".facts").text())
                    .contains(
                            "Opublikowano 1 maja 2024, 12:00",
                            "Wycofano 5 maja 2024, 12:00",
                            "Dane osobowe w treści",
                            "art. 5 ust. 2 ustawy");
        }
        assertThat(Jsoup.parse(server.get("/en/strona/lista").text()).select(".facts").text())
                .contains("Withdrawn 5 May 2024, 12:00", "Legal basis");
    }

    @Test
    void theArchivedPageIsStillThereAndSaysSo() throws IOException {
        assertThat(read("/strona/cennik").select(".version-note").text())
                .isEqualTo("W archiwum od 5 maja 2024, 12:00. Powód: Uchylona");
        assertThat(read("/archiwum").select(".register li").eachText())
                .containsExactly("5 maja 2024, 12:00 Stary cennik Uchylona");
        assertThat(read("/").select(".news ol a").eachText()).containsOnly("Opłata targowa");
    }

    @Test
    void theRegisterLeadsToWhatAWithdrawnPageLeaves() throws IOException {
        for (String language : List.of("", "/en")) {
            var links = read(language + "/zmiany").select(".register-title:has(.tag) a");

            assertThat(links.eachAttr("href")).containsOnly(language + "/strona/lista");
            assertThat(server.get(links.attr("href")).status()).isEqualTo(410);
        }
    }

    @Test
    void everyVersionOfAFileStaysReadable() throws IOException {
        Document page = read("/strona/oplata-targowa");

        assertThat(page.select(".files a").eachAttr("href"))
                .containsExactly("/zalacznik/2/wz%C3%B3r.pdf", "/zalacznik/1/wz%C3%B3r.pdf");
        assertThat(server.get("/zalacznik/1/wz%C3%B3r.pdf").text()).isEqualTo("pierwszy");
        assertThat(server.get("/zalacznik/2/wz%C3%B3r.pdf").text()).isEqualTo("drugi");
        assertThat(server.get("/attachment/wz%C3%B3r.pdf").text()).isEqualTo("drugi");
    }

    @ParameterizedTest
    @CsvSource({
        "dzien=2024-04-30, 0, ''",
        "dzien=2024-05-01, 3, 'Opłata targowa (wersja 1)'",
        "dzien=1.05.2024, 3, 'Opłata targowa (wersja 1)'",
        "chwila=2024-05-01T09:59:59.999999Z, 0, ''",
        "chwila=2024-05-01T12:00:00+02:00, 3, 'Opłata targowa (wersja 1)'",
        "dzien=2024-05-03, 3, 'Opłata targowa (wersja 3) Wzór'",
        "dzien=2024-05-05, 2, 'Opłata targowa (wersja 3) Wzór'",
    })
    void showsTheBulletinAsOfADay(String query, int count, String first) throws IOException {
        Document page = read("/stan?" + query);

        assertThat(page.select(".day .entries > li")).hasSize(count);
        if (count > 0) {
            assertThat(page.select(".day .entries > li").getFirst().text()).isEqualTo(first);
            assertThat(page.select(".day h2").eachText())
                    .containsExactly("Opłaty", "Poza menu przedmiotowym");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"dzien=2024-13-01", "dzien=x", "chwila=teraz", "dzien=2024-05-06"})
    void asksAgainForADayThatIsNoneOrIsToCome(String query) throws IOException {
        RawHttp.Answer answer = server.get("/stan?" + query);
        assertThat(answer.status()).isEqualTo(422);
        assertThat(Jsoup.parse(answer.text()).select("[role=alert]").text()).isNotEmpty();
    }

    private static PageAct act(long page, String reason) {
        return new PageAct(page, reason, ALA);
    }

    private static Document read(String address) throws IOException {
        RawHttp.Answer answer = server.get(address);
        assertThat(answer.status()).as(address).isEqualTo(200);
        return Jsoup.parse(answer.text());
    }
}

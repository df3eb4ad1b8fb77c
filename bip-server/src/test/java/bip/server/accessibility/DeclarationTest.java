package bip.server.accessibility;

import static org.assertj.core.api.Assertions.assertThat;

import bip.server.accessibility.AccessibilityStatement.Method;
import bip.server.accessibility.AccessibilityStatement.Review;
import bip.server.accessibility.AccessibilityStatement.Status;
import bip.server.audit.AuditLog;
import bip.server.audit.Author;
import bip.server.database.Database;
import bip.server.testing.DemoBulletin;
import bip.server.testing.HandClock;
import bip.server.testing.ImportedBulletin;
import bip.server.testing.TestServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The declaration by the technical conditions 2.0 of 31 July 2024 (R39). */
class DeclarationTest {
    private static final ZoneId WARSAW = ZoneId.of("Europe/Warsaw");
    private static final List<String> REQUIRED =
            List.of(
                    "a11y-wstep",
                    "a11y-podmiot",
                    "a11y-zakres",
                    "a11y-url",
                    "a11y-data-publikacja",
                    "a11y-data-aktualizacja",
                    "a11y-status",
                    "a11y-data-sporzadzenie",
                    "a11y-kontakt",
                    "a11y-email",
                    "a11y-telefon",
                    "a11y-procedura",
                    "a11y-architektura",
                    "a11y-komunikacja");

    private final HandClock clock = new HandClock(Instant.parse("2026-03-02T08:00:00Z"));
    private TestServer server;
    private Database database;
    private AccessibilityStatements statements;
    private Author author;

    @BeforeEach
    void start(@TempDir Path folder) throws Exception {
        Path data = ImportedBulletin.in(folder);
        server =
                TestServer.startOn(
                        data, Map.of("BIP_BASE_URL", "https://bip.przykladowo.example"), clock);
        database = Database.open(server.database());
        statements =
                new AccessibilityStatements(database, new AuditLog(database, clock), clock, WARSAW);
        author = new Author(1, "administrator", "192.0.2.1");
    }

    @AfterEach
    void stop() {
        database.close();
        server.close();
    }

    @Test
    void hasEveryIdOnceBeforeAnybodyFilledItIn() throws Exception {
        for (String address : List.of("/deklaracja-dostepnosci", "/en/deklaracja-dostepnosci")) {
            Document page = read(address);
            checkIds(page, REQUIRED);
            assertThat(page.expectFirst("#a11y-podmiot").text())
                    .isEqualTo("Urząd Gminy Przykładowo");
            assertThat(page.expectFirst("#a11y-url").attr("href"))
                    .isEqualTo("https://bip.przykladowo.example/");
            assertThat(page.expectFirst("#a11y-email").attr("href"))
                    .isEqualTo("mailto:urzad@przykladowo.example");
            assertThat(page.select("time[id^=a11y]")).isEmpty();
            assertThat(page.select(".note")).isNotEmpty();
        }
        assertThat(read("/deklaracja-dostepnosci").expectFirst("#a11y-data-publikacja").text())
                .isEqualTo("redakcja nie podała jeszcze");
    }

    @Test
    void hasEveryIdOnceInAFreshBulletin(@TempDir Path other) throws Exception {
        try (TestServer fresh = TestServer.start(other)) {
            Document page = Jsoup.parse(fresh.get("/deklaracja-dostepnosci").text());

            checkIds(page, REQUIRED);
            assertThat(page.expectFirst("#a11y-url").attr("href")).isEqualTo("/");
            assertThat(page.expectFirst("#a11y-email").text())
                    .isEqualTo("redakcja nie podała jeszcze");
        }
    }

    @ParameterizedTest
    @EnumSource(Status.class)
    void showsEveryStatusWithItsIdsHeadingsAndDates(Status status) throws Exception {
        save(statement(status, LocalDate.of(2026, 2, 20)));
        List<String> expected = new ArrayList<>(REQUIRED);
        expected.add("a11y-data-przeglad");

        Document page = read("/deklaracja-dostepnosci");

        checkIds(page, expected);
        String state =
                switch (status) {
                    case FULL -> "jest w pełni zgodna z ustawą";
                    case PARTIAL -> "jest częściowo zgodna z ustawą";
                    case NONE -> "jest niezgodna z ustawą";
                };
        assertThat(page.expectFirst("#a11y-status").text())
                .startsWith("Strona internetowa " + state + " z dnia 4 kwietnia 2019 r.");
        assertThat(page.select("article h1, article h2, article h3").eachText())
                .containsExactlyElementsOf(headings(status));
        assertThat(page.select("time[id^=a11y]").eachAttr("datetime"))
                .containsExactly("2025-01-10", "2025-06-01", "2025-01-12", "2026-02-20");
        assertThat(page.expectFirst("#a11y-data-przeglad").text()).isEqualTo("20 lutego 2026");
        assertThat(page.expectFirst("#a11y-wstep").select("#a11y-podmiot, #a11y-zakres, #a11y-url"))
                .hasSize(3);
        assertThat(page.expectFirst("#a11y-procedura").text()).contains("7 dni", "2 miesiące");
        assertThat(page.select("#a11y-procedura a.external").attr("href"))
                .isEqualTo("https://www.rpo.gov.pl");
        Document english = read("/en/deklaracja-dostepnosci");
        checkIds(english, expected);
        assertThat(english.expectFirst("#a11y-data-przeglad").text()).isEqualTo("20 February 2026");
        assertThat(english.expectFirst("#a11y-architektura [lang=pl]").text())
                .isEqualTo("Wejście Podjazd od ulicy.");
    }

    @Test
    void showsAReviewOnlyAfterOneAndAnApplicationOnlyWhereThereIsOne() throws Exception {
        save(statement(Status.FULL, null));
        assertThat(read("/deklaracja-dostepnosci").select("#a11y-data-przeglad, #a11y-aplikacje"))
                .isEmpty();
    }

    @Test
    void entersASavingInTheAuditLog() throws Exception {
        save(statement(Status.PARTIAL, null));

        assertThat(
                        DemoBulletin.query(
                                server.database(),
                                "SELECT kind, login, subject FROM audit_entry ORDER BY number"))
                .containsExactly(
                        "accessibility-statement-changed|administrator|accessibility-statement");
        assertThat(statements.find()).contains(statement(Status.PARTIAL, null));
    }

    @Test
    void refusesWhatTheLawDoesNotAllow() {
        AccessibilityStatement good = statement(Status.PARTIAL, null);
        assertThat(problems(withoutReason(good)))
                .as("partial without a reason")
                .containsOnlyKeys("nonCompliance");
        var empty =
                new AccessibilityStatement(
                        Status.FULL,
                        LocalDate.of(2026, 3, 3),
                        LocalDate.of(2026, 3, 1),
                        LocalDate.of(2026, 3, 1),
                        LocalDate.of(2026, 2, 1),
                        Method.SELF,
                        " ",
                        "bip",
                        "",
                        "Skany.",
                        "",
                        "",
                        "",
                        "",
                        "");
        assertThat(problems(empty).keySet())
                .containsExactlyInAnyOrder(
                        "publishedOn",
                        "updatedOn",
                        "reviewedOn",
                        "contact",
                        "email",
                        "phone",
                        "status",
                        "architecture",
                        "communication");
        assertThat(statements.find()).isEmpty();
    }

    @Test
    void neverMovesTheDayOfTheFirstDrawingUp() {
        save(statement(Status.FULL, null));
        var moved =
                new AccessibilityStatement(
                        Status.FULL,
                        LocalDate.of(2025, 1, 10),
                        LocalDate.of(2025, 6, 1),
                        LocalDate.of(2026, 1, 12),
                        null,
                        Method.SELF,
                        "Alicja Bębenek",
                        "bip@przykladowo.example",
                        "22 555 01 01",
                        "",
                        "",
                        "",
                        "Podjazd.",
                        "Brak tłumacza.",
                        "");
        assertThat(problems(moved)).containsOnlyKeys("drawnUpOn");
    }

    @Test
    void savesNothingWhileFrozen(@TempDir Path other) throws Exception {
        Files.copy(server.database(), other.resolve("bip.db"));
        try (Database frozen = Database.open(other.resolve("bip.db"), () -> true)) {
            assertThat(
                            new AccessibilityStatements(
                                            frozen, new AuditLog(frozen, clock), clock, WARSAW)
                                    .save(statement(Status.FULL, null), author))
                    .isInstanceOf(AccessibilityStatements.Outcome.Frozen.class);
        }
    }

    @Test
    void knowsWhenTheYearlyReviewIsDue() {
        AccessibilityStatement looked = statement(Status.FULL, LocalDate.of(2025, 3, 20));

        assertThat(looked.reviewOn(LocalDate.of(2025, 12, 31))).isEqualTo(Review.DONE);
        assertThat(looked.reviewOn(LocalDate.of(2026, 1, 31))).isEqualTo(Review.DONE);
        assertThat(looked.reviewOn(LocalDate.of(2026, 2, 1))).isEqualTo(Review.DUE);
        assertThat(looked.reviewOn(LocalDate.of(2026, 3, 31))).isEqualTo(Review.DUE);
        assertThat(looked.reviewOn(LocalDate.of(2026, 4, 1))).isEqualTo(Review.OVERDUE);
        assertThat(looked.reviewOn(LocalDate.of(2027, 1, 5))).isEqualTo(Review.OVERDUE);
    }

    private static List<String> headings(Status status) {
        List<String> headings =
                new ArrayList<>(List.of("Deklaracja dostępności", "Stan dostępności cyfrowej"));
        if (status != Status.FULL) {
            headings.addAll(List.of("Niedostępne treści", "Niezgodność z załącznikiem do ustawy"));
        }
        headings.addAll(
                List.of(
                        "Przygotowanie deklaracji dostępności",
                        "Udogodnienia, ograniczenia i inne informacje",
                        "Skróty klawiszowe",
                        "Informacje zwrotne i dane kontaktowe",
                        "Obsługa wniosków i skarg związanych z dostępnością",
                        "Pozostałe informacje",
                        "Aplikacje mobilne",
                        "Dostępność architektoniczna",
                        "Dostępność komunikacyjno-informacyjna"));
        return headings;
    }

    private static void checkIds(Document page, List<String> expected) {
        assertThat(page.select("[id^=a11y]").eachAttr("id"))
                .containsExactlyInAnyOrderElementsOf(expected);
        for (Element time : page.select("time[id^=a11y]")) {
            assertThat(LocalDate.parse(time.attr("datetime"))).isNotNull();
        }
    }

    private static AccessibilityStatement statement(Status status, @Nullable LocalDate reviewed) {
        return new AccessibilityStatement(
                status,
                LocalDate.of(2025, 1, 10),
                LocalDate.of(2025, 6, 1),
                LocalDate.of(2025, 1, 12),
                reviewed,
                Method.SELF,
                "Alicja Bębenek",
                "bip@przykladowo.example",
                "22 555 01 01",
                status == Status.FULL ? "" : "- skany sprzed 2018 r.",
                "",
                "",
                "# Wejście\n\nPodjazd od ulicy.",
                "Brak tłumacza języka migowego online.",
                "");
    }

    private static AccessibilityStatement withoutReason(AccessibilityStatement it) {
        return new AccessibilityStatement(
                it.status(),
                it.publishedOn(),
                it.updatedOn(),
                it.drawnUpOn(),
                it.reviewedOn(),
                it.method(),
                it.contact(),
                it.email(),
                it.phone(),
                "",
                "",
                "",
                it.architecture(),
                it.communication(),
                it.applications());
    }

    private void save(AccessibilityStatement statement) {
        assertThat(statements.save(statement, author))
                .isInstanceOf(AccessibilityStatements.Outcome.Saved.class);
    }

    private Map<String, String> problems(AccessibilityStatement statement) {
        return statements.save(statement, author)
                        instanceof AccessibilityStatements.Outcome.Refused(var problems)
                ? problems
                : Map.of();
    }

    private Document read(String address) throws Exception {
        var answer = server.get(address);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text()).doesNotContain("??");
        return Jsoup.parse(answer.text());
    }
}

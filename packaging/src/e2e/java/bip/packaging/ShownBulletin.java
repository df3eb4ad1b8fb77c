package bip.packaging;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * The imported office with something of every kind to show: a page with several versions, an
 * archived one, a withdrawn one, files that were replaced. What editors have no screen for yet is
 * written into the database while the server stands still.
 */
final class ShownBulletin implements AutoCloseable {

    private static final String STATUTE = "status-prawny-i-statut";
    private static final String FILES =
            "przetarg-nieograniczony-nr-zp-271-1-2019:-dostawa-oleju-opalowego---cminsk";

    /** Shown archived, unless something is already. */
    private static final String TO_ARCHIVE =
            "(SELECT min(id) FROM page WHERE state = 'published' AND in_menu = 0 AND slug NOT IN ('"
                    + STATUTE
                    + "', '"
                    + FILES
                    + "') AND id NOT IN (SELECT page_id FROM attachment))";

    private static final String[] STORY = {
        revision("title || ' (tekst jednolity)'", "markdown || char(10) || 'Dopisany ustęp.'", 1),
        told(1),
        revision("title", "replace(markdown, 'Gminy', 'Gminy i Miasta')", 2),
        told(2),
        "UPDATE page SET archived_at = strftime('%Y-%m-%dT%H:%M:%SZ', 'now', '-1 day'),"
                + " archived_reason = 'Sprawa zakończona' WHERE id = "
                + TO_ARCHIVE
                + " AND NOT EXISTS (SELECT 1 FROM page WHERE archived_at IS NOT NULL)",
        "INSERT INTO page_standing (page_id, number, since, slug, section_id, state, reason)"
                + " SELECT p.id, 1 + (SELECT coalesce(max(number), 0) FROM page_standing WHERE"
                + " page_id = p.id), p.archived_at, p.slug, p.section_id, 'archived',"
                + " p.archived_reason FROM page p WHERE p.archived_at IS NOT NULL AND NOT EXISTS"
                + " (SELECT 1 FROM page_standing WHERE page_id = p.id AND state = 'archived')",
        "INSERT OR IGNORE INTO glossary_term VALUES ('RIO', 'Regionalna Izba Obrachunkowa'),"
                + " ('BIP', 'Biuletyn Informacji Publicznej')",
        "INSERT INTO editorial_member (position, name, phone, fax, email) SELECT 1, 'Anna Żółw',"
                + " '22 555 01 01', '', 'bip@przykladowo.example' WHERE NOT EXISTS (SELECT 1 FROM"
                + " editorial_member)",
        "INSERT INTO exclusion (page_id, scope, legal_basis, excluded_by, in_interest_of,"
                + " entered_at, entered_by) SELECT id, 'Numer rachunku wykonawcy', 'art. 5 ust. 2"
                + " ustawy o dostępie do informacji publicznej', 'Wójt Gminy Przykładowo', 'Olej sp."
                + " z o.o.', '2026-02-03T02:00:00Z', created_by FROM page WHERE slug = '"
                + STATUTE
                + "'",
        "INSERT OR IGNORE INTO visit_count (page_id, day, visits) SELECT id, '2026-02-0' || (1 +"
                + " id % 9), 1 + id % 90 FROM page WHERE state = 'published'",
    };

    /** Which label's pages go into which section, as in the demonstration. */
    private static final List<String> SECTIONS =
            List.of(
                    "przetargi=postepowania",
                    "nabory=praca-i-nabory",
                    "petycje=petycje",
                    "nieruchomosci=nieruchomosci",
                    "planowanie-przestrzenne=planowanie-przestrzenne",
                    "srodowisko=srodowisko",
                    "budzet-i-finanse=budzet-i-jego-zmiany",
                    "uchwaly=uchwaly-rady",
                    "zarzadzenia=zarzadzenia-wojta",
                    "ogloszenia=ogloszenia-i-obwieszczenia");

    /** What an office publishes in an ordinary week, the newest last. */
    private static final List<NewPage> WEEK =
            List.of(
                    new NewPage(
                            "zarzadzenie-nr-9-2026",
                            "Zarządzenie nr 9/2026 w sprawie godzin pracy urzędu",
                            "zarzadzenia-wojta"),
                    new NewPage(
                            "nabor-nr-2-2026",
                            "Nabór na stanowisko do spraw ochrony środowiska (nr 2/2026)",
                            "praca-i-nabory"),
                    new NewPage(
                            "uchwala-nr-xxi-204-2026",
                            "Uchwała nr XXI/204/2026 w sprawie opłat za odpady komunalne",
                            "uchwaly-rady"),
                    new NewPage(
                            "zp-271-3-2026",
                            "Przebudowa ulicy Szkolnej: ogłoszenie o przetargu (ZP.271.3.2026)",
                            "postepowania"),
                    new NewPage(
                            "konsultacje-plan-ogolny",
                            "Konsultacje planu ogólnego gminy: terminy spotkań",
                            "ogloszenia-i-obwieszczenia"));

    private final Site site;
    private final List<PageKind> kinds;

    private ShownBulletin(Site site, List<PageKind> kinds) {
        this.site = site;
        this.kinds = List.copyOf(kinds);
    }

    /** Installs and serves it under {@code folder}. */
    static ShownBulletin serve(Path folder) throws Exception {
        return serve(Site.prepare(folder.resolve("site"), Checkout.channel().toString()));
    }

    /** Likewise, for readers that want whole addresses: it knows its own. */
    static ShownBulletin serveWithAddress(Path folder) throws Exception {
        Site site = Site.prepare(folder.resolve("site"), Checkout.channel().toString());
        site.tellAddress();
        return serve(site);
    }

    private static ShownBulletin serve(Site site) throws Exception {
        site.bipctl("install", "1.0.0", "--yes").ended(0);
        var command =
                new ArrayList<>(
                        List.of("import", "biuletyn-bip", Checkout.legacyData().toString()));
        SECTIONS.forEach(place -> command.addAll(List.of("--section", place)));
        site.server(command.toArray(String[]::new)).ended(0);
        site.bipctl("stop").ended(0);
        Path database = site.root().resolve("opt/bip/current/data/bip.db");
        var kinds = new ArrayList<>(fixed());
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database);
                Statement statement = connection.createStatement()) {
            for (String act : STORY) {
                statement.executeUpdate(act);
            }
            for (int day = 0; day < WEEK.size(); day++) {
                WEEK.get(day).publish(statement, "2026-02-1%dT09:00:00Z".formatted(day + 2));
            }
            kinds.addAll(found(statement));
        }
        site.bipctl("start").ended(0);
        return new ShownBulletin(site, kinds);
    }

    Site site() {
        return site;
    }

    List<PageKind> kinds() {
        return kinds;
    }

    @Override
    public void close() throws IOException, InterruptedException {
        site.close();
    }

    private static List<PageKind> fixed() {
        String page = "/strona/" + STATUTE;
        return List.of(
                PageKind.of("home", "/"),
                PageKind.of("page", page),
                PageKind.of("attachments", "/strona/" + FILES),
                PageKind.of("page-long", "/strona/bardzo-dluga-strona"),
                PageKind.of("page-hostile", "/strona/dyzury-radnych"),
                PageKind.of("versions", page + "/wersje"),
                PageKind.of("version", page + "/wersja/1"),
                PageKind.of("comparison", page + "/porownanie?od=1&do=2"),
                PageKind.of("then", "/stan"),
                PageKind.of("then-day", "/stan?dzien=2026-01-31"),
                PageKind.of("archive", "/archiwum"),
                PageKind.of("map", "/mapa"),
                PageKind.of("changes", "/zmiany"),
                PageKind.of("search-form", "/szukaj"),
                PageKind.of("search", "/szukaj?q=przetargi+na+olej"),
                PageKind.of("search-nothing", "/szukaj?q=hipopotam"),
                PageKind.of("label", "/etykieta/uchwaly"),
                PageKind.of("team", "/zespol"),
                PageKind.of("guide", "/instrukcja"),
                PageKind.of("accessibility", "/deklaracja-dostepnosci"),
                PageKind.of("not-here", "/nieudostepnione"),
                PageKind.of("reuse", "/ponowne-wykorzystywanie"),
                PageKind.of("privacy", "/prywatnosc"),
                PageKind.of("glossary", "/slownik"),
                PageKind.of("exclusions", "/wylaczenia"),
                PageKind.of("statistics", "/statystyka"),
                PageKind.of("basics", "/podstawowe"),
                PageKind.of("staff", "/pracownicy"),
                PageKind.of("contact", "/kontakt"),
                PageKind.of("api", "/api"),
                new PageKind("error", "/strona/nie-ma-takiej-strony", 404));
    }

    private static List<PageKind> found(Statement statement) throws SQLException {
        String archived = one(statement, "SELECT slug FROM page WHERE archived_at IS NOT NULL");
        String withdrawn =
                one(statement, "SELECT slug FROM page WHERE state = 'withdrawn' ORDER BY id");
        String section =
                one(
                        statement,
                        "SELECT s.slug FROM section s ORDER BY (SELECT count(*) FROM page p WHERE"
                                + " p.section_id = s.id) DESC, s.id");
        return List.of(
                PageKind.of("archived", "/strona/" + encode(archived)),
                new PageKind("withdrawn", "/strona/" + encode(withdrawn), 410),
                PageKind.of("section", "/dzial/" + encode(section)));
    }

    /**
     * The first column of the first row; {@code brak} without one, so that only that page fails.
     */
    private static String one(Statement statement, String query) throws SQLException {
        try (ResultSet rows = statement.executeQuery(query)) {
            return rows.next() ? rows.getString(1) : "brak";
        }
    }

    private static String encode(String slug) {
        return URLEncoder.encode(slug, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static String revision(String title, String markdown, int hour) {
        return """
        INSERT INTO page_revision (page_id, number, title, summary, markdown, saved_at, saved_by)
        SELECT r.page_id, r.number + 1, %s, r.summary, %s, '2026-02-03T0%d:00:00Z', r.saved_by
        FROM page_revision r JOIN page p ON p.id = r.page_id AND p.slug = '%s'
        ORDER BY r.number DESC LIMIT 1\
        """
                .formatted(title, markdown, hour, STATUTE);
    }

    private static String told(int hour) {
        return """
        INSERT INTO change_entry (page_id, changed_at, kind, reason, account_id, revision)
        SELECT r.page_id, r.saved_at, 'changed', 'Sprostowanie omyłki', r.saved_by, r.number
        FROM page_revision r JOIN page p ON p.id = r.page_id AND p.slug = '%s'
        WHERE r.saved_at = '2026-02-03T0%d:00:00Z'\
        """
                .formatted(STATUTE, hour);
    }

    /** A page to publish. */
    private record NewPage(String slug, String title, String section) {
        void publish(Statement statement, String at) throws SQLException {
            statement.executeUpdate(
                    """
                    INSERT INTO page (slug, state, in_menu, created_at, created_by, section_id)
                    SELECT '%s', 'published', 0, '%s', min(a.id),
                           (SELECT id FROM section WHERE slug = '%s') FROM account a\
                    """
                            .formatted(slug, at, section));
            String page = " FROM page WHERE slug = '" + slug + "'";
            statement.executeUpdate(
                    "INSERT INTO page_revision (page_id, number, title, markdown, saved_at,"
                            + " saved_by) SELECT id, 1, '"
                            + title
                            + "', 'Treść w załączniku.', created_at, created_by"
                            + page);
            statement.executeUpdate(
                    "INSERT INTO page_standing (page_id, number, since, slug, section_id, state)"
                            + " SELECT id, 1, created_at, slug, section_id, state"
                            + page);
            statement.executeUpdate(
                    "INSERT INTO change_entry (page_id, changed_at, kind, reason, account_id,"
                            + " revision) SELECT id, created_at, 'created', 'Nowa strona',"
                            + " created_by, 1"
                            + page);
        }
    }
}

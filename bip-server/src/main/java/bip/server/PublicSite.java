package bip.server;

import bip.server.api.PublicApi;
import bip.server.attachment.AttachmentStore;
import bip.server.attachment.PublicAttachments;
import bip.server.changeregister.ChangeRegister;
import bip.server.changeregister.PublicChanges;
import bip.server.database.Database;
import bip.server.database.Kept;
import bip.server.errortracking.ErrorReporter;
import bip.server.feed.SiteMap;
import bip.server.health.HealthCheck;
import bip.server.label.LabelCatalog;
import bip.server.label.PublicLabels;
import bip.server.page.PageCatalog;
import bip.server.page.PageListener;
import bip.server.page.PageSupplements;
import bip.server.page.PublicDays;
import bip.server.page.PublicHistory;
import bip.server.page.PublicPages;
import bip.server.page.PublicVersions;
import bip.server.publicbody.PublicBody;
import bip.server.publicbody.PublicBodyCatalog;
import bip.server.search.SearchFeature;
import bip.server.section.PublicSections;
import bip.server.section.SectionCatalog;
import bip.server.text.Language;
import bip.server.text.Markdown;
import bip.server.text.PolishDates;
import bip.server.web.PageFrame;
import bip.server.web.Routes;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The part of the composition root that brings together what citizens see. */
final class PublicSite {

    /** What every bulletin has besides pages, sections and labels, for the list of addresses. */
    private static final List<String> FIXED_PAGES =
            List.of(
                    "/",
                    "/mapa",
                    "/podstawowe",
                    "/pracownicy",
                    "/kontakt",
                    "/zespol",
                    "/instrukcja",
                    "/zmiany",
                    "/archiwum",
                    "/stan",
                    "/statystyka",
                    "/slownik",
                    "/wylaczenia",
                    "/nieudostepnione",
                    "/ponowne-wykorzystywanie",
                    "/deklaracja-dostepnosci",
                    "/prywatnosc",
                    "/api");

    private final PublicBodyCatalog publicBodies;
    private final PageCatalog pageCatalog;
    private final PublicPages pages;
    private final PublicVersions versions;
    private final PublicHistory history;
    private final PublicAttachments attachments;
    private final PublicLabels labelPages;
    private final PublicChanges changes;
    private final StatutoryRooms statutory;
    private final PublicSections sections;
    private final Kept<Frames> frames;
    private final String site;
    private final @Nullable SearchFeature search;
    private final SiteMap siteMap;
    private final PublicApi api;

    PublicSite(
            ServerSettings settings,
            Database database,
            ErrorReporter errors,
            Opened opened,
            InstantSource clock) {
        this(settings, database, errors, opened, clock, true);
    }

    /**
     * The site of one bulletin.
     *
     * @param isSearched whether there is a search, which keeps an index in the data folder
     */
    PublicSite(
            ServerSettings settings,
            Database database,
            ErrorReporter errors,
            Opened opened,
            InstantSource clock,
            boolean isSearched) {
        var markdown = new Markdown();
        var dates = new PolishDates(settings.logging().timeZone());
        var store = new AttachmentStore(settings.database().attachmentsFolder());
        var labels = new LabelCatalog(database);
        site = settings.web().baseUrl().map(URI::toString).orElse("");
        publicBodies = new PublicBodyCatalog(database);
        pageCatalog = new PageCatalog(database);
        var register = new ChangeRegister(database);
        labelPages = new PublicLabels(labels, markdown, dates);
        changes = new PublicChanges(register, dates, site, this::officeName);
        statutory =
                new StatutoryRooms(database, publicBodies, markdown, dates, site, clock, opened);
        sections = new PublicSections(opened.add(new SectionCatalog(database)), dates);
        frames = opened.add(database.keep(this::readFrames));
        api = new PublicApi(database, publicBodies, markdown, site);
        siteMap = new SiteMap(database, site, FIXED_PAGES);
        search =
                isSearched
                        ? opened.add(
                                SearchFeature.open(
                                        database,
                                        settings.database().indexFolder(),
                                        sections::places,
                                        labels,
                                        markdown,
                                        dates,
                                        errors))
                        : null;
        attachments = new PublicAttachments(database, store, markdown, dates);
        var supplements = new Supplements(attachments, labels, sections, statutory);
        pages = new PublicPages(pageCatalog, register, supplements, markdown, dates, site);
        versions = new PublicVersions(pageCatalog, supplements, database, markdown, dates, site);
        history = new PublicHistory(pageCatalog, new PublicDays(database), dates, clock);
    }

    void register(Routes routes) {
        pages.register(routes);
        versions.register(routes);
        history.register(routes);
        attachments.register(routes);
        labelPages.register(routes);
        changes.register(routes);
        statutory.register(routes);
        sections.register(routes);
        if (search != null) {
            search.register(routes);
        }
        siteMap.register(routes);
        api.register(routes);
    }

    /** Paths of all pages that can be read, in both languages. */
    List<String> paths() {
        return siteMap.paths();
    }

    /** What the site's rooms have to say of their health. */
    List<HealthCheck> healthChecks() {
        return search == null ? List.of() : List.of(search.healthCheck());
    }

    /** Rooms that are to be told of each change of a page. */
    List<PageListener> listeners() {
        return search == null ? List.of() : List.of(search.listener());
    }

    private String officeName() {
        return publicBodies.find().map(PublicBody::name).orElse(PageFrame.DEFAULT.officeName());
    }

    /** What stands round every page: the office, the subject menu, and pages put forward. */
    PageFrame frame(Language language) {
        return frames.get().in(language);
    }

    private Frames readFrames() {
        return new Frames(readFrame(Language.POLISH), readFrame(Language.ENGLISH));
    }

    private PageFrame readFrame(Language language) {
        var body = publicBodies.find();
        List<PageFrame.MenuLink> menu = sections.menu(language);
        return new PageFrame(
                body.map(PublicBody::name).orElse(PageFrame.DEFAULT.officeName()),
                body.map(PublicBody::shortName).orElse(PageFrame.DEFAULT.officeShortName()),
                body.map(PublicBody::address).orElse(""),
                menu,
                body.map(PublicSite::contacts).orElse(List.of()),
                featured(menu, language),
                site);
    }

    /** One text must not lead to two places (WCAG 2.2, 3.2.4). */
    private List<PageFrame.MenuLink> featured(List<PageFrame.MenuLink> menu, Language language) {
        Set<String> taken =
                menu.stream().map(PageFrame.MenuLink::title).collect(Collectors.toSet());
        String page = language.choose(" (strona)", " (page)");
        return pageCatalog.listMenu().stream()
                .map(head -> {
                    String title = head.title().strip();
                    return new PageFrame.MenuLink(
                            taken.contains(title) ? title + page : title, head.href());
                })
                .toList();
    }

    private static List<PageFrame.Contact> contacts(PublicBody body) {
        return body.contacts().stream()
                .map(c -> new PageFrame.Contact(c.name(), c.phone(), c.email()))
                .toList();
    }

    private record Frames(PageFrame polish, PageFrame english) {
        PageFrame in(Language language) {
            return language == Language.POLISH ? polish : english;
        }
    }

    /** Brings files, labels and sections to the pages that show them. */
    private record Supplements(
            PublicAttachments attachments,
            LabelCatalog labels,
            PublicSections sections,
            StatutoryRooms statutory)
            implements PageSupplements {
        @Override
        public List<AttachedFile> listAttachments(long pageId, Language language) {
            return attachments.listOfPage(pageId, language);
        }

        @Override
        public List<PageFrame.MenuLink> listTrail(long pageId, Language language) {
            return sections.trailOfPage(pageId, language);
        }

        @Override
        public List<LabelLink> listLabels(long pageId) {
            return labels.listOfPage(pageId).stream()
                    .map(label -> new LabelLink(label.name(), label.href()))
                    .toList();
        }

        @Override
        public List<WithheldPart> listWithheld(long pageId) {
            return statutory.exclusions().listOfPage(pageId);
        }

        @Override
        public String explainAbbreviations(String html) {
            return statutory.glossary().explain(html);
        }

        @Override
        public void pageRead(long pageId) {
            statutory.visits().count(pageId);
        }
    }
}

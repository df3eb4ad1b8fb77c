package bip.server;

import bip.server.accessibility.AccessibilityStatements;
import bip.server.accessibility.OfficeData;
import bip.server.accessibility.PublicDeclaration;
import bip.server.audit.AuditLog;
import bip.server.database.Database;
import bip.server.exclusion.PublicExclusions;
import bip.server.glossary.Glossary;
import bip.server.glossary.PublicGlossary;
import bip.server.guide.GuidePages;
import bip.server.publicbody.PublicBody;
import bip.server.publicbody.PublicBodyCatalog;
import bip.server.publicbody.PublicBodyPages;
import bip.server.statistics.PublicStatistics;
import bip.server.statistics.VisitCounter;
import bip.server.text.Markdown;
import bip.server.text.PolishDates;
import bip.server.web.Routes;
import java.time.InstantSource;
import java.util.List;

/**
 * The part of the composition root that brings together what the law wants beside the pages that
 * editors write: team, declaration, guides, exclusions, glossary, statistics.
 */
final class StatutoryRooms {
    private final PublicBodyCatalog offices;
    private final String site;
    private final PublicBodyPages bodyPages;
    private final PublicDeclaration declaration;
    private final GuidePages guides;
    private final PublicGlossary glossaryPages;
    private final PublicStatistics statistics;
    private final Glossary glossary;
    private final PublicExclusions exclusions;
    private final VisitCounter visits;

    /**
     * Rooms of one bulletin.
     *
     * @param site address that citizens use, without a slash at its end; empty when not known
     */
    StatutoryRooms(
            Database database,
            PublicBodyCatalog offices,
            Markdown markdown,
            PolishDates dates,
            String site,
            InstantSource clock,
            Opened opened) {
        this.offices = offices;
        this.site = site;
        var statements =
                new AccessibilityStatements(
                        database, new AuditLog(database, clock), clock, dates.zone());
        bodyPages = new PublicBodyPages(offices);
        declaration = new PublicDeclaration(statements, this::office, markdown, dates);
        guides = new GuidePages(offices);
        glossary = new Glossary(database);
        glossaryPages = new PublicGlossary(glossary);
        exclusions = new PublicExclusions(database, dates, site);
        statistics = new PublicStatistics(database, dates, clock);
        visits = opened.add(VisitCounter.start(database, clock, dates.zone()));
    }

    void register(Routes routes) {
        bodyPages.register(routes);
        declaration.register(routes);
        guides.register(routes);
        glossaryPages.register(routes);
        exclusions.register(routes);
        statistics.register(routes);
    }

    Glossary glossary() {
        return glossary;
    }

    PublicExclusions exclusions() {
        return exclusions;
    }

    VisitCounter visits() {
        return visits;
    }

    private OfficeData office() {
        return offices.find()
                .map(this::office)
                .orElseGet(() -> new OfficeData("", site.isEmpty() ? "/" : site + "/", "", "", ""));
    }

    /** The first of the office's contacts answers until the declaration names somebody. */
    private OfficeData office(PublicBody body) {
        List<PublicBody.Contact> contacts = body.contacts();
        PublicBody.Contact first =
                contacts.isEmpty() ? new PublicBody.Contact("", "", "") : contacts.getFirst();
        return new OfficeData(
                body.name(), address(body.bipUrl()), first.name(), first.phone(), first.email());
    }

    private String address(String entered) {
        if (!site.isEmpty()) {
            return site + "/";
        }
        return entered.matches("https?://\\S+") ? entered : "/";
    }
}

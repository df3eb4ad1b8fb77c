package bip.server.completeness;

import bip.server.accessibility.AccessibilityStatement;
import bip.server.accessibility.AccessibilityStatements;
import bip.server.database.Database;
import bip.server.glossary.Glossary;
import bip.server.publicbody.EditorialMember;
import bip.server.publicbody.PublicBody;
import bip.server.publicbody.PublicBodyCatalog;
import bip.server.text.PathSegment;
import bip.server.text.PolishNumerals;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The door of this room: finds what is missing. It warns and never takes the site down: a bulletin
 * that says what it lacks serves better than none (R3).
 */
public final class Completeness {
    private static final Logger log = LoggerFactory.getLogger(Completeness.class);

    private static final String TEAM = "/zespol";
    private static final String DECLARATION = "/deklaracja-dostepnosci";

    private final Database database;
    private final PublicBodyCatalog offices;
    private final AccessibilityStatements statements;
    private final Glossary glossary;
    private final InstantSource clock;
    private final ZoneId zone;

    /**
     * Of one bulletin.
     *
     * @param zone of the office: 31 March is its own
     */
    public Completeness(
            Database database,
            PublicBodyCatalog offices,
            AccessibilityStatements statements,
            Glossary glossary,
            InstantSource clock,
            ZoneId zone) {
        this.database = database;
        this.offices = offices;
        this.statements = statements;
        this.glossary = glossary;
        this.clock = clock;
        this.zone = zone;
    }

    /** Everything that is missing, the gravest first, in Polish. */
    public List<Gap> listGaps() {
        var gaps = new ArrayList<Gap>();
        addOffice(gaps);
        addTeam(gaps);
        addDeclaration(gaps);
        addSections(gaps);
        addGlossary(gaps);
        return List.copyOf(gaps);
    }

    /** Tells the log what every bulletin must show of itself and this one does not. */
    public void warn() {
        var gaps = new ArrayList<Gap>();
        addOffice(gaps);
        addTeam(gaps);
        if (!gaps.isEmpty()) {
            log.warn(
                    "the bulletin lacks what the law demands: {}",
                    String.join("; ", gaps.stream().map(Gap::what).toList()));
        }
    }

    private void addOffice(List<Gap> gaps) {
        Optional<PublicBody> office = offices.find();
        if (office.isEmpty()) {
            gaps.add(new Gap("nazwa i adres podmiotu", "art. 8 ust. 6 pkt 1", "/podstawowe"));
            return;
        }
        if (office.get().address().isBlank()) {
            gaps.add(new Gap("adres redakcji", "§ 11 ust. 1 pkt 2 rozporządzenia", TEAM));
        }
        if (office.get().contacts().isEmpty()) {
            gaps.add(new Gap("telefon i adres poczty urzędu", "art. 8 ust. 4", "/kontakt"));
        }
    }

    private void addTeam(List<Gap> gaps) {
        List<EditorialMember> editors = offices.listEditors();
        if (editors.isEmpty()) {
            gaps.add(
                    new Gap(
                            "co najmniej jeden redaktor: imię i nazwisko, telefon, faks, poczta",
                            "§ 11 ust. 1 pkt 3 rozporządzenia",
                            TEAM));
        } else if (editors.stream().noneMatch(EditorialMember::isComplete)) {
            gaps.add(
                    new Gap(
                            "telefon lub adres poczty redaktora",
                            "§ 11 ust. 1 pkt 3 rozporządzenia",
                            TEAM));
        }
    }

    private void addDeclaration(List<Gap> gaps) {
        Optional<AccessibilityStatement> statement = statements.find();
        if (statement.isEmpty()) {
            gaps.add(
                    new Gap(
                            "deklaracja dostępności",
                            "art. 10 ustawy o dostępności cyfrowej",
                            DECLARATION));
            return;
        }
        switch (statement.get().reviewOn(LocalDate.ofInstant(clock.instant(), zone))) {
            case DONE -> {}
            case DUE ->
                    gaps.add(
                            new Gap(
                                    "przegląd deklaracji dostępności: do 31 marca",
                                    "art. 11 ustawy o dostępności cyfrowej",
                                    DECLARATION));
            case OVERDUE ->
                    gaps.add(
                            new Gap(
                                    "przegląd deklaracji dostępności: termin minął 31 marca",
                                    "art. 11 ustawy o dostępności cyfrowej",
                                    DECLARATION));
        }
        if (!statement.get().excessiveCost().isBlank()) {
            gaps.add(
                    new Gap(
                            "podstawa, by powołać się na nadmierne koszty: biuletynu to nie dotyczy",
                            "art. 8 ust. 2 pkt 1 ustawy o dostępności cyfrowej",
                            DECLARATION));
        }
    }

    private void addSections(List<Gap> gaps) {
        database.read(CompletenessMapper.class, CompletenessMapper::listEmptySections)
                .forEach(section ->
                        gaps.add(
                                new Gap(
                                        "informacje w dziale „%s”".formatted(section.title()),
                                        "art. 8 ust. 3, " + section.basis(),
                                        "/dzial/" + PathSegment.encode(section.slug()))));
        long outside =
                database.read(CompletenessMapper.class, CompletenessMapper::countPagesOutsideMenu);
        if (outside > 0) {
            gaps.add(
                    new Gap(
                            "miejsce w menu przedmiotowym dla %s"
                                    .formatted(
                                            PolishNumerals.count(
                                                    outside, "strony", "stron", "stron")),
                            "§ 11 ust. 1 pkt 5 rozporządzenia",
                            "/mapa"));
        }
    }

    private void addGlossary(List<Gap> gaps) {
        if (glossary.list().isEmpty()) {
            gaps.add(
                    new Gap(
                            "słownik skrótów",
                            "rozporządzenie: zakaz niewyjaśnionych skrótów",
                            "/slownik"));
        }
    }
}

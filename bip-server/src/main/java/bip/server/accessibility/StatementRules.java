package bip.server.accessibility;

import bip.server.accessibility.AccessibilityStatement.Status;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What a declaration must hold before it may stand (art. 10 ust. 4). */
final class StatementRules {
    private static final String EMAIL = "[^\\s@]+@[^\\s@]+\\.[^\\s@]+";

    private final Map<String, String> problems = new LinkedHashMap<>();
    private final AccessibilityStatement wanted;
    private final LocalDate today;

    private StatementRules(AccessibilityStatement wanted, LocalDate today) {
        this.wanted = wanted;
        this.today = today;
    }

    /**
     * Problems in Polish, by the name of the field; empty when there is none.
     *
     * @param before what is declared now
     * @param today in the office's time
     */
    static Map<String, String> problems(
            AccessibilityStatement wanted,
            Optional<AccessibilityStatement> before,
            LocalDate today) {
        var rules = new StatementRules(wanted, today);
        rules.checkDates();
        rules.checkFirstDay(before);
        rules.checkReach();
        rules.checkTexts();
        return rules.problems;
    }

    private void checkDates() {
        notLater("publishedOn", wanted.publishedOn());
        notLater("updatedOn", wanted.updatedOn());
        notLater("drawnUpOn", wanted.drawnUpOn());
        if (wanted.updatedOn().isBefore(wanted.publishedOn())) {
            problems.putIfAbsent(
                    "updatedOn", "Istotna aktualizacja nie może być wcześniejsza niż publikacja.");
        }
        LocalDate reviewed = wanted.reviewedOn();
        if (reviewed != null) {
            notLater("reviewedOn", reviewed);
            if (reviewed.isBefore(wanted.drawnUpOn())) {
                problems.putIfAbsent(
                        "reviewedOn",
                        "Przegląd nie może być wcześniejszy niż sporządzenie deklaracji.");
            }
        }
    }

    private void notLater(String field, LocalDate date) {
        if (date.isAfter(today)) {
            problems.put(field, "Ta data jeszcze nie nadeszła.");
        }
    }

    /** The day of the first drawing up stands for good (Warunki techniczne 2.0). */
    private void checkFirstDay(Optional<AccessibilityStatement> before) {
        before.filter(old -> !old.drawnUpOn().equals(wanted.drawnUpOn()))
                .ifPresent(old ->
                        problems.put(
                                "drawnUpOn",
                                "Data pierwszego sporządzenia (%s) się nie zmienia; przegląd ma własną datę."
                                        .formatted(old.drawnUpOn())));
    }

    private void checkReach() {
        needed("contact", wanted.contact(), "Podaj osobę lub komórkę do kontaktu.");
        needed("phone", wanted.phone(), "Podaj numer telefonu.");
        if (!wanted.email().strip().matches(EMAIL)) {
            problems.put("email", "Podaj adres poczty elektronicznej, np. bip@urzad.example.");
        }
    }

    private void checkTexts() {
        needed(
                "architecture",
                wanted.architecture(),
                "Opisz dostępność architektoniczną siedziby.");
        needed(
                "communication",
                wanted.communication(),
                "Opisz dostępność komunikacyjną, w tym tłumacza języka migowego online albo jego"
                        + " brak.");
        boolean namesContent =
                Stream.of(wanted.nonCompliance(), wanted.outOfScope(), wanted.excessiveCost())
                        .anyMatch(text -> !text.isBlank());
        if (wanted.status() == Status.FULL && namesContent) {
            problems.put("status", "Strona w pełni zgodna nie ma niedostępnych treści.");
        }
        if (wanted.status() != Status.FULL && !namesContent) {
            problems.put("nonCompliance", "Wymień treści, które nie są dostępne, i podaj powód.");
        }
    }

    private void needed(String field, String text, String problem) {
        if (text.isBlank()) {
            problems.put(field, problem);
        }
    }
}

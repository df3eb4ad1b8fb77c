package bip.server.editor;

import bip.server.page.EditablePage;
import bip.server.text.Visible;
import bip.server.web.Request;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What an editor typed. Shown again as it is whenever it cannot be saved.
 *
 * @param basedOn number of the revision that it was begun from
 * @param cleaned fields that held control characters, which can be shown on no page: they are not
 *     in the text here any more
 */
record EditForm(int basedOn, String title, String markdown, String reason, Set<String> cleaned) {
    private static final int LONGEST_TITLE = 300;
    private static final int LONGEST_TEXT = 300_000;
    private static final int LONGEST_REASON = 1_000;

    /** R25: "1" is no reason. */
    private static final int FEWEST_LETTERS = 10;

    private static final Map<String, String> CLEANED =
            Map.of(
                    "tytul", "W tytule były znaki sterujące. Są usunięte: sprawdź i zapisz.",
                    "tresc", "W treści były znaki sterujące. Są usunięte: sprawdź i zapisz.",
                    "powod", "W powodzie były znaki sterujące. Są usunięte: sprawdź i zapisz.");

    static EditForm of(EditablePage page) {
        return new EditForm(page.revision(), page.title(), page.markdown(), "", Set.of());
    }

    /** Browsers send line ends as CR LF; texts are kept with LF. */
    static EditForm typed(Request request) {
        return new EditForm(
                number(request.field("wersja")),
                Visible.line(request.field("tytul")),
                text(request.field("tresc")),
                Visible.line(request.field("powod")),
                Stream.of("tytul", "tresc", "powod")
                        .filter(name -> Visible.hasControls(breaks(request.field(name))))
                        .collect(Collectors.toUnmodifiableSet()));
    }

    /** The same text, begun anew from what somebody else saved meanwhile. */
    EditForm basedOn(int revision) {
        return new EditForm(revision, title, markdown, reason, Set.of());
    }

    /**
     * What is wrong, by field; empty when it can be saved.
     *
     * @param shows tells whether a reader of such a text would see anything
     */
    Map<String, String> problems(Predicate<String> shows) {
        Map<String, String> problems = new LinkedHashMap<>();
        put(problems, "tytul", titleProblem());
        put(problems, "tresc", textProblem(shows));
        put(problems, "powod", reasonProblem());
        return problems;
    }

    private void put(Map<String, String> problems, String field, String problem) {
        if (!problem.isEmpty()) {
            problems.put(field, problem);
        } else if (cleaned.contains(field)) {
            problems.put(field, CLEANED.getOrDefault(field, ""));
        }
    }

    private String titleProblem() {
        if (!Visible.isIn(title)) {
            return "Podaj tytuł strony.";
        }
        return title.length() > LONGEST_TITLE ? "Tytuł może mieć najwyżej 300 znaków." : "";
    }

    private String textProblem(Predicate<String> shows) {
        if (markdown.isBlank()) {
            return "Treść nie może być pusta.";
        }
        if (markdown.length() > LONGEST_TEXT) {
            return "Treść może mieć najwyżej 300 000 znaków.";
        }
        return shows.test(markdown) ? "" : "Z tej treści czytelnik nic by nie zobaczył.";
    }

    private String reasonProblem() {
        if (reason.codePoints().filter(Character::isLetter).count() < FEWEST_LETTERS) {
            return "Napisz, dlaczego treść się zmienia: co najmniej 10 liter.";
        }
        return reason.length() > LONGEST_REASON ? "Powód może mieć najwyżej 1000 znaków." : "";
    }

    private static String text(String typed) {
        return Visible.withoutControls(breaks(typed.replace("\r\n", "\n")));
    }

    /** A vertical tab, as word processors have it, ends a line there and so it does here. */
    private static String breaks(String typed) {
        return typed.replace('\u000B', '\n').replace('\f', '\n');
    }

    private static int number(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            // No revision has this number, so the form counts as overtaken and nothing is lost.
            return 0;
        }
    }
}

package bip.server.editor;

import bip.server.page.EditablePage;
import bip.server.web.Request;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What an editor typed. Shown again as it is whenever it cannot be saved.
 *
 * @param basedOn number of the revision that it was begun from
 */
record EditForm(int basedOn, String title, String markdown, String reason) {
    private static final int LONGEST_TITLE = 300;
    private static final int LONGEST_TEXT = 300_000;
    private static final int LONGEST_REASON = 1_000;

    /** R25: "1" is no reason. */
    private static final int FEWEST_LETTERS = 10;

    static EditForm of(EditablePage page) {
        return new EditForm(page.revision(), page.title(), page.markdown(), "");
    }

    /** Browsers send line ends as CR LF; texts are kept with LF. */
    static EditForm typed(Request request) {
        return new EditForm(
                number(request.field("wersja")),
                request.field("tytul").strip(),
                request.field("tresc").replace("\r\n", "\n"),
                request.field("powod").strip());
    }

    /** The same text, begun anew from what somebody else saved meanwhile. */
    EditForm basedOn(int revision) {
        return new EditForm(revision, title, markdown, reason);
    }

    /** What is wrong, by field; empty when it can be saved. */
    Map<String, String> problems() {
        Map<String, String> problems = new LinkedHashMap<>();
        if (title.isBlank()) {
            problems.put("tytul", "Podaj tytuł strony.");
        } else if (title.length() > LONGEST_TITLE) {
            problems.put("tytul", "Tytuł może mieć najwyżej 300 znaków.");
        }
        if (markdown.isBlank()) {
            problems.put("tresc", "Treść nie może być pusta.");
        } else if (markdown.length() > LONGEST_TEXT) {
            problems.put("tresc", "Treść może mieć najwyżej 300 000 znaków.");
        }
        if (reason.codePoints().filter(Character::isLetter).count() < FEWEST_LETTERS) {
            problems.put("powod", "Napisz, dlaczego treść się zmienia: co najmniej 10 liter.");
        } else if (reason.length() > LONGEST_REASON) {
            problems.put("powod", "Powód może mieć najwyżej 1000 znaków.");
        }
        return problems;
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

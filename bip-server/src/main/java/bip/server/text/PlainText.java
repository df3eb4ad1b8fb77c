package bip.server.text;

import java.util.List;
import java.util.Set;
import org.owasp.html.HtmlStreamEventReceiver;

/**
 * Stands behind the sanitiser and keeps only the words, one block a line, so that the last word of
 * one paragraph and the first of the next stay two; a row of a table is a line, its cells apart. A
 * picture is its description. Serves one document, in one thread.
 */
class PlainText implements HtmlStreamEventReceiver {

    /** Elements inside a line of text; all others begin and end a line. */
    private static final Set<String> INLINE =
            Set.of(
                    "a", "abbr", "b", "code", "del", "em", "i", "img", "ins", "s", "small", "span",
                    "strong", "sub", "sup", "u");

    private static final Set<String> CELLS = Set.of("td", "th");

    private final StringBuilder text = new StringBuilder();
    private boolean inRow;

    @Override
    public void openDocument() {
        text.setLength(0);
    }

    @Override
    public void closeDocument() {
        // nothing is open here
    }

    @Override
    public void openTag(String element, List<String> attributes) {
        if (CELLS.contains(element)) {
            text.append(inRow ? " | " : "");
            inRow = true;
            return;
        }
        if (element.equals("tr")) {
            inRow = false;
        }
        endLine(element);
        if (element.equals("img")) {
            text.append(' ').append(value(attributes, "alt")).append(' ');
        }
    }

    @Override
    public void closeTag(String element) {
        if (!CELLS.contains(element)) {
            endLine(element);
        }
    }

    @Override
    public void text(String words) {
        text.append(words);
    }

    /** What was collected, runs of blanks as one, no empty lines. */
    String collected() {
        return text.toString()
                .replaceAll("[\\s&&[^\\n]]+", " ")
                .replaceAll("\\s*\\n\\s*", "\n")
                .strip();
    }

    /** Empty when there is no such attribute. */
    static String value(List<String> attributes, String name) {
        int at = attributes.indexOf(name);
        return at >= 0 && at % 2 == 0 ? attributes.get(at + 1) : "";
    }

    private void endLine(String element) {
        if (!INLINE.contains(element)) {
            text.append('\n');
        }
    }
}

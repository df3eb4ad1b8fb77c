package bip.server.text;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.owasp.html.HtmlStreamEventReceiver;
import org.owasp.html.HtmlStreamRenderer;

/**
 * Stands behind the sanitiser and shapes what it let through: headings that form a proper outline
 * under the page's h1, tables with scopes and a frame that scrolls by keyboard, links that say when
 * they leave the site. Serves one document, in one thread.
 */
final class ContentShaper implements HtmlStreamEventReceiver {

    private static final int DEEPEST = 6;

    private final HtmlStreamRenderer out;
    private final EmptyHeadings headings = new EmptyHeadings();
    private final OutlineRepair outline = new OutlineRepair();
    private final Deque<String> openHeadings = new ArrayDeque<>();
    private final TableScopes scopes = new TableScopes();
    private int tableDepth;
    private int tableCount;
    private boolean leaving;

    ContentShaper(HtmlStreamRenderer out) {
        this.out = out;
    }

    @Override
    public void openDocument() {
        out.openDocument();
    }

    @Override
    public void closeDocument() {
        out.closeDocument();
    }

    @Override
    public void text(String text) {
        if (Visible.isIn(text)) {
            headings.release();
        }
        if (!headings.holds(() -> out.text(text))) {
            out.text(text);
        }
    }

    @Override
    public void openTag(String element, List<String> attributes) {
        if (isHeading(element)) {
            headings.opened();
        } else if (element.equals("img") && shows(attributes)) {
            headings.release();
        }
        if (!headings.holds(() -> open(element, attributes))) {
            open(element, attributes);
        }
    }

    private void open(String element, List<String> attributes) {
        switch (element) {
            case "h1", "h2", "h3", "h4", "h5", "h6" -> openHeading(element, attributes);
            case "table" -> openTable(attributes);
            case "thead", "tr", "td", "th" -> openTablePart(element, attributes);
            case "a" -> openLink(attributes);
            case "img" -> openImage(attributes);
            default -> out.openTag(element, attributes);
        }
    }

    @Override
    public void closeTag(String element) {
        boolean held = headings.holds(() -> close(element));
        if (isHeading(element)) {
            headings.closed();
        }
        if (!held) {
            close(element);
        }
    }

    private static boolean shows(List<String> image) {
        String alternative = value(image, "alt");
        return value(image, "src") != null || (alternative != null && Visible.isIn(alternative));
    }

    private static boolean isHeading(String element) {
        return element.matches("h[1-6]");
    }

    private void close(String element) {
        switch (element) {
            case "h1", "h2", "h3", "h4", "h5", "h6" ->
                    out.closeTag(openHeadings.isEmpty() ? element : openHeadings.pop());
            case "table" -> closeTable();
            case "a" -> closeLink();
            default -> {
                scopes.closed(element);
                out.closeTag(element);
            }
        }
    }

    private void openHeading(String element, List<String> attributes) {
        String repaired = "h" + Math.min(DEEPEST, outline.levelFor(element.charAt(1) - '0'));
        openHeadings.push(repaired);
        out.openTag(repaired, attributes);
    }

    private void openTable(List<String> attributes) {
        tableDepth++;
        if (tableDepth == 1) {
            tableCount++;
            // Focus lets a keyboard scroll it on a narrow screen; a region needs a name.
            out.openTag(
                    "div",
                    List.of(
                            "class", "table-scroll",
                            "tabindex", "0",
                            "role", "region",
                            "aria-label", "Tabela " + tableCount));
        }
        scopes.tableOpened();
        out.openTag("table", attributes);
    }

    private void closeTable() {
        out.closeTag("table");
        tableDepth--;
        if (tableDepth == 0) {
            out.closeTag("div");
        }
    }

    private void openTablePart(String element, List<String> attributes) {
        var shaped = new ArrayList<String>();
        for (int i = 0; i < attributes.size(); i += 2) {
            boolean align = attributes.get(i).equals("align");
            // The attribute is obsolete in HTML and a style is forbidden here: a class says it.
            shaped.add(align ? "class" : attributes.get(i));
            shaped.add(
                    align
                            ? "align-" + attributes.get(i + 1).toLowerCase(Locale.ROOT)
                            : attributes.get(i + 1));
        }
        scopes.opened(element, shaped);
        out.openTag(element, shaped);
    }

    private void openLink(List<String> attributes) {
        String target = value(attributes, "href");
        leaving = target != null && leavesSite(target);
        if (!leaving) {
            out.openTag("a", attributes);
            return;
        }
        var shaped = new ArrayList<>(attributes);
        shaped.addAll(List.of("class", "external", "rel", "external noopener noreferrer"));
        out.openTag("a", shaped);
    }

    private void closeLink() {
        if (leaving) {
            out.openTag("span", List.of("class", "visually-hidden"));
            out.text(" (strona zewnętrzna)");
            out.closeTag("span");
            leaving = false;
        }
        out.closeTag("a");
    }

    private void openImage(List<String> attributes) {
        String alternative = value(attributes, "alt");
        if (value(attributes, "src") == null) {
            out.text(alternative == null ? "" : alternative);
            return;
        }
        var shaped = new ArrayList<>(attributes);
        if (alternative == null) {
            shaped.addAll(List.of("alt", ""));
        }
        out.openTag("img", shaped);
    }

    private static boolean leavesSite(String target) {
        String lower = target.strip().toLowerCase(Locale.ROOT).replace('\\', '/');
        return lower.startsWith("http:") || lower.startsWith("https:") || lower.startsWith("//");
    }

    private static @Nullable String value(List<String> attributes, String name) {
        for (int i = 0; i < attributes.size(); i += 2) {
            if (attributes.get(i).equals(name)) {
                return attributes.get(i + 1);
            }
        }
        return null;
    }
}

package bip.server.text;

import java.util.ArrayList;
import java.util.List;
import org.owasp.html.HtmlStreamEventReceiver;

/**
 * Stands behind the sanitiser and keeps only what leads elsewhere or is fetched from there: links
 * and pictures with their addresses. Serves one document, in one thread.
 */
final class LinkList implements HtmlStreamEventReceiver {
    private final List<Link> links = new ArrayList<>();
    private final StringBuilder words = new StringBuilder();
    private String address = "";

    @Override
    public void openDocument() {
        links.clear();
    }

    @Override
    public void closeDocument() {
        // nothing is open here
    }

    @Override
    public void openTag(String element, List<String> attributes) {
        switch (element) {
            case "a" -> {
                address = valueOf(attributes, "href");
                words.setLength(0);
            }
            case "img" -> addPicture(valueOf(attributes, "alt"), valueOf(attributes, "src"));
            default -> {
                // only words
            }
        }
    }

    @Override
    public void closeTag(String element) {
        if (element.equals("a") && !address.isEmpty()) {
            links.add(new Link(false, oneLine(words.toString()), address));
            address = "";
        }
    }

    @Override
    public void text(String text) {
        words.append(text);
    }

    /** What was collected, in the order of the document. */
    List<Link> collected() {
        return List.copyOf(links);
    }

    private void addPicture(String description, String source) {
        if (!source.isEmpty()) {
            links.add(new Link(true, oneLine(description), source));
        }
        words.append(description);
    }

    private static String valueOf(List<String> attributes, String name) {
        for (int index = 0; index + 1 < attributes.size(); index += 2) {
            if (attributes.get(index).equals(name)) {
                return attributes.get(index + 1);
            }
        }
        return "";
    }

    private static String oneLine(String text) {
        return text.replaceAll("\\s+", " ").strip();
    }
}

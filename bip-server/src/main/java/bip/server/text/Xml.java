package bip.server.text;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Writes an XML document, element by element. Letters that XML 1.0 cannot hold (section 2.2) are
 * left out, whoever wrote them. For one thread.
 */
public final class Xml {
    private final StringBuilder out =
            new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    private final Deque<String> open = new ArrayDeque<>();

    /**
     * Begins an element, which the next ones are in.
     *
     * @param attributes names and values in turn
     */
    public Xml begin(String name, String... attributes) {
        tag(name, attributes).append(">\n");
        open.push(name);
        return this;
    }

    /** Ends the element that was begun last. */
    public Xml end() {
        out.append("</").append(open.pop()).append(">\n");
        return this;
    }

    /** An element of words alone. */
    public Xml text(String name, String words, String... attributes) {
        tag(name, attributes).append('>');
        escape(words);
        out.append("</").append(name).append(">\n");
        return this;
    }

    /** An element of attributes alone. */
    public Xml empty(String name, String... attributes) {
        tag(name, attributes).append("/>\n");
        return this;
    }

    /** The whole document. */
    @Override
    public String toString() {
        if (!open.isEmpty()) {
            throw new IllegalStateException(open + " were not ended");
        }
        return out.toString();
    }

    private StringBuilder tag(String name, String... attributes) {
        out.append('<').append(name);
        for (int index = 0; index < attributes.length; index += 2) {
            out.append(' ').append(attributes[index]).append("=\"");
            escape(attributes[index + 1]);
            out.append('"');
        }
        return out;
    }

    private void escape(String words) {
        words.codePoints()
                .filter(Xml::isAllowed)
                .forEach(letter -> {
                    switch (letter) {
                        case '&' -> out.append("&amp;");
                        case '<' -> out.append("&lt;");
                        case '>' -> out.append("&gt;");
                        case '"' -> out.append("&quot;");
                        case '\r' -> out.append("&#13;");
                        default -> out.appendCodePoint(letter);
                    }
                });
    }

    private static boolean isAllowed(int letter) {
        return letter == '\t'
                || letter == '\n'
                || letter == '\r'
                || (letter >= 0x20 && letter <= 0xd7ff)
                || (letter >= 0xe000 && letter <= 0xfffd)
                || letter >= 0x10000;
    }
}

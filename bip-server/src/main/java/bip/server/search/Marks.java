package bip.server.search;

import org.apache.lucene.search.uhighlight.Passage;
import org.apache.lucene.search.uhighlight.PassageFormatter;

/** Writes passages of a text as HTML: escaped, matches in {@code <mark>}, gaps as an ellipsis. */
final class Marks extends PassageFormatter {

    @Override
    public String format(Passage[] passages, String content) {
        var html = new StringBuilder();
        int told = 0;
        for (Passage passage : passages) {
            html.append(passage.getStartOffset() > told ? gap(html) : "");
            append(html, passage, content);
            told = passage.getEndOffset();
        }
        return html.append(told < content.length() ? " …" : "").toString();
    }

    private static String gap(StringBuilder html) {
        return html.isEmpty() ? "… " : " … ";
    }

    private static void append(StringBuilder html, Passage passage, String content) {
        int at = passage.getStartOffset();
        for (int i = 0; i < passage.getNumMatches(); i++) {
            // Two stems of one word match at one place.
            int start = Math.max(at, passage.getMatchStarts()[i]);
            int end = Math.min(passage.getMatchEnds()[i], passage.getEndOffset());
            if (end > start) {
                escape(html, content, at, start);
                html.append("<mark>");
                escape(html, content, start, end);
                html.append("</mark>");
                at = end;
            }
        }
        escape(html, content, at, passage.getEndOffset());
    }

    private static void escape(StringBuilder html, String content, int from, int to) {
        for (int i = from; i < to; i++) {
            char letter = content.charAt(i);
            switch (letter) {
                case '&' -> html.append("&amp;");
                case '<' -> html.append("&lt;");
                case '>' -> html.append("&gt;");
                case '"' -> html.append("&quot;");
                case '\n' -> html.append(' ');
                default -> html.append(letter);
            }
        }
    }
}

package bip.server.glossary;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Finds the terms of a glossary in the text of HTML, never in its tags. */
final class Abbreviations {

    /** What is explained already, and what is shown letter by letter. */
    private static final Set<String> LEFT_ALONE = Set.of("abbr", "code", "pre");

    private static final Pattern TAG = Pattern.compile("<(/?)([a-zA-Z0-9]+)[^>]*>");

    private final List<Term> terms;
    private final Map<String, String> expansions;
    private final @Nullable Pattern pattern;

    Abbreviations(List<Term> terms) {
        this.terms = List.copyOf(terms);
        this.expansions =
                terms.stream()
                        .collect(
                                Collectors.toMap(
                                        term -> escaped(term.abbreviation()),
                                        term -> escaped(term.expansion()),
                                        (one, other) -> one));
        this.pattern = terms.isEmpty() ? null : patternOf(expansions.keySet());
    }

    boolean areOf(List<Term> others) {
        return terms.equals(others);
    }

    /** See {@link Glossary#explain}. */
    String markIn(String html) {
        return pattern == null ? html : new Marking(html, pattern).marked();
    }

    /** The longest first, so that a part of one is not taken for another. */
    private static Pattern patternOf(Set<String> abbreviations) {
        String any =
                abbreviations.stream()
                        .sorted(Comparator.comparingInt(String::length).reversed())
                        .map(Pattern::quote)
                        .collect(Collectors.joining("|"));
        // Not within a word, nor within an entity such as &amp;
        return Pattern.compile("(?<![\\p{L}\\p{N}_&#])(?:" + any + ")(?![\\p{L}\\p{N}_])");
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&#34;");
    }

    /** One document. */
    private final class Marking {
        private final String html;
        private final Pattern words;
        private final StringBuilder out = new StringBuilder();
        private final Set<String> seen = new HashSet<>();

        Marking(String html, Pattern words) {
            this.html = html;
            this.words = words;
        }

        String marked() {
            Matcher tags = TAG.matcher(html);
            int from = 0;
            int leftAlone = 0;
            while (tags.find()) {
                copy(html.substring(from, tags.start()), leftAlone > 0);
                out.append(tags.group());
                from = tags.end();
                if (LEFT_ALONE.contains(tags.group(2))) {
                    leftAlone += tags.group(1).isEmpty() ? 1 : -1;
                }
            }
            copy(html.substring(from), leftAlone > 0);
            return out.toString();
        }

        private void copy(String text, boolean alone) {
            Matcher found = words.matcher(text);
            int from = 0;
            while (!alone && found.find()) {
                String abbreviation = found.group();
                if (seen.add(abbreviation)) {
                    out.append(text, from, found.start())
                            .append("<abbr title=\"")
                            .append(expansions.get(abbreviation))
                            .append("\">")
                            .append(abbreviation)
                            .append("</abbr>");
                    from = found.end();
                }
            }
            out.append(text, from, text.length());
        }
    }
}

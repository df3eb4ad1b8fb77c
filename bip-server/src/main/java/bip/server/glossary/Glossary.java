package bip.server.glossary;

import bip.server.database.Database;
import bip.server.text.PolishOrder;
import java.util.Comparator;
import java.util.List;

/** The door of this room: the terms, and their marks in the text of a page. For all threads. */
public final class Glossary {

    private final Database database;
    private volatile Abbreviations known = new Abbreviations(List.of());

    public Glossary(Database database) {
        this.database = database;
    }

    /** In Polish order. */
    public List<Term> list() {
        var order = Comparator.comparing(Term::abbreviation, new PolishOrder());
        return database.read(GlossaryMapper.class, GlossaryMapper::list).stream()
                .sorted(order.thenComparing(Term::abbreviation))
                .toList();
    }

    /**
     * {@code html} with each known abbreviation marked as {@code <abbr title>} where it comes up
     * first.
     *
     * @param html well-formed, as {@link bip.server.text.Markdown#toHtml} gives it
     */
    public String explain(String html) {
        List<Term> terms = database.read(GlossaryMapper.class, GlossaryMapper::list);
        Abbreviations current = known;
        if (!current.areOf(terms)) {
            current = new Abbreviations(terms);
            known = current;
        }
        return current.markIn(html);
    }
}

package bip.server.search;

import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.DisjunctionMaxQuery;
import org.apache.lucene.search.MultiPhraseQuery;
import org.apache.lucene.search.PhraseQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;

/** Turns what a reader asked for into Lucene's queries. */
final class PageQueries {

    /** A form as it was typed says more than another form of the word. */
    private static final float SAME_FORM = 1.3f;

    private static final float SIDE_BY_SIDE = 3f;

    /** A page called exactly what was typed stands above all others. */
    private static final float SAME_TITLE = 40f;

    /** A clause counts by its best place, and a little by the others. */
    private static final float OTHER_PLACES = 0.1f;

    private final Stems stems;

    PageQueries(Stems stems) {
        this.stems = stems;
    }

    /** Pages on which every clause is found. */
    Query all(QueryText text) {
        return joined(text, Occur.MUST);
    }

    /** Pages on which some clause is found; more of them, higher up. */
    Query some(QueryText text) {
        return joined(text, Occur.SHOULD);
    }

    /** Finds the places to mark, by stems alone: every form written has its stems there too. */
    Query toMark(QueryText text) {
        var marks = new BooleanQuery.Builder();
        for (Zone zone : Zone.values()) {
            for (Clause clause : text.clauses()) {
                switch (clause) {
                    case Clause.Any(Word word) ->
                            stems.ofTyped(word)
                                    .forEach(stem ->
                                            marks.add(term(zone.stems(), stem), Occur.SHOULD));
                    case Clause.Exactly(var words) ->
                            marks.add(stemPhrase(zone, words), Occur.SHOULD);
                }
            }
        }
        return marks.build();
    }

    private Query joined(QueryText text, Occur occur) {
        var clauses = new BooleanQuery.Builder();
        text.clauses().forEach(clause -> clauses.add(anywhere(clause), occur));
        var ranked = new BooleanQuery.Builder();
        ranked.add(clauses.build(), Occur.MUST);
        String whole = PageDocuments.wholeOf(text.text());
        ranked.add(
                new BoostQuery(term(PageDocuments.WHOLE_TITLE, whole), SAME_TITLE), Occur.SHOULD);
        return ranked.build();
    }

    private Query anywhere(Clause clause) {
        var places = new ArrayList<Query>();
        for (Zone zone : Zone.values()) {
            switch (clause) {
                case Clause.Any(Word word) -> addWord(places, zone, word);
                case Clause.Exactly(var words) ->
                        places.add(boosted(formPhrase(zone, words), zone, SIDE_BY_SIDE));
            }
        }
        return new DisjunctionMaxQuery(places, OTHER_PLACES);
    }

    private void addWord(List<Query> places, Zone zone, Word word) {
        stems.ofTyped(word)
                .forEach(stem -> places.add(boosted(term(zone.stems(), stem), zone, 1f)));
        // Both forms of a written word are there, so that one typed bare is found by its bare form;
        // one typed with its diacritics means those: sąd is not sad.
        places.add(boosted(term(zone.forms(), word.lower()), zone, SAME_FORM));
    }

    private static Query formPhrase(Zone zone, List<Word> words) {
        var phrase = new PhraseQuery.Builder();
        words.forEach(word -> phrase.add(new Term(zone.forms(), word.folded())));
        return phrase.build();
    }

    private Query stemPhrase(Zone zone, List<Word> words) {
        var phrase = new MultiPhraseQuery.Builder();
        for (Word word : words) {
            phrase.add(
                    stems.ofTyped(word).stream()
                            .map(stem -> new Term(zone.stems(), stem))
                            .toArray(Term[]::new));
        }
        return phrase.build();
    }

    private static Query term(String field, String text) {
        return new TermQuery(new Term(field, text));
    }

    private static Query boosted(Query query, Zone zone, float more) {
        return new BoostQuery(query, zone.weight() * more);
    }
}

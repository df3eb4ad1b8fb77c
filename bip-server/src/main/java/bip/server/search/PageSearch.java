package bip.server.search;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.lucene.document.Document;
import org.apache.lucene.index.StoredFields;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.search.TopScoreDocCollectorManager;
import org.apache.lucene.search.TotalHits;
import org.jspecify.annotations.Nullable;

/** Asks the index. */
final class PageSearch {

    /** Pages that can be looked through; whoever needs more needs another question. */
    static final int DEEPEST = 1000;

    /** How long a search waits for an index that was only just opened. */
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final IndexKeeper keeper;
    private final PageQueries queries;

    PageSearch(IndexKeeper keeper, Stems stems) {
        this.keeper = keeper;
        this.queries = new PageQueries(stems);
    }

    /**
     * Pages that match {@code text}, which must not be empty: those with all of it, or else those
     * with some.
     *
     * @param offset pages to pass over
     * @param size pages to tell of
     */
    Found find(QueryText text, int offset, int size) {
        return keeper.awaitChecked(PATIENCE)
                .<Found>map(index -> search(index, text, offset, size))
                .orElseGet(Found.NotYet::new);
    }

    private Found search(PageIndex index, QueryText text, int offset, int size) {
        boolean complete = keeper.isComplete();
        try {
            return index.search(searcher -> {
                TopDocs all = top(searcher, queries.all(text), offset + size);
                boolean some = all.totalHits.value() == 0 && text.clauses().size() > 1;
                TopDocs top = some ? top(searcher, queries.some(text), offset + size) : all;
                return new Found.Pages(
                        hits(searcher, text, top, offset),
                        top.totalHits.value(),
                        top.totalHits.relation() != TotalHits.Relation.EQUAL_TO,
                        some,
                        complete);
            });
        } catch (IOException e) {
            throw new UncheckedIOException("the search index does not answer", e);
        }
    }

    private static TopDocs top(IndexSearcher searcher, Query query, int count) throws IOException {
        return searcher.search(
                query, new TopScoreDocCollectorManager(Math.min(count, DEEPEST), DEEPEST));
    }

    private List<Found.Hit> hits(IndexSearcher searcher, QueryText text, TopDocs top, int offset)
            throws IOException {
        int[] documents =
                Arrays.stream(top.scoreDocs).skip(offset).mapToInt((ScoreDoc d) -> d.doc).toArray();
        if (documents.length == 0) {
            return List.of();
        }
        Map<String, String[]> passages =
                new PageHighlighter(searcher)
                        .highlightFields(
                                PageHighlighter.FIELDS.clone(),
                                queries.toMark(text),
                                documents.clone(),
                                PageHighlighter.PASSAGES.clone());
        StoredFields stored = searcher.storedFields();
        var hits = new ArrayList<Found.Hit>();
        for (int i = 0; i < documents.length; i++) {
            hits.add(hit(stored.document(documents[i]), passages, i));
        }
        return hits;
    }

    private static Found.Hit hit(Document page, Map<String, String[]> passages, int i) {
        return new Found.Hit(
                page.get(PageDocuments.SLUG),
                page.getField(PageDocuments.PUBLISHED).numericValue().longValue(),
                passage(passages, Zone.TITLE, i),
                page.get(Zone.LABELS.stems()).lines().toList(),
                passage(passages, Zone.TEXT, i),
                passage(passages, Zone.FILES, i));
    }

    private static String passage(Map<String, String[]> passages, Zone zone, int i) {
        @Nullable String[] ofField = passages.getOrDefault(zone.stems(), new String[0]);
        String passage = i < ofField.length ? ofField[i] : null;
        return passage == null ? "" : passage;
    }
}

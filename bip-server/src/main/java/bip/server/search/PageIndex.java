package bip.server.search;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.IndexWriterConfig.OpenMode;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.SerialMergeScheduler;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.SearcherFactory;
import org.apache.lucene.search.SearcherManager;
import org.apache.lucene.store.Directory;
import org.apache.lucene.util.IOUtils;
import org.jspecify.annotations.Nullable;

/**
 * One open index, in a folder or in memory. Written by one thread at a time, searched by all. A
 * write is seen by searches after {@link #refresh}, and after a restart once {@link #commit} was
 * called.
 */
final class PageIndex implements AutoCloseable {

    private static final String ANALYSIS = "analysis";

    /**
     * Lucene warns on standard error that it would search vectors faster with an incubating module;
     * there are none here. Held, because a logger that nobody holds forgets its level.
     */
    private static final Logger VECTORS =
            Logger.getLogger("org.apache.lucene.internal.vectorization.VectorizationProvider");

    static {
        VECTORS.setLevel(Level.SEVERE);
    }

    /** Documents that wait in memory before Lucene writes them out; bulletins are small. */
    private static final double BUFFER_MEGABYTES = 8;

    private final Directory directory;
    private final IndexWriter writer;
    private final SearcherManager searchers;

    private PageIndex(Directory directory, IndexWriter writer) throws IOException {
        this.directory = directory;
        this.writer = writer;
        this.searchers = new SearcherManager(writer, new Uncached());
    }

    /**
     * Opens what is in {@code directory}, or begins anew when there is nothing or it was made by
     * other rules of analysis.
     *
     * @throws IOException if it is broken, newer than this Lucene, or held by another process
     */
    static PageIndex open(Directory directory) throws IOException {
        boolean fits = isOfThisAnalysis(directory);
        var config = new IndexWriterConfig();
        config.setOpenMode(fits ? OpenMode.APPEND : OpenMode.CREATE);
        config.setRAMBufferSizeMB(BUFFER_MEGABYTES);
        // Few documents change at a time: threads of their own for merging would only hold memory.
        config.setMergeScheduler(new SerialMergeScheduler());
        config.setCommitOnClose(false);
        var writer = new IndexWriter(directory, config);
        try {
            return new PageIndex(directory, writer);
        } catch (IOException e) {
            IOUtils.closeWhileHandlingException(writer);
            throw e;
        }
    }

    private static boolean isOfThisAnalysis(Directory directory) throws IOException {
        if (!DirectoryReader.indexExists(directory)) {
            return false;
        }
        try (DirectoryReader reader = DirectoryReader.open(directory)) {
            String analysis = reader.getIndexCommit().getUserData().get(ANALYSIS);
            return Integer.toString(Stems.VERSION).equals(analysis);
        }
    }

    /** Adds a page, or takes its newer state. */
    void put(IndexedPage page, PageDocuments documents) throws IOException {
        writer.updateDocument(term(page.id()), documents.of(page));
    }

    /** Removes a page; does nothing when it is not here. */
    void remove(long id) throws IOException {
        writer.deleteDocuments(term(id));
    }

    /** Still works after what went wrong: Lucene closes it by itself when files may be broken. */
    boolean isOpen() {
        return writer.isOpen();
    }

    /** Lets searches see what was written. */
    void refresh() throws IOException {
        searchers.maybeRefreshBlocking();
    }

    /** Makes what was written outlast this process. */
    void commit() throws IOException {
        if (writer.hasUncommittedChanges()) {
            writer.setLiveCommitData(
                    Map.of(ANALYSIS, Integer.toString(Stems.VERSION)).entrySet(), false);
            writer.commit();
        }
    }

    /** Stamps of the pages that are here, by their numbers. */
    Map<Long, String> listStamps() throws IOException {
        return search(searcher -> stamps(searcher.getIndexReader()));
    }

    /** Runs {@code work} on one state of the index. */
    <R> R search(Work<R> work) throws IOException {
        IndexSearcher searcher = searchers.acquire();
        try {
            return work.on(searcher);
        } finally {
            searchers.release(searcher);
        }
    }

    /** Closes it without a commit. */
    @Override
    public void close() throws IOException {
        IOUtils.close(searchers, writer, directory);
    }

    private static Map<Long, String> stamps(IndexReader reader) throws IOException {
        var stamps = new HashMap<Long, String>();
        for (LeafReaderContext leaf : reader.leaves()) {
            NumericDocValues pages = leaf.reader().getNumericDocValues(PageDocuments.PAGE);
            BinaryDocValues values = leaf.reader().getBinaryDocValues(PageDocuments.STAMP);
            var live = leaf.reader().getLiveDocs();
            while (pages != null
                    && values != null
                    && pages.nextDoc() != DocIdSetIterator.NO_MORE_DOCS) {
                if ((live == null || live.get(pages.docID()))
                        && values.advanceExact(pages.docID())) {
                    stamps.put(pages.longValue(), values.binaryValue().utf8ToString());
                }
            }
        }
        return stamps;
    }

    private static Term term(long id) {
        return new Term(PageDocuments.ID, Long.toString(id));
    }

    /** Something done with a searcher. */
    @FunctionalInterface
    interface Work<R> {
        R on(IndexSearcher searcher) throws IOException;
    }

    /** Searchers that keep no results: they would hold memory for queries that do not repeat. */
    private static final class Uncached extends SearcherFactory {
        @Override
        public IndexSearcher newSearcher(IndexReader reader, @Nullable IndexReader previous) {
            var searcher = new IndexSearcher(reader);
            searcher.setQueryCache(null);
            return searcher;
        }
    }
}

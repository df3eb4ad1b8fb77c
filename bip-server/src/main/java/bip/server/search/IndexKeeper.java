package bip.server.search;

import bip.server.database.Database;
import bip.server.database.DatabaseException;
import bip.server.database.DatabaseFault;
import bip.server.errortracking.ErrorReporter;
import bip.server.page.PageListener;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the index in step with the database. At the start, and whenever it sees a commit of this or
 * another process but the counts of visits, it compares the stamps of all published pages with
 * those in the index: first what differs is taken out, then what is missing is put in. So an index
 * that was left behind by another database is never searched as it is, and a withdrawn page is
 * never found.
 */
final class IndexKeeper implements PageListener, AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(IndexKeeper.class);

    /** How soon commits of other processes are seen; one look costs some microseconds. */
    private static final Duration LOOK = Duration.ofSeconds(1);

    /**
     * Searches wait so long after the start for an index that is only being made: some hundred
     * pages take less, and nobody is told that a page is missing which is not.
     */
    private static final Duration MAKING = Duration.ofSeconds(3);

    /**
     * The rest between two comparisons is so many times as long as the last one took: in a big
     * bulletin, where every look at all pages costs, most of the time is left to visitors. What is
     * changed in this process is told by itself and does not wait.
     */
    private static final int REST = 20;

    /** Pages put in before searches see them, while an index is made. */
    private static final int BATCH = 200;

    /** Pages after which what was put in outlasts a kill: making a big index takes minutes. */
    private static final int KEPT_AFTER = 10_000;

    private final Database database;
    private final PageSource source;
    private final IndexPlace place;
    private final Stems stems;
    private final IndexFailures failures;
    private final LeftOutPages leftOut = new LeftOutPages();
    private final ReentrantLock writing = new ReentrantLock(true);
    private final CountDownLatch checked = new CountDownLatch(1);
    private final CountDownLatch whole = new CountDownLatch(1);
    private final CountDownLatch ending = new CountDownLatch(1);
    private final Thread thread = Thread.ofPlatform().name("search-index").unstarted(this::run);

    private volatile IndexPlace.@Nullable Opened opened;
    private volatile boolean complete;
    private volatile long started;
    private boolean commitSeen;
    private long restsUntil = System.nanoTime();

    IndexKeeper(
            Database database,
            PageSource source,
            IndexPlace place,
            Stems stems,
            ErrorReporter errors) {
        this.database = database;
        this.source = source;
        this.place = place;
        this.stems = stems;
        this.failures = new IndexFailures(errors);
    }

    /** Begins to open and check the index, in the background. */
    void start() {
        started = System.nanoTime();
        thread.start();
    }

    /**
     * The index, once it holds nothing that is not published as it stands there. Within {@link
     * #MAKING} of the start it also waits for the index to be whole; later, a search during a long
     * making is answered from what is there.
     *
     * @return empty when even the check takes longer than {@code patience}
     */
    Optional<PageIndex> awaitChecked(Duration patience) {
        try {
            long making = started + MAKING.toNanos() - System.nanoTime();
            if ((making > 0 && whole.await(making, TimeUnit.NANOSECONDS))
                    || checked.await(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                return Optional.ofNullable(opened).map(IndexPlace.Opened::index);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return Optional.empty();
    }

    /** Every published page is in the index, as far as is known. */
    boolean isComplete() {
        return complete;
    }

    /** What is wrong with the index's place; empty when nothing is. */
    String trouble() {
        IndexPlace.Opened now = opened;
        return now == null ? "" : now.trouble();
    }

    /** Which pages cannot be found; empty when all can. */
    String pagesLeftOut() {
        return leftOut.trouble();
    }

    @Override
    public void pageChanged(long pageId) {
        writing.lock();
        try {
            IndexPlace.Opened now = opened;
            // Before the first check there is nothing to keep in step: the check will see the page.
            if (now != null && checked.getCount() == 0) {
                update(now.index(), pageId, "", new PageDocuments(stems.memory()));
                now.index().refresh();
            }
        } catch (IOException | RuntimeException e) {
            // The page was changed all the same; the thread sees the commit and tries again.
            if (failures.report(e)) {
                log.warn("the search index did not take the change of page {}", pageId, e);
            }
        } finally {
            writing.unlock();
        }
    }

    @Override
    public void close() {
        ending.countDown();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            opened = place.open();
            do {
                look();
            } while (!ending.await(LOOK.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            log.error("the search index is no longer kept", e);
            failures.report(e);
        } finally {
            closeIndex();
        }
    }

    private void look() {
        try {
            commitSeen = database.sawCommit() || commitSeen;
            boolean isRested = System.nanoTime() - restsUntil >= 0;
            // After a failure it is not complete, so that no commit is missed by waiting.
            boolean isDue = (commitSeen && isRested) || !complete;
            if (isDue && failures.mayTry()) {
                commitSeen = false;
                keepInStep();
                failures.over();
            }
        } catch (DatabaseException e) {
            failed("the search index could not be compared with the database", e);
        } catch (IOException | RuntimeException e) {
            failed("the search index failed", e);
            failures.report(e);
            beginInMemory("the index failed: " + e.getClass().getName());
        }
    }

    private void failed(String what, Exception e) {
        complete = false;
        Duration pause = failures.putOff();
        log.warn("{}; the next try is in {} s", what, pause.toSeconds(), e);
    }

    private void keepInStep() throws IOException {
        PageIndex index = now().index();
        long began = System.nanoTime();
        Map<Long, String> missing = takeOutStale(index);
        long took = System.nanoTime() - began;
        log.debug("search index: compared with the database in {} ms", took / 1_000_000);
        restsUntil = System.nanoTime() + REST * took;
        add(index, missing);
        index.commit();
        complete = ending.getCount() > 0;
        whole.countDown();
    }

    /** Takes out what is not published as it stands there; returns what is missing. */
    private Map<Long, String> takeOutStale(PageIndex index) throws IOException {
        writing.lock();
        try {
            Map<Long, String> missing = source.listStamps();
            leftOut.keepOnly(missing.keySet());
            Map<Long, String> held = index.listStamps();
            int stale = 0;
            for (var page : held.entrySet()) {
                if (!missing.remove(page.getKey(), page.getValue())) {
                    index.remove(page.getKey());
                    stale++;
                }
            }
            missing.entrySet().removeIf(page -> leftOut.has(page.getKey(), page.getValue()));
            index.refresh();
            checked.countDown();
            if (stale > 0 || !missing.isEmpty()) {
                log.info("search index: {} pages out, {} in", stale, missing.size());
            }
            return missing;
        } finally {
            writing.unlock();
        }
    }

    /** In batches, which searches see as they come; stops when the server ends. */
    private void add(PageIndex index, Map<Long, String> missing) throws IOException {
        complete = complete && missing.isEmpty();
        List<Map.Entry<Long, String>> pages = List.copyOf(missing.entrySet());
        var documents = new PageDocuments(stems.memory());
        for (int from = 0; from < pages.size() && ending.getCount() > 0; from += BATCH) {
            writing.lock();
            try {
                for (var page : pages.subList(from, Math.min(pages.size(), from + BATCH))) {
                    update(index, page.getKey(), page.getValue(), documents);
                }
                index.refresh();
                if ((from + BATCH) % KEPT_AFTER == 0) {
                    index.commit();
                }
            } finally {
                writing.unlock();
            }
        }
    }

    private void beginInMemory(String trouble) {
        writing.lock();
        try {
            closeIndex();
            opened = place.inMemory(trouble);
            // Nothing in it yet, so nothing that should not be found.
            checked.countDown();
        } finally {
            writing.unlock();
        }
    }

    /** Takes a page in as it is now, or leaves it out when it cannot be indexed. */
    private void update(PageIndex index, long id, String stamp, PageDocuments documents)
            throws IOException {
        try {
            Optional<IndexedPage> page = source.find(id);
            if (page.isPresent()) {
                index.put(page.get(), documents);
            } else {
                index.remove(id);
            }
            leftOut.forget(id);
        } catch (RuntimeException | StackOverflowError e) {
            if (!index.isOpen() || isOfDatabase(e)) {
                throw e;
            }
            // What is in the index of it is no longer what is published.
            index.remove(id);
            leftOut.add(id, stamp, e);
            failures.reportPage(id, e);
        }
    }

    /** The database itself failed; a row that makes no sense concerns its page alone. */
    private static boolean isOfDatabase(Throwable e) {
        return e instanceof DatabaseException database
                && database.fault() != DatabaseFault.MALFORMED_VALUE;
    }

    private IndexPlace.Opened now() {
        IndexPlace.Opened now = opened;
        if (now == null) {
            throw new IllegalStateException("the index is not open");
        }
        return now;
    }

    private void closeIndex() {
        IndexPlace.Opened now = opened;
        opened = null;
        if (now == null) {
            return;
        }
        try {
            now.index().close();
        } catch (IOException e) {
            log.warn("the search index did not close", e);
        }
    }
}

package bip.server.database;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Something that was read, kept until anything is committed, by this process or another; so that
 * what every page shows costs a page no query. For all threads.
 */
public final class Kept<T> implements AutoCloseable {

    private final CommitWatch watch;
    private final Supplier<T> source;
    private @Nullable T value;

    Kept(CommitWatch watch, Supplier<T> source) {
        this.watch = watch;
        this.source = source;
    }

    /**
     * What the database has now.
     *
     * @throws DatabaseException if the database does not answer
     */
    public synchronized T get() {
        // Asked before reading: what is committed meanwhile is seen at the next call.
        if (watch.sawCommit()) {
            value = null;
        }
        T known = value;
        if (known == null) {
            known = source.get();
            value = known;
        }
        return known;
    }

    @Override
    public synchronized void close() {
        watch.close();
    }
}

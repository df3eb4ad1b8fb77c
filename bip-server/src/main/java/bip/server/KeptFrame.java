package bip.server;

import bip.server.database.CommitWatch;
import bip.server.text.Language;
import bip.server.web.PageFrame;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Function;

/**
 * Keeps what stands round every page until something is committed, so that a page costs no query
 * for it. For all threads.
 */
final class KeptFrame implements AutoCloseable {

    private final CommitWatch watch;
    private final Function<Language, PageFrame> source;
    private final Map<Language, PageFrame> kept = new EnumMap<>(Language.class);

    /**
     * Keeps what {@code source} reads.
     *
     * @param watch of the same database; closed with this
     */
    KeptFrame(CommitWatch watch, Function<Language, PageFrame> source) {
        this.watch = watch;
        this.source = source;
    }

    /**
     * The frame as the database has it now.
     *
     * @throws bip.server.database.DatabaseException if the database does not answer
     */
    synchronized PageFrame get(Language language) {
        // Asked before reading: what is committed meanwhile is seen at the next call.
        if (watch.sawCommit()) {
            kept.clear();
        }
        return kept.computeIfAbsent(language, source);
    }

    @Override
    public synchronized void close() {
        watch.close();
    }
}

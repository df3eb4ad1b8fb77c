package bip.server.errortracking;

import java.lang.Thread.UncaughtExceptionHandler;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * While open, what ends a thread unexpectedly is logged and reported. One at a time in a process.
 */
public final class UncaughtErrors implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(UncaughtErrors.class);

    private final @Nullable UncaughtExceptionHandler before;

    private UncaughtErrors(@Nullable UncaughtExceptionHandler before) {
        this.before = before;
    }

    /** Begins. */
    public static UncaughtErrors reportTo(ErrorReporter errors) {
        UncaughtErrors opened = new UncaughtErrors(Thread.getDefaultUncaughtExceptionHandler());
        Thread.setDefaultUncaughtExceptionHandler((thread, failure) -> {
            log.error("thread {} ended", thread.getName(), failure);
            errors.report(failure, new Origin.Background(taskOf(thread)));
        });
        return opened;
    }

    /** Puts back what stood before. */
    @Override
    public void close() {
        Thread.setDefaultUncaughtExceptionHandler(before);
    }

    /** Threads of one kind are numbered; the number would make each a task of its own. */
    private static String taskOf(Thread thread) {
        return thread.getName().replaceAll("[-#0-9]+$", "");
    }
}

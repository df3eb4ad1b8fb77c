package bip.ctl.upgrade;

import bip.ctl.layout.Layout;
import bip.ctl.support.AtomicFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Keeps editors from writing while their database is copied. The flag holds the time at which the
 * freeze ends by itself, and that is put off again and again while this process lives: editors are
 * never shut out for long by a bipctl that died.
 */
final class FreezeKeeper implements AutoCloseable {

    /** Six renewals may fail before it ends. */
    private static final Duration LASTS = Duration.ofSeconds(60);

    private static final Duration RENEWED_EVERY = Duration.ofSeconds(10);

    /** The clock may be set while it stands: looked at so often whether that has moved its end. */
    private static final Duration LOOKED_AT_EVERY = Duration.ofMillis(500);

    private final Path flag;
    private final Clock clock;
    private @Nullable ScheduledExecutorService renewal;
    private @Nullable ScheduledFuture<?> ticking;
    private volatile @Nullable IOException failure;
    private volatile Instant until = Instant.MIN;

    /** It ended by itself before it was renewed: this process was stopped, or the machine slept. */
    private volatile boolean hasLapsed;

    FreezeKeeper(Layout layout, Clock clock) {
        this.flag = layout.freeze();
        this.clock = clock;
    }

    /** Freezes, and goes on doing so until {@link #thaw} or {@link #close}. */
    void freeze() throws IOException {
        Files.createDirectories(flag.getParent());
        if (renewal == null) {
            until = Instant.MIN;
            hasLapsed = false;
        }
        renew();
        if (renewal == null) {
            renewal =
                    Executors.newSingleThreadScheduledExecutor(
                            Thread.ofPlatform().daemon().name("freeze").factory());
            ticking =
                    renewal.scheduleAtFixedRate(
                            this::renewQuietly,
                            LOOKED_AT_EVERY.toMillis(),
                            LOOKED_AT_EVERY.toMillis(),
                            TimeUnit.MILLISECONDS);
        }
    }

    private void renew() throws IOException {
        hasLapsed = hasLapsed();
        Instant end = clock.instant().plus(LASTS).truncatedTo(ChronoUnit.SECONDS);
        AtomicFiles.write(flag, (end + "\n").getBytes(StandardCharsets.UTF_8));
        until = end;
    }

    /** Editors may have saved since the freeze began. */
    boolean hasLapsed() {
        return hasLapsed || (!until.equals(Instant.MIN) && clock.instant().isAfter(until));
    }

    private boolean isDue() {
        Duration left = Duration.between(clock.instant(), until);
        return failure != null
                || left.compareTo(LASTS.minus(RENEWED_EVERY)) < 0
                || left.compareTo(LASTS) > 0;
    }

    private void renewQuietly() {
        try {
            if (isDue()) {
                renew();
                failure = null;
            }
        } catch (IOException e) {
            // Told by check(), which is asked before the switch.
            failure = e;
        }
    }

    /**
     * Makes sure that the freeze still stands.
     *
     * @throws IOException if it could not be renewed
     */
    void check() throws IOException {
        IOException latest = failure;
        if (latest != null) {
            throw new IOException("the editors' freeze could not be renewed", latest);
        }
    }

    /** Ends the freeze, also one that an earlier run left. */
    void thaw() throws IOException {
        close();
        AtomicFiles.delete(flag);
    }

    /** Stops renewing; a freeze that stands ends by itself. */
    @Override
    public void close() {
        if (ticking != null) {
            ticking.cancel(false);
            ticking = null;
        }
        if (renewal != null) {
            renewal.shutdown();
            try {
                // A renewal under way would make the flag again after the thaw.
                renewal.awaitTermination(RENEWED_EVERY.toMillis(), TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            renewal = null;
        }
    }
}

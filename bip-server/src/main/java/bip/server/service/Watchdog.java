package bip.server.service;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks again and again whether the server works, and says "alive" only when it does. After a look
 * that failed the next comes sooner, so that one slow moment does not cost a restart.
 */
final class Watchdog implements ServiceManager.Watch {
    private static final Logger log = LoggerFactory.getLogger(Watchdog.class);
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);

    private final WatchdogSettings settings;
    private final WatchdogCheck check;
    private final Runnable alive;
    private final ExecutorService looks =
            Executors.newSingleThreadExecutor(
                    Thread.ofPlatform().daemon().name("watchdog-look").factory());
    private final Thread thread =
            Thread.ofPlatform().daemon().name("watchdog").unstarted(this::run);
    private boolean failing;

    private Watchdog(WatchdogSettings settings, WatchdogCheck check, Runnable alive) {
        this.settings = settings;
        this.check = check;
        this.alive = alive;
    }

    /**
     * Looks as often as the settings say.
     *
     * @param alive says so to whoever wants to hear it
     */
    static Watchdog start(WatchdogSettings settings, WatchdogCheck check, Runnable alive) {
        Watchdog watchdog = new Watchdog(settings, check, alive);
        watchdog.thread.start();
        return watchdog;
    }

    @Override
    public void close() {
        thread.interrupt();
        looks.shutdownNow();
    }

    private void run() {
        try {
            Duration pause = settings.interval();
            while (true) {
                Thread.sleep(pause);
                pause = look() ? settings.interval() : sooner();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /** A look that hangs keeps its thread; the next one waits behind it and so fails as well. */
    private boolean look() throws InterruptedException {
        Future<?> look =
                looks.submit(() -> {
                    check.look();
                    return null;
                });
        try {
            look.get(settings.limit().toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            return failed(String.valueOf(e.getCause()));
        } catch (TimeoutException _) {
            look.cancel(true);
            return failed("no answer within " + settings.limit().toSeconds() + " s");
        }
        return passed();
    }

    private boolean passed() {
        if (failing) {
            failing = false;
            log.warn("the internal check passes again");
        }
        alive.run();
        return true;
    }

    private boolean failed(String reason) {
        if (!failing) {
            failing = true;
            log.error(
                    "the internal check failed: {}; the service manager is not told that this"
                            + " process is alive until it passes",
                    reason);
        }
        return false;
    }

    private Duration sooner() {
        return settings.interval().compareTo(AFTER_FAILURE) < 0
                ? settings.interval()
                : AFTER_FAILURE;
    }
}

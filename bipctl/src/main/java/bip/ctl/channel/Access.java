package bip.ctl.channel;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Consumer;

/**
 * How one run of a command uses channels.
 *
 * @param acceptsStale a person says that statements are used although they have expired
 * @param hearer told what somebody should know meanwhile
 */
public record Access(
        Proxies proxies,
        Pause pause,
        InstantSource clock,
        boolean acceptsStale,
        Consumer<Notice> hearer) {

    /** Without proxies of its own; nobody is told anything, and nothing kept is ever too old. */
    public static final Access PLAIN =
            new Access(
                    Proxies.NONE,
                    Thread::sleep,
                    InstantSource.fixed(Instant.EPOCH),
                    false,
                    _ -> {});

    /** Waits between two tries. */
    @FunctionalInterface
    public interface Pause {
        void take(Duration time) throws InterruptedException;
    }
}

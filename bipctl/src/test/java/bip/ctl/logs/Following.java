package bip.ctl.logs;

import static org.assertj.core.api.Assertions.assertThat;

import bip.ctl.support.Phrase;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** A follower in a thread of its own, and what it has passed on. */
final class Following implements AutoCloseable {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final LinkedBlockingQueue<LogEvent> events = new LinkedBlockingQueue<>();
    private final LinkedBlockingQueue<Phrase> notices = new LinkedBlockingQueue<>();
    private final CompletableFuture<@Nullable Void> end = new CompletableFuture<>();
    private final AtomicBoolean isStopped = new AtomicBoolean();
    private final Thread thread;

    Following(Path live, LogQuery query) {
        thread = Thread.ofVirtual().start(() -> run(new LogReader(live), query));
    }

    private void run(LogReader reader, LogQuery query) {
        try {
            reader.follow(query, events::add, notices::add, isStopped::get);
            end.complete(null);
        } catch (InterruptedException e) {
            end.complete(null);
        } catch (IOException | RuntimeException e) {
            end.completeExceptionally(e);
        }
    }

    /** The next event, waited for. */
    LogEvent next() throws InterruptedException {
        LogEvent event = events.poll(LIMIT.toSeconds(), TimeUnit.SECONDS);
        assertThat(event).as("an event within %s; notices %s", LIMIT, notices).isNotNull();
        assertThat(end.isCompletedExceptionally()).isFalse();
        return Objects.requireNonNull(event);
    }

    /** The messages of the next events. */
    List<String> messages(int count) throws InterruptedException {
        var messages = new ArrayList<String>();
        for (int i = 0; i < count; i++) {
            LogEvent event = next();
            messages.add(event.findHeader().map(EventHeader::message).orElse(event.text()));
        }
        return messages;
    }

    /** The next notice, waited for. */
    Phrase notice() throws InterruptedException {
        Phrase notice = notices.poll(LIMIT.toSeconds(), TimeUnit.SECONDS);
        assertThat(notice).as("a notice within %s", LIMIT).isNotNull();
        return Objects.requireNonNull(notice);
    }

    List<LogEvent> unasked() {
        return List.copyOf(events);
    }

    @Override
    public void close() throws InterruptedException {
        isStopped.set(true);
        thread.join(LIMIT);
        end.join();
    }
}

package bip.packaging;

import java.io.IOException;
import java.net.ConnectException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Readers who come at a steady rate, whether or not those before them were answered, each for
 * another page. Under {@code --root} nobody holds the socket during a restart, so who is refused
 * tries again, and waits.
 */
final class SteadyReaders implements AutoCloseable {
    static final int PER_SECOND = 40;

    private final int port;
    private final int pages;
    private final Random random = new Random(7);
    private final AtomicBoolean stopped = new AtomicBoolean();
    private final List<Future<Visit>> visits = new ArrayList<>();
    private final Thread thread = Thread.ofPlatform().unstarted(this::run);
    private final AtomicInteger refused = new AtomicInteger();

    private SteadyReaders(int port, int pages) {
        this.port = port;
        this.pages = pages;
    }

    /**
     * Lets them come until {@link #stop}.
     *
     * @param pages of the bulletin that {@link BigBulletin} made
     */
    static SteadyReaders start(int port, int pages) {
        var readers = new SteadyReaders(port, pages);
        readers.thread.start();
        return readers;
    }

    /** How one was answered, and how long that took. */
    private record Visit(int status, long micros) {}

    /**
     * How all were answered.
     *
     * @param failed neither the page nor that it was withdrawn
     * @param refused connections that were tried again
     */
    record Result(
            int count,
            int failed,
            int refused,
            long longestMicros,
            long medianMicros,
            long p99Micros) {}

    Result stop() throws Exception {
        stopped.set(true);
        thread.join();
        var micros = new ArrayList<Long>();
        int failed = 0;
        for (Future<Visit> visit : visits) {
            Visit done = visit.get();
            failed += done.status() == 200 || done.status() == 410 ? 0 : 1;
            micros.add(done.micros());
        }
        micros.sort(Long::compare);
        return new Result(
                micros.size(),
                failed,
                refused.get(),
                micros.getLast(),
                micros.get(micros.size() / 2),
                micros.get(micros.size() * 99 / 100));
    }

    private void run() {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            long next = System.nanoTime();
            while (!stopped.get()) {
                String path = BigBulletin.address(1 + random.nextInt(pages));
                visits.add(threads.submit(() -> visit(path)));
                next += TimeUnit.SECONDS.toNanos(1) / PER_SECOND;
                TimeUnit.NANOSECONDS.sleep(next - System.nanoTime());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Visit visit(String path) throws InterruptedException {
        long start = System.nanoTime();
        String request = "GET " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";
        while (true) {
            try {
                int status = RawExchange.send(port, request).status();
                return new Visit(status, (System.nanoTime() - start) / 1_000);
            } catch (ConnectException e) {
                refused.incrementAndGet();
                TimeUnit.MILLISECONDS.sleep(10);
            } catch (IOException e) {
                return new Visit(0, (System.nanoTime() - start) / 1_000);
            }
        }
    }

    @Override
    public void close() throws InterruptedException {
        stopped.set(true);
        thread.join();
    }
}

package bip.ctl.terminal;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** One progress, drawn in place. */
final class Bar implements Console.Progress {

    private static final int WIDTH = 24;

    /** A shorter bar tells nothing. */
    private static final int LEAST_WIDTH = 4;

    /** Often enough to look alive, seldom enough for a slow line. */
    private static final Duration BETWEEN_DRAWINGS = Duration.ofMillis(100);

    private static final Duration BETWEEN_TICKS = Duration.ofMillis(500);

    private final TerminalConsole console;
    private final String title;
    private final Ticker ticker;
    private final boolean hasTotal;
    private final Thread ticking =
            Thread.ofPlatform().daemon().name("progress").unstarted(this::tick);
    private Duration lastDrawing = Duration.ZERO;
    private boolean isDone;
    private boolean isClosed;

    Bar(TerminalConsole console, String title, Ticker ticker, boolean hasTotal) {
        this.console = console;
        this.title = title;
        this.ticker = ticker;
        this.hasTotal = hasTotal;
    }

    /** Shows that time passes also while nothing is counted: what stands still looks stuck. */
    Bar begin() {
        draw();
        ticking.start();
        return this;
    }

    private void tick() {
        try {
            while (true) {
                Thread.sleep(BETWEEN_TICKS);
                synchronized (console) {
                    if (isClosed) {
                        return;
                    }
                    draw();
                }
            }
        } catch (InterruptedException e) {
            // The step is over.
        }
    }

    // The console's monitor guards all of this, so that a bar and a line cannot wait for each
    // other.

    @Override
    public void advanceTo(long done) {
        synchronized (console) {
            ticker.advanceTo(done);
            if (ticker.elapsed().minus(lastDrawing).compareTo(BETWEEN_DRAWINGS) >= 0) {
                draw();
            }
        }
    }

    @Override
    public void done() {
        synchronized (console) {
            isDone = true;
        }
    }

    @Override
    public void close() {
        synchronized (console) {
            if (!isClosed) {
                isClosed = true;
                ticking.interrupt();
                String key = isDone ? "progress.done" : "progress.failed";
                console.finish(this, key, title, ticker.elapsedText());
            }
        }
    }

    void draw() {
        synchronized (console) {
            lastDrawing = ticker.elapsed();
            console.draw(title, hasTotal ? ticker.percent().orElse(0) : null, ticker.text());
        }
    }

    /**
     * The drawn line. In a narrow terminal the bar shrinks, then goes; only what is too long
     * without it is cut, so that it never wraps.
     */
    static String line(String title, @Nullable Integer percent, String detail, int columns) {
        var line = new StringBuilder(title).append(' ');
        int room = Math.max(1, columns - 1);
        int width = Math.min(WIDTH, room - line.length() - "[] ".length() - detail.length());
        if (percent != null && width >= LEAST_WIDTH) {
            int filled = width * percent / 100;
            line.append('[').repeat('#', filled).repeat('.', width - filled).append("] ");
        }
        line.append(detail);
        return line.length() <= room ? line.toString() : line.substring(0, room);
    }
}

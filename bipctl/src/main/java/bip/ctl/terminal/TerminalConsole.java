package bip.ctl.terminal;

import bip.ctl.support.Messages;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * For a person at a terminal: progress drawn in place, questions. Lines go the plain way; JLine is
 * loaded with the first progress or question, not before.
 */
final class TerminalConsole implements Console {

    private final PlainConsole plain;
    private final Lines err;
    private final Consoles.Options options;
    private final Messages messages;
    private final InstantSource time;
    private final boolean canDraw;
    private final boolean canAnswer;
    private @Nullable Screen screen;
    private @Nullable Bar bar;
    private boolean isClosed;

    /**
     * A console over {@code plain}.
     *
     * @param canDraw standard error is a terminal that can draw
     * @param canAnswer standard input is a terminal
     */
    TerminalConsole(
            PlainConsole plain,
            Lines err,
            Consoles.Options options,
            Messages messages,
            InstantSource time,
            boolean canDraw,
            boolean canAnswer) {
        this.plain = plain;
        this.err = err;
        this.options = options;
        this.messages = messages;
        this.time = time;
        this.canDraw = canDraw;
        this.canAnswer = canAnswer;
    }

    @Override
    public synchronized void result(String line) {
        aroundBar(() -> plain.result(line));
    }

    @Override
    public boolean isRead() {
        return plain.isRead();
    }

    @Override
    public boolean isResultLost() {
        return plain.isResultLost();
    }

    @Override
    public boolean hasReader() {
        return plain.hasReader();
    }

    @Override
    public synchronized void notice(String line) {
        aroundBar(() -> plain.notice(line));
    }

    @Override
    public synchronized void detail(String line) {
        aroundBar(() -> plain.detail(line));
    }

    @Override
    public synchronized void warning(String line) {
        aroundBar(() -> plain.warning(line));
    }

    @Override
    public synchronized Progress progress(String title, long total) {
        if (!canDraw || options.quiet()) {
            return plain.progress(title, total);
        }
        var drawn = new Bar(this, title, new Ticker(messages, time, total), total > 0);
        bar = drawn;
        return drawn.begin();
    }

    @Override
    public boolean canAsk() {
        return canAnswer && !options.noInput();
    }

    @Override
    public synchronized boolean confirm(String question) {
        if (options.yes() || !canAsk()) {
            return plain.confirm(question);
        }
        return screen().confirm(
                        question, messages.text("confirm.hint"), messages.text("confirm.yes"));
    }

    @Override
    public synchronized String askSecret(String question) {
        return canAsk() ? screen().askSecret(question) : plain.askSecret(question);
    }

    @Override
    public synchronized void close() {
        isClosed = true;
        if (screen != null) {
            screen.close();
            screen = null;
        }
    }

    /** Draws over the bar's line. */
    synchronized void draw(String title, @Nullable Integer percent, String detail) {
        if (isClosed) {
            return;
        }
        err.raw("\r" + Bar.line(title, percent, detail, screen().columns()) + "\u001b[K");
    }

    /** The bar is over: its last line stays. */
    synchronized void finish(Bar over, String key, String title, String elapsed) {
        err.raw("\r\u001b[K");
        if (bar == over) {
            bar = null;
        }
        plain.notice(messages.text(key, title, elapsed));
    }

    private void aroundBar(Runnable line) {
        if (bar == null) {
            line.run();
        } else {
            err.raw("\r\u001b[K");
            line.run();
            bar.draw();
        }
    }

    private Screen screen() {
        if (screen == null) {
            screen = Screen.open();
        }
        return screen;
    }
}

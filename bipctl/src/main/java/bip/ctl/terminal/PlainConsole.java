package bip.ctl.terminal;

import bip.ctl.support.CtlException;
import bip.ctl.support.ErrorCode;
import bip.ctl.support.Messages;
import java.time.Duration;
import java.time.InstantSource;

/** Lines only: for pipes, files, logs and terminals that cannot draw. */
final class PlainConsole implements Console {

    private static final Duration BETWEEN_LINES = Duration.ofSeconds(10);

    private final Lines out;
    private final Lines err;
    private final Consoles.Options options;
    private final Paint paint;
    private final Messages messages;
    private final InstantSource time;

    PlainConsole(
            Lines out,
            Lines err,
            Consoles.Options options,
            Paint paint,
            Messages messages,
            InstantSource time) {
        this.out = out;
        this.err = err;
        this.options = options;
        this.paint = paint;
        this.messages = messages;
        this.time = time;
    }

    @Override
    public void result(String line) {
        out.line(line);
    }

    @Override
    public boolean isRead() {
        return !out.isBroken();
    }

    @Override
    public boolean isResultLost() {
        return out.isLost();
    }

    @Override
    public boolean hasReader() {
        return isRead() && !Streams.isOutputAbandoned();
    }

    @Override
    public void notice(String line) {
        if (!options.quiet()) {
            err.line(line);
        }
    }

    @Override
    public void detail(String line) {
        if (options.verbose()) {
            err.line(paint.faint(line));
        }
    }

    @Override
    public void warning(String line) {
        err.line(paint.strong(line));
    }

    @Override
    public Progress progress(String title, long total) {
        return new LineProgress(title, new Ticker(messages, time, total));
    }

    @Override
    public boolean canAsk() {
        return false;
    }

    @Override
    public boolean confirm(String question) {
        if (options.yes()) {
            return true;
        }
        throw new CtlException(ErrorCode.G104, question);
    }

    @Override
    public String askSecret(String question) {
        if (Streams.isInputTerminal()) {
            // What is typed would be shown.
            throw new CtlException(ErrorCode.A205, question);
        }
        return SecretText.of(Streams.inputLine());
    }

    @Override
    public void close() {}

    private final class LineProgress implements Progress {
        private final String title;
        private final Ticker ticker;
        private Duration lastLine = Duration.ZERO;
        private boolean isDone;
        private boolean isClosed;

        LineProgress(String title, Ticker ticker) {
            this.title = title;
            this.ticker = ticker;
        }

        @Override
        public synchronized void advanceTo(long done) {
            ticker.advanceTo(done);
            if (ticker.elapsed().minus(lastLine).compareTo(BETWEEN_LINES) >= 0) {
                lastLine = ticker.elapsed();
                notice(title + ": " + ticker.text());
            }
        }

        @Override
        public synchronized void done() {
            isDone = true;
        }

        @Override
        public synchronized void close() {
            if (!isClosed) {
                isClosed = true;
                String key = isDone ? "progress.done" : "progress.failed";
                notice(messages.text(key, title, ticker.elapsedText()));
            }
        }
    }
}

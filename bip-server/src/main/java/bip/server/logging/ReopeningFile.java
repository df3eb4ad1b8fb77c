package bip.server.logging;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * Appends events to a file, each with one write, and opens the file anew when asked: after
 * logrotate has renamed it, events go to the renamed file until then, so that none is lost. When a
 * write fails (a full disk), that is said once on standard error, and tried again with the next
 * event.
 */
final class ReopeningFile extends AppenderBase<ILoggingEvent> {
    private final Path path;
    private final EventLine line;
    private final PrintStream complaints;
    private OutputStream stream;
    private boolean failing;
    private volatile boolean reopenAsked;

    /**
     * Opens {@code path} for appending and makes it when missing.
     *
     * @throws IOException if it cannot be opened
     */
    ReopeningFile(Path path, EventLine line, PrintStream complaints) throws IOException {
        this.path = path;
        this.line = line;
        this.complaints = complaints;
        this.stream = open(path);
    }

    /**
     * Opens the file anew; keeps the old one when that fails, and says so. The next event does it
     * when many threads log at once: whoever waits for the file beside them may wait for seconds.
     */
    void reopen() {
        reopenAsked = true;
        reopenIfAsked();
    }

    private synchronized void reopenIfAsked() {
        if (!reopenAsked) {
            return;
        }
        reopenAsked = false;
        try {
            OutputStream opened = open(path);
            stream.close();
            stream = opened;
        } catch (IOException e) {
            complaints.println("bip-server: cannot reopen " + path + ": " + e);
        }
    }

    @Override
    protected synchronized void append(ILoggingEvent event) {
        reopenIfAsked();
        try {
            stream.write(line.write(event).getBytes(StandardCharsets.UTF_8));
            failing = false;
        } catch (IOException e) {
            complainOnce(e);
        }
    }

    @Override
    public synchronized void stop() {
        super.stop();
        try {
            stream.close();
        } catch (IOException e) {
            complainOnce(e);
        }
    }

    private void complainOnce(IOException e) {
        if (!failing) {
            failing = true;
            complaints.println("bip-server: cannot write " + path + ": " + e);
        }
    }

    private static OutputStream open(Path path) throws IOException {
        // Not a channel: an interrupted thread that logs would close it for everybody.
        return new FileOutputStream(path.toFile(), true);
    }
}

package bip.ctl.logs;

import bip.ctl.support.CtlException;
import bip.ctl.support.ErrorCode;
import bip.ctl.support.Phrase;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** The door of this room: reads a log file with what was rotated away, and follows it. */
public final class LogReader {

    /**
     * Between two looks at the file. An event is shown at the second look after its writing at the
     * latest, so after 160 ms. Looks and not inotify: those find out alike what happened when
     * several things happened at once, work on network and overlay file systems, and cost two
     * system calls each while nothing happens.
     */
    private static final Duration PAUSE = Duration.ofMillis(80);

    private final LogFamily family;

    /**
     * For one log.
     *
     * @param live the file that the server writes; its rotated predecessors lie beside it
     */
    public LogReader(Path live) {
        this.family = new LogFamily(live);
    }

    /**
     * Passes on what {@code query} wants of what is there now.
     *
     * @param notices for people: what is missing or damaged
     * @throws CtlException if there is no log, or it may not be read
     */
    public void read(LogQuery query, EventSink sink, Consumer<Phrase> notices) throws IOException {
        try (var reading = new Reading(query, sink, notices)) {
            reading.open(true);
            reading.catchUp();
            reading.end();
        } catch (AccessDeniedException e) {
            throw unreadable(e);
        }
    }

    /**
     * Passes on what {@code query} wants of what is there now, then what is written, until the sink
     * wants no more or {@code isStopped}. A log that is not there yet is waited for.
     *
     * @param notices for people: truncation, and what is missing or damaged
     * @throws CtlException if it may not be read
     */
    public void follow(
            LogQuery query, EventSink sink, Consumer<Phrase> notices, BooleanSupplier isStopped)
            throws IOException, InterruptedException {
        try (var reading = new Reading(query, sink, notices)) {
            reading.open(false);
            reading.catchUp();
            reading.release();
            reading.goOn(isStopped);
        } catch (ClosedByInterruptException e) {
            throw interrupted(e);
        } catch (AccessDeniedException e) {
            throw unreadable(e);
        }
    }

    /** The interruption came while the file was read, and not while we slept. */
    private static InterruptedException interrupted(ClosedByInterruptException e) {
        var interrupted = new InterruptedException();
        interrupted.initCause(e);
        return interrupted;
    }

    private CtlException unreadable(AccessDeniedException e) {
        return new CtlException(e, ErrorCode.O101, family.live());
    }

    /** One run through the log. */
    private final class Reading implements AutoCloseable {

        /** As in the follower: a rotation makes us look again. */
        private static final int TRIES = 50;

        private final LogQuery query;
        private final Selection selection;
        private final EventAssembler events;
        private final LineSplitter lines;
        private final LogFollower follower;

        Reading(LogQuery query, EventSink sink, Consumer<Phrase> notices) {
            this.query = query;
            this.selection = new Selection(query, sink);
            this.events = new EventAssembler(selection::accept);
            this.lines = new LineSplitter(events::accept);
            this.follower = new LogFollower(family, lines, notices);
        }

        void open(boolean mustBeThere) throws IOException {
            for (int i = 0; i < TRIES; i++) {
                List<LogFile> files = family.list();
                if (files.isEmpty() && mustBeThere) {
                    throw new CtlException(ErrorCode.O100, family.live());
                }
                try {
                    StartFinder.Start start = new StartFinder(query).find(files);
                    follower.startAt(files, start.index(), start.offset());
                    return;
                } catch (LogFile.FamilyChanged _) {
                    // Renamed while its start was looked for.
                }
            }
            throw new LogFile.FamilyChanged(null);
        }

        /** Passes on what is there; an unfinished line may still go on. */
        void catchUp() throws IOException {
            boolean any = true;
            while (any && !selection.isClosed()) {
                any = follower.step();
            }
            events.settle();
        }

        /** Nothing follows: an unfinished line is the last. */
        void end() {
            lines.endOfFile();
            events.settle();
            release();
        }

        void release() {
            selection.release();
        }

        void goOn(BooleanSupplier isStopped) throws IOException, InterruptedException {
            while (!selection.isClosed() && !isStopped.getAsBoolean()) {
                if (!follower.step()) {
                    Thread.sleep(PAUSE);
                    // The rest of an event that came in two parts has come by now.
                    if (!follower.step()) {
                        events.settle();
                    }
                }
            }
        }

        @Override
        public void close() throws IOException {
            follower.close();
        }
    }
}

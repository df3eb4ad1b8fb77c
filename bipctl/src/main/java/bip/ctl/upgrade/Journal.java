package bip.ctl.upgrade;

import bip.ctl.layout.Layout;
import bip.ctl.support.AtomicFiles;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The durable record of one operation, {@code operations/ID/journal.ndjson}: each line is on the
 * disk before {@link #append} returns. Owned by the thread that runs the operation.
 */
final class Journal implements AutoCloseable {

    static final String FILE = "journal.ndjson";

    private static final DateTimeFormatter ID =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss.SSS'Z'").withZone(ZoneOffset.UTC);

    private static final int ID_LENGTH = "20260301T120000.000Z".length();

    private final String id;
    private final Clock clock;
    // Not a FileChannel: that one is closed when its thread is interrupted, and a person's wish to
    // stop comes as an interrupt.
    private final RandomAccessFile file;
    private long seq;
    private String prev;

    private Journal(String id, Clock clock, RandomAccessFile file, long seq, String prev) {
        this.id = id;
        this.clock = clock;
        this.file = file;
        this.seq = seq;
        this.prev = prev;
    }

    /** Begins the journal of a new operation. */
    static Journal begin(Layout layout, Clock clock) throws IOException {
        Files.createDirectories(layout.operations());
        markOpen(layout);
        Path folder = newFolder(layout, clock);
        var file = new RandomAccessFile(folder.resolve(FILE).toFile(), "rw");
        file.getFD().sync();
        AtomicFiles.syncFolder(folder);
        AtomicFiles.syncFolder(layout.operations());
        return new Journal(name(folder), clock, file, 0, JournalRecord.NO_PREV);
    }

    private static void markOpen(Layout layout) throws IOException {
        if (!Files.exists(layout.openOperation())) {
            Files.createFile(layout.openOperation());
            AtomicFiles.syncFolder(layout.openOperation().resolveSibling(""));
        }
    }

    /** Folders are in the order of the operations, also when the clock was set back meanwhile. */
    private static Path newFolder(Layout layout, Clock clock) throws IOException {
        String id = ID.format(clock.instant());
        String last = lastId(layout);
        if (id.compareTo(last) <= 0) {
            id = ID.format(instant(last).plusMillis(1));
        }
        return Files.createDirectory(layout.operations().resolve(id));
    }

    /** Also one that ended and whose folder is gone since; empty when there was none yet. */
    private static String lastId(Layout layout) throws IOException {
        try (var folders = Files.list(layout.operations())) {
            return Stream.concat(folders.map(Journal::name), noted(layout).stream())
                    .filter(Journal::isId)
                    .max(Comparator.naturalOrder())
                    .orElse("");
        }
    }

    private static Optional<String> noted(Layout layout) throws IOException {
        return new Journals(layout).last().map(JournalLink::id);
    }

    /** Older ones of one millisecond end with a number. */
    private static boolean isId(String name) {
        return name.matches("\\d{8}T\\d{6}\\.\\d{3}Z(-\\d+)?");
    }

    private static Instant instant(String id) throws IOException {
        try {
            return ID.parse(id.substring(0, ID_LENGTH), Instant::from);
        } catch (DateTimeParseException e) {
            throw new IOException("no folder of an operation: " + id, e);
        }
    }

    /** Goes on with a journal that was cut short; a torn last line is taken off. */
    static Journal goOn(Path folder, JournalText text, Clock clock) throws IOException {
        var file = new RandomAccessFile(folder.resolve(FILE).toFile(), "rw");
        file.setLength(text.bytes());
        file.seek(text.bytes());
        file.getFD().sync();
        return new Journal(name(folder), clock, file, text.records().size(), text.lastHash());
    }

    private static String name(Path folder) {
        return folder.getFileName().toString();
    }

    String id() {
        return id;
    }

    /** Adds a record; it survives a power cut once this returns. */
    void append(String step, JournalRecord.Phase phase, Map<String, String> data)
            throws IOException {
        var record = new JournalRecord(seq, clock.instant(), step, phase, data, prev);
        byte[] line = record.line();
        long before = file.getFilePointer();
        try {
            file.write(line);
            file.getFD().sync();
        } catch (IOException e) {
            // A full disk may have taken a part of it: the next record must not join that part.
            file.setLength(before);
            file.seek(before);
            throw e;
        }
        seq++;
        prev = JournalRecord.hash(line);
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}

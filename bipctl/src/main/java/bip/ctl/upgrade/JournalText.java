package bip.ctl.upgrade;

import bip.ctl.support.JsonProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What of a journal's file holds: its lines from the first as long as each is whole and names the
 * hash of the one before. A torn last line, left by a crash while writing, is not part of it; the
 * act it would have told of did not begin, or may be undone once more.
 *
 * @param records those lines
 * @param bytes their length in the file
 * @param lastHash hash of the last of them
 * @param flaw what is wrong behind them; null when nothing is, or only the last line is torn
 * @param isTorn part of one more line follows
 */
record JournalText(
        List<JournalRecord> records,
        long bytes,
        String lastHash,
        @Nullable Flaw flaw,
        boolean isTorn) {

    /** A journal has some fifty lines. */
    private static final long MAX_BYTES = 16L << 20;

    JournalText {
        records = List.copyOf(records);
    }

    /**
     * What a crash cannot have done.
     *
     * @param line counted from 1
     * @param isLeftOut lines before it are missing; else its text was changed
     */
    record Flaw(int line, boolean isLeftOut) {}

    Optional<Flaw> findFlaw() {
        return Optional.ofNullable(flaw);
    }

    static JournalText load(Path file) throws IOException {
        if (Files.size(file) > MAX_BYTES) {
            return new JournalText(List.of(), 0, JournalRecord.NO_PREV, new Flaw(1, false), false);
        }
        return of(Files.readAllBytes(file));
    }

    static JournalText of(byte[] content) {
        var records = new ArrayList<JournalRecord>();
        int begin = 0;
        String prev = JournalRecord.NO_PREV;
        for (int end = lineEnd(content, 0); end > 0; end = lineEnd(content, begin)) {
            byte[] line = Arrays.copyOfRange(content, begin, end);
            Optional<Flaw> flaw = add(line, prev, records);
            if (flaw.isPresent()) {
                boolean isTorn = end == content.length && hasHole(line);
                return new JournalText(records, begin, prev, isTorn ? null : flaw.get(), isTorn);
            }
            prev = JournalRecord.hash(line);
            begin = end;
        }
        return new JournalText(records, begin, prev, null, begin < content.length);
    }

    private static Optional<Flaw> add(byte[] line, String prev, List<JournalRecord> records) {
        int number = records.size() + 1;
        try {
            var found = JournalRecord.parse(line);
            if (found.seq() > records.size()) {
                return Optional.of(new Flaw(number, true));
            }
            if (found.seq() < records.size()) {
                return Optional.of(new Flaw(number, false));
            }
            if (!found.prev().equals(prev)) {
                // It is the line before that is no longer what it was.
                return Optional.of(new Flaw(Math.max(1, number - 1), false));
            }
            records.add(found);
            return Optional.empty();
        } catch (JsonProblem e) {
            return Optional.of(new Flaw(number, false));
        }
    }

    /** A power cut may leave the end of a line without its beginning, zeros in its place. */
    private static boolean hasHole(byte[] line) {
        for (byte b : line) {
            if (b == 0) {
                return true;
            }
        }
        return false;
    }

    /** Index behind the next line feed; 0 when there is none. */
    private static int lineEnd(byte[] content, int from) {
        for (int i = from; i < content.length; i++) {
            if (content[i] == '\n') {
                return i + 1;
            }
        }
        return 0;
    }
}

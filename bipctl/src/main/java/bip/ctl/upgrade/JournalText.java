package bip.ctl.upgrade;

import bip.ctl.support.JsonProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What of a journal's file holds: its lines from the first as long as each is whole and names the
 * hash of the one before. A torn last line, left by a crash while writing, is not part of it; the
 * act it would have told of did not begin, or may be undone once more.
 *
 * @param records those lines
 * @param bytes their length in the file
 * @param lastHash hash of the last of them
 */
record JournalText(List<JournalRecord> records, long bytes, String lastHash) {

    /** A journal has some fifty lines. */
    private static final long MAX_BYTES = 16L << 20;

    JournalText {
        records = List.copyOf(records);
    }

    static JournalText load(Path file) throws IOException {
        if (Files.size(file) > MAX_BYTES) {
            return new JournalText(List.of(), 0, JournalRecord.NO_PREV);
        }
        return of(Files.readAllBytes(file));
    }

    static JournalText of(byte[] content) {
        var records = new ArrayList<JournalRecord>();
        int begin = 0;
        String prev = JournalRecord.NO_PREV;
        for (int end = lineEnd(content, 0); end > 0; end = lineEnd(content, begin)) {
            byte[] line = Arrays.copyOfRange(content, begin, end);
            if (!isNext(line, prev, records)) {
                break;
            }
            prev = JournalRecord.hash(line);
            begin = end;
        }
        return new JournalText(records, begin, prev);
    }

    private static boolean isNext(byte[] line, String prev, List<JournalRecord> records) {
        try {
            var found = JournalRecord.parse(line);
            if (found.seq() != records.size() || !found.prev().equals(prev)) {
                return false;
            }
            records.add(found);
            return true;
        } catch (JsonProblem e) {
            return false;
        }
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

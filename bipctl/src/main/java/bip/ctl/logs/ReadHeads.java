package bip.ctl.logs;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/** Knows the files that are read to their end by their first bytes, whatever their name is now. */
final class ReadHeads {

    /** More rotated files than anybody keeps between two looks. */
    private static final int MAX = 64;

    private final Deque<byte[]> heads = new ArrayDeque<>();

    /** What begins with {@code head} is read. An empty head tells nothing, and is not kept. */
    void add(byte[] head) {
        if (head.length == 0) {
            return;
        }
        if (heads.size() == MAX) {
            heads.removeFirst();
        }
        heads.addLast(head);
    }

    /** Index of the newest of {@code files} that is read; -1 when none is. */
    int newestIn(List<LogFile> files) throws IOException {
        for (int i = files.size() - 1; i >= 0; i--) {
            if (contains(files.get(i).head())) {
                return i;
            }
        }
        return -1;
    }

    private boolean contains(byte[] head) {
        return heads.stream().anyMatch(read -> begins(head, read));
    }

    /** Whether {@code bytes} begin with all of {@code head}. */
    static boolean begins(byte[] bytes, byte[] head) {
        return bytes.length >= head.length
                && Arrays.equals(bytes, 0, head.length, head, 0, head.length);
    }

    /** Whether one of both, neither empty, is the beginning of the other. */
    static boolean agree(byte[] one, byte[] other) {
        int length = Math.min(one.length, other.length);
        return length > 0 && Arrays.equals(one, 0, length, other, 0, length);
    }
}

package bip.server.web;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.xnio.conduits.AbstractStreamSourceConduit;
import org.xnio.conduits.StreamSourceConduit;

/**
 * Remembers where the path of the request begins that came last, for one that is refused before it
 * is understood. A guess: a request that does not come at the beginning of what is read at once is
 * not seen.
 */
final class RequestLine extends AbstractStreamSourceConduit<StreamSourceConduit> {
    /** No other method that is known has its first letter. */
    private static final String HEAD = "HEAD";

    private static final int LONGEST_METHOD = 10;

    /** As much of a path as tells whom it is for. */
    private static final int LONGEST_START = 16;

    private String path = "";
    private boolean isHead;

    RequestLine(StreamSourceConduit next) {
        super(next);
    }

    /** How the path began; empty when it was not seen. */
    String path() {
        return path;
    }

    /** Only the head of the answer is asked for. */
    boolean isHead() {
        return isHead;
    }

    @Override
    public int read(ByteBuffer into) throws IOException {
        int from = into.position();
        int count = next.read(into);
        if (count > 0) {
            look(into, from, count);
        }
        return count;
    }

    private void look(ByteBuffer read, int from, int count) {
        int end = from + count;
        int space = from;
        while (space < end && " \r\n".indexOf(read.get(space)) < 0) {
            space++;
        }
        boolean isMethod = space > from && space - from <= LONGEST_METHOD;
        if (isMethod && space < end && read.get(space) == ' ') {
            var start = new StringBuilder();
            for (int at = space + 1; at < Math.min(end, space + 1 + LONGEST_START); at++) {
                start.append((char) (read.get(at) & 0xff));
            }
            path = start.toString();
            isHead = space - from == HEAD.length() && read.get(from) == HEAD.charAt(0);
        }
    }
}

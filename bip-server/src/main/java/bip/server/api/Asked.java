package bip.server.api;

import bip.server.web.Request;
import java.util.Optional;

/**
 * A piece of a list: up to {@code limit} entries that follow number {@code after}.
 *
 * @param limit from 1 to 100, 50 when nothing is said
 */
record Asked(long after, int limit) {
    static final int MOST = 100;
    private static final int USUAL = 50;

    /** Empty when what is given is no number, or out of bounds. */
    static Optional<Asked> of(Request request) {
        String after = request.queryParameter("after").orElse("0");
        String limit = request.queryParameter("limit").orElse(String.valueOf(USUAL));
        if (!after.matches("[0-9]{1,18}") || !limit.matches("[1-9][0-9]{0,2}")) {
            return Optional.empty();
        }
        int wanted = Integer.parseInt(limit);
        return wanted > MOST
                ? Optional.empty()
                : Optional.of(new Asked(Long.parseLong(after), wanted));
    }

    /** The number that a part of a path is; empty for none. */
    static Optional<Long> number(String text) {
        return Optional.of(text)
                .filter(number -> number.matches("[1-9][0-9]{0,17}"))
                .map(Long::parseLong);
    }
}

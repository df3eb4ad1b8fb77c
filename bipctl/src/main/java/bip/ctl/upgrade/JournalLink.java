package bip.ctl.upgrade;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Names an operation and what its journal ended with: the first record of the next operation does,
 * and the note of the last one that ended. So a journal cannot be removed, shortened or changed
 * alone.
 *
 * @param hash SHA-256 of the last line, 64 hex digits
 */
record JournalLink(String id, String hash) {

    private static final String ID = "previous";
    private static final String HASH = "previous.sha256";

    private static final Pattern LINE = Pattern.compile("(\\S{1,100}) ([0-9a-f]{64})\\s*");

    /** As a first record holds it; empty for the very first operation, and for older journals. */
    static Optional<JournalLink> of(Map<String, String> data) {
        return data.containsKey(ID) && data.containsKey(HASH)
                ? Optional.of(new JournalLink(data.get(ID), data.get(HASH)))
                : Optional.empty();
    }

    void addTo(Map<String, String> data) {
        data.put(ID, id);
        data.put(HASH, hash);
    }

    /** As the note holds it. */
    static Optional<JournalLink> parse(String line) {
        var matcher = LINE.matcher(line);
        return matcher.matches()
                ? Optional.of(new JournalLink(matcher.group(1), matcher.group(2)))
                : Optional.empty();
    }

    String line() {
        return id + " " + hash + "\n";
    }
}

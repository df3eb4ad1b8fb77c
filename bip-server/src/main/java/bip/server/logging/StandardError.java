package bip.server.logging;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * Standard error, read by people as it is, or by systemd's journal, which takes a line's weight
 * from its beginning (sd-daemon(3)): there what is wrong is found by {@code journalctl -p err}.
 */
public final class StandardError {
    private static final String JOURNAL_STREAM = "JOURNAL_STREAM";

    private final PrintStream weighty;
    private final PrintStream notices;

    private StandardError(OutputStream weighty, OutputStream notices) {
        // UTF-8 whatever the locale: systemd gives none.
        this.weighty = new PrintStream(weighty, true, StandardCharsets.UTF_8);
        this.notices = new PrintStream(notices, true, StandardCharsets.UTF_8);
    }

    /** Read by people. */
    public static StandardError plain(OutputStream stream) {
        return new StandardError(stream, stream);
    }

    /** Read by the journal. */
    public static StandardError journal(OutputStream stream) {
        return new StandardError(
                new WeightedLines(stream, WeightedLines.ERROR),
                new WeightedLines(stream, WeightedLines.NOTICE));
    }

    /**
     * Whether {@code descriptor} leads to the journal: {@code JOURNAL_STREAM} names it by device
     * and number (systemd.exec(5)). The variable alone says little, for it is inherited by
     * processes whose output goes elsewhere.
     *
     * @param descriptor e.g. {@code /proc/self/fd/2}
     */
    public static boolean isJournal(Map<String, String> environment, Path descriptor) {
        String named = environment.getOrDefault(JOURNAL_STREAM, "");
        if (named.isEmpty()) {
            return false;
        }
        try {
            Map<String, Object> file = Files.readAttributes(descriptor, "unix:dev,ino");
            return named.equals(file.get("dev") + ":" + file.get("ino"));
        } catch (IOException | UnsupportedOperationException e) {
            return false;
        }
    }

    /** Where everything goes that is wrong. */
    public PrintStream stream() {
        return weighty;
    }

    /** Says something that is as it should be. */
    public void notice(String line) {
        notices.println(line);
    }
}

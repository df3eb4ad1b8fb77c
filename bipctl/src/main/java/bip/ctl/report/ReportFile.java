package bip.ctl.report;

import java.nio.charset.StandardCharsets;

/**
 * A text in a report.
 *
 * @param name in the archive: {@code log.txt}
 */
public record ReportFile(String name, String text) {

    /** Size in bytes. */
    public int size() {
        return bytes().length;
    }

    byte[] bytes() {
        return (text + "\n").getBytes(StandardCharsets.UTF_8);
    }
}

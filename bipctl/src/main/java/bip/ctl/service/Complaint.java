package bip.ctl.service;

import java.util.List;

/** What a server said last, short enough to be quoted in one line. */
final class Complaint {

    private static final int LINES = 5;

    private Complaint() {}

    /** The last lines, blank ones and what is no news left out, with a stroke between them. */
    static String of(List<String> lines) {
        List<String> said =
                lines.stream()
                        .map(String::strip)
                        .filter(line -> !line.isEmpty())
                        .filter(line -> !line.startsWith("at ") && !line.startsWith("... "))
                        .toList();
        return String.join(" / ", said.subList(Math.max(0, said.size() - LINES), said.size()));
    }
}

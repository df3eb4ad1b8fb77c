package bip.ctl.support;

import java.util.ArrayList;
import java.util.List;

/**
 * What a server said last, short enough to be quoted in one line. A server says what matters twice,
 * in Polish and then in English; the reader gets one of them.
 */
public record Said(String polish, String english) {

    private static final int LINES = 5;
    private static final String OWN = "bip-server: ";
    private static final String BETWEEN = " / ";

    /** Of lines, the oldest first; blank ones and what is under a stack trace's title left out. */
    public static Said of(List<String> lines) {
        List<String> told =
                lines.stream()
                        .map(String::strip)
                        .filter(line -> !line.isEmpty())
                        .filter(line -> !line.startsWith("at ") && !line.startsWith("... "))
                        .toList();
        var polish = new ArrayList<String>();
        var english = new ArrayList<String>();
        for (int i = 0; i < told.size(); i++) {
            polish.add(told.get(i));
            boolean isPair =
                    i + 1 < told.size()
                            && told.get(i).startsWith(OWN)
                            && told.get(i + 1).startsWith(OWN);
            if (isPair) {
                i++;
            }
            english.add(told.get(i));
        }
        return new Said(joined(polish), joined(english));
    }

    private static String joined(List<String> lines) {
        return lines.isEmpty()
                ? "-"
                : String.join(
                        BETWEEN, lines.subList(Math.max(0, lines.size() - LINES), lines.size()));
    }

    @Override
    public String toString() {
        return english;
    }
}

package bip.ctl.command;

import java.util.ArrayList;
import java.util.List;

/** Breaks long lines between words, so that nothing that is to be typed again is torn. */
final class Folding {

    /** The narrowest terminal that is usual. */
    private static final int COLUMNS = 80;

    private Folding() {}

    /**
     * Lines that fit; only a word that is longer than a line does not.
     *
     * @param indent before every line but the first
     */
    static List<String> fold(String text, String indent) {
        var lines = new ArrayList<String>();
        String rest = text;
        while (rest.length() > COLUMNS) {
            int end = end(rest);
            if (end < 0) {
                break;
            }
            lines.add(rest.substring(0, end).stripTrailing());
            rest = indent + rest.substring(end).stripLeading();
        }
        lines.add(rest);
        return lines;
    }

    /** Index of the blank at which it is broken; -1 when it cannot be. */
    private static int end(String line) {
        int begin = line.length() - line.stripLeading().length();
        int end = line.lastIndexOf(' ', COLUMNS);
        return end > begin ? end : line.indexOf(' ', COLUMNS);
    }
}

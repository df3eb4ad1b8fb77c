package bip.packaging;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A fenced block of a guide in Markdown.
 *
 * @param line where it begins, counted from 1
 * @param heading of the second level, under which it stands; empty before the first
 */
record GuideBlock(int line, String heading, String text) {

    private static final String FENCE = "```";
    private static final String HEADING = "## ";

    /** All blocks in {@code language}, in order. */
    static List<GuideBlock> in(Path guide, String language) throws IOException {
        var blocks = new ArrayList<GuideBlock>();
        List<String> lines = Files.readAllLines(guide);
        String heading = "";
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).startsWith(HEADING)) {
                heading = lines.get(i).substring(HEADING.length());
            }
            if (lines.get(i).equals(FENCE + language)) {
                int end = i + 1 + lines.subList(i + 1, lines.size()).indexOf(FENCE);
                String text = String.join("\n", lines.subList(i + 1, end));
                blocks.add(new GuideBlock(i + 2, heading, text + "\n"));
                i = end;
            }
        }
        return blocks;
    }

    /** Its lines, those that end with a backslash together with the next. */
    List<String> commands() {
        return text.replaceAll("\\\\\n\\s*", "").lines().toList();
    }
}

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
 */
record GuideBlock(int line, String text) {

    private static final String FENCE = "```";

    /** All blocks in {@code language}, in order. */
    static List<GuideBlock> in(Path guide, String language) throws IOException {
        var blocks = new ArrayList<GuideBlock>();
        List<String> lines = Files.readAllLines(guide);
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).equals(FENCE + language)) {
                int end = i + 1 + lines.subList(i + 1, lines.size()).indexOf(FENCE);
                String text = String.join("\n", lines.subList(i + 1, end));
                blocks.add(new GuideBlock(i + 2, text + "\n"));
                i = end;
            }
        }
        return blocks;
    }
}

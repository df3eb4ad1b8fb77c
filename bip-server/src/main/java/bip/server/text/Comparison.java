package bip.server.text;

import java.util.ArrayList;
import java.util.List;

/**
 * Two texts compared word by word. The work is bounded: what differs too much to be compared finely
 * is shown as taken out and put in whole, and {@link #coarse} says so.
 *
 * @param blocks lines of both texts, with unchanged ones far from any change left out
 * @param coarse some part was too different to be compared word by word
 * @param tooLong nothing was compared
 */
public record Comparison(List<Block> blocks, boolean coarse, boolean tooLong) {

    /** Letters of a text above which nothing is compared. */
    public static final int LONGEST = 500_000;

    /** Unchanged lines that are shown on either side of a change. */
    private static final int CONTEXT = 2;

    public Comparison {
        blocks = List.copyOf(blocks);
    }

    /** Compares two texts of lines. */
    public static Comparison of(String before, String after) {
        if (Math.max(before.length(), after.length()) > LONGEST) {
            return refused();
        }
        var words = new WordDifference();
        List<Block> blocks = words.compare(before, after);
        return new Comparison(withoutFarLines(blocks), words.isCoarse(), false);
    }

    /** Says of two texts that they are too long to be compared. */
    public static Comparison refused() {
        return new Comparison(List.of(), false, true);
    }

    /** No word differs. */
    public boolean isSame() {
        return !tooLong && blocks.stream().noneMatch(Block::isChanged);
    }

    private static List<Block> withoutFarLines(List<Block> blocks) {
        boolean[] near = near(blocks);
        var kept = new ArrayList<Block>();
        int skipped = 0;
        for (int index = 0; index < blocks.size(); index++) {
            if (near[index]) {
                kept.add(blocks.get(index).after(skipped));
                skipped = 0;
            } else {
                skipped++;
            }
        }
        if (skipped > 0) {
            kept.add(new Block(List.of(), skipped));
        }
        return kept;
    }

    private static boolean[] near(List<Block> blocks) {
        boolean[] near = new boolean[blocks.size()];
        for (int index = 0; index < near.length; index++) {
            if (blocks.get(index).isChanged()) {
                int last = Math.min(near.length - 1, index + CONTEXT);
                for (int other = Math.max(0, index - CONTEXT); other <= last; other++) {
                    near[other] = true;
                }
            }
        }
        return near;
    }

    /**
     * A line.
     *
     * @param skipped how many unchanged lines before it are left out
     */
    public record Block(List<Piece> pieces, int skipped) {
        public Block {
            pieces = List.copyOf(pieces);
        }

        boolean isChanged() {
            return pieces.stream().anyMatch(piece -> piece.kind() != Kind.SAME);
        }

        private Block after(int lines) {
            return new Block(pieces, lines);
        }
    }

    /** Words of one kind that follow each other. */
    public record Piece(Kind kind, String text) {
        public boolean isAdded() {
            return kind == Kind.ADDED;
        }

        public boolean isRemoved() {
            return kind == Kind.REMOVED;
        }
    }

    /** In which of the texts words stand. */
    public enum Kind {
        SAME,
        REMOVED,
        ADDED
    }
}

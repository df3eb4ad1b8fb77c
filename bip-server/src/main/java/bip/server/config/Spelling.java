package bip.server.config;

/** How far two spellings are apart. */
final class Spelling {
    private Spelling() {}

    /** Letters to add, drop or exchange to come from one to the other (Levenshtein). */
    static int distance(String from, String to) {
        int[] previous = new int[to.length() + 1];
        for (int column = 0; column <= to.length(); column++) {
            previous[column] = column;
        }
        for (int row = 1; row <= from.length(); row++) {
            previous = nextRow(previous, row, from.charAt(row - 1), to);
        }
        return previous[to.length()];
    }

    private static int[] nextRow(int[] previous, int row, char letter, String to) {
        int[] next = new int[previous.length];
        next[0] = row;
        for (int column = 1; column < next.length; column++) {
            int exchanged = previous[column - 1] + (letter == to.charAt(column - 1) ? 0 : 1);
            int dropped = previous[column] + 1;
            int added = next[column - 1] + 1;
            next[column] = Math.min(exchanged, Math.min(dropped, added));
        }
        return next;
    }
}

package bip.server.web;

import java.util.OptionalInt;

/**
 * One page of a list that is shown in pieces, and the links to the pieces beside it. Addresses are
 * {@code ADDRESS?p=2}; the first piece has the list's own address.
 *
 * @param number of this piece, from 1
 * @param last number of the last piece, at least 1
 * @param previous address of the piece before this, or empty
 * @param next address of the piece after this, or empty
 */
public record Paging(int number, int last, int size, String previous, String next) {

    /** Where the number stands in an address, as in biuletyn-bip (R64). */
    private static final String PARAMETER = "p";

    /**
     * The piece {@code number} of a list.
     *
     * @param address of the list, with its query when it has one
     * @param total entries of the list
     * @param size entries of one piece
     */
    public static Paging of(String address, int number, long total, int size) {
        int last = (int) Math.max(1, (total + size - 1) / size);
        return new Paging(
                number,
                last,
                size,
                number > 1 && number <= last ? addressOf(address, number - 1) : "",
                number < last ? addressOf(address, number + 1) : "");
    }

    /**
     * The number that {@code request} asks for: 1 when it asks for none.
     *
     * @return empty when what it asks for is no number from 1 to a million
     */
    public static OptionalInt asked(Request request) {
        String text = request.queryParameter(PARAMETER).orElse("1");
        return text.matches("[1-9][0-9]{0,5}")
                ? OptionalInt.of(Integer.parseInt(text))
                : OptionalInt.empty();
    }

    /** Entries before this piece. */
    public int offset() {
        return (number - 1) * size;
    }

    /** There is such a piece. */
    public boolean exists() {
        return number <= last;
    }

    private static String addressOf(String address, int number) {
        if (number == 1) {
            return address;
        }
        return address + (address.contains("?") ? "&" : "?") + PARAMETER + "=" + number;
    }
}

package bip.server.web;

import java.net.InetAddress;
import java.util.Arrays;

/**
 * A range of addresses, e.g. {@code 10.0.0.0/8}, or one address.
 *
 * @param bits how many leading bits count
 */
record Network(InetAddress address, int bits) {
    Network {
        if (bits < 0 || bits > address.getAddress().length * 8) {
            throw new IllegalArgumentException("no such prefix: /" + bits);
        }
    }

    /**
     * Reads an address or {@code ADDRESS/BITS}.
     *
     * @throws IllegalArgumentException if it is neither
     */
    static Network parse(String text) {
        int slash = text.indexOf('/');
        InetAddress address = InetAddress.ofLiteral(slash < 0 ? text : text.substring(0, slash));
        int bits =
                slash < 0
                        ? address.getAddress().length * 8
                        : Integer.parseInt(text.substring(slash + 1));
        return new Network(address, bits);
    }

    boolean contains(InetAddress other) {
        byte[] mine = address.getAddress();
        byte[] theirs = other.getAddress();
        int whole = bits / 8;
        return mine.length == theirs.length
                && Arrays.equals(mine, 0, whole, theirs, 0, whole)
                && sameLeadingBits(mine, theirs, whole, bits % 8);
    }

    private static boolean sameLeadingBits(byte[] mine, byte[] theirs, int index, int count) {
        return count == 0 || ((mine[index] ^ theirs[index]) & 0xff) >> (8 - count) == 0;
    }
}

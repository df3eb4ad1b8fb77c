package bip.packaging.publisher;

import java.util.Locale;

/**
 * Who a key belongs to, with the profile of this channel: how many keys there are and how many of
 * them must sign. One root key may be lost and one may be stolen, and neither alone does harm.
 */
enum KeyRole {
    /** Says which keys all other roles have; kept offline by three people. */
    ROOT(3, 2),
    /** Says which releases there are; kept offline by two people, each of whom may publish. */
    TARGETS(2, 1),
    /** Says daily that nothing is hidden: snapshot and timestamp. Lies on a machine. */
    ONLINE(1, 1);

    private final int keys;
    private final int threshold;

    KeyRole(int keys, int threshold) {
        this.keys = keys;
        this.threshold = threshold;
    }

    int keys() {
        return keys;
    }

    int threshold() {
        return threshold;
    }

    /** As files are named by it. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}

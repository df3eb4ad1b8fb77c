package bip.server.web;

import java.util.random.RandomGenerator;

/**
 * Makes the references of requests: eight letters and digits that are not mistaken on the phone.
 */
final class References {
    private static final String LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";
    private static final int LENGTH = 8;

    private final RandomGenerator random;

    References(RandomGenerator random) {
        this.random = random;
    }

    String next() {
        return random.ints(LENGTH, 0, LETTERS.length())
                .mapToObj(LETTERS::charAt)
                .collect(StringBuilder::new, StringBuilder::append, StringBuilder::append)
                .toString();
    }
}

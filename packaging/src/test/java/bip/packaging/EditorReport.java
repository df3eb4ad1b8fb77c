package bip.packaging;

import java.util.List;

/**
 * What an editor saw.
 *
 * @param accepted texts whose saving was answered with 303, in that order
 * @param refused saves answered with 503 whose form still held the text; each was tried again
 * @param signIns how often it had to sign in; one is the least
 * @param unreached connections that were refused, so that nothing was sent
 * @param longestGapMillis the longest time between two accepted saves
 * @param problems whatever an editor must never see
 */
record EditorReport(
        List<String> accepted,
        int refused,
        int signIns,
        int unreached,
        long longestGapMillis,
        List<String> problems) {}

package bip.packaging;

import java.util.Map;

/**
 * What a load client saw.
 *
 * @param sent requests begun: always {@code answered + failed}
 * @param answered whole and with 200
 * @param opened connections that came about
 * @param failures count by kind; kinds that did not occur are absent
 * @param firstFailure in words; empty without one
 * @param firstFailureAt when, in milliseconds of the epoch; 0 without one
 * @param slowestMillis the longest that a request waited from its beginning (connecting counts) to
 *     its answer's end, failed ones too
 * @param slowSeconds the longest wait in milliseconds by the second (of the epoch) in which it
 *     ended, where it is 100 or more
 */
record LoadReport(
        long sent,
        long answered,
        long failed,
        long opened,
        Map<LoadFailure, Long> failures,
        String firstFailure,
        long firstFailureAt,
        long slowestMillis,
        Map<Long, Long> slowSeconds,
        long tookMillis) {}

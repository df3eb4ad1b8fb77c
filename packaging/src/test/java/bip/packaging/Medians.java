package bip.packaging;

import java.util.Arrays;
import java.util.Locale;

/**
 * A table of medians: ours, the goal for it, a baseline measured in turn with it, and the ratio of
 * each pair. Each row is printed when it is known.
 */
final class Medians {

    private static final String NO_GOAL = "-";

    static void printHead() {
        System.out.printf("%n%-52s %10s %8s %10s %7s%n", "", "bip", "goal", "baseline", "ratio");
    }

    /** A row that has no goal. */
    static void print(String what, double[] ours, double[] baseline) {
        print(what, NO_GOAL, ours, baseline);
    }

    static void print(String what, String goal, double[] ours, double[] baseline) {
        var ratios = new double[ours.length];
        for (int i = 0; i < ours.length; i++) {
            ratios[i] = ours[i] / baseline[i];
        }
        System.out.printf(
                Locale.ROOT,
                "%-52s %10.0f %8s %10.0f %7.2f%n",
                what,
                of(ours),
                goal,
                of(baseline),
                of(ratios));
    }

    static double of(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int half = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    }
}

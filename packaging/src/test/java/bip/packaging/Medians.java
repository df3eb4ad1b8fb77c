package bip.packaging;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** A table of medians: ours, a baseline measured in turn with it, and the ratio of each pair. */
final class Medians {

    private final List<String> rows = new ArrayList<>();

    void add(String what, double[] ours, double[] baseline) {
        var ratios = new double[ours.length];
        for (int i = 0; i < ours.length; i++) {
            ratios[i] = ours[i] / baseline[i];
        }
        rows.add(
                String.format(
                        Locale.ROOT,
                        "%-52s %10.0f %10.0f %7.2f",
                        what,
                        of(ours),
                        of(baseline),
                        of(ratios)));
    }

    void print() {
        System.out.printf("%-52s %10s %10s %7s%n", "", "bip", "baseline", "ratio");
        rows.forEach(System.out::println);
        System.out.println();
    }

    static double of(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int half = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    }
}

package bip.server.text;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import bip.server.text.Comparison.Kind;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

class ComparisonTest {
    @Test
    void tellsWhichWordsWerePutInAndTakenOut() {
        assertThat(show(Comparison.of("Opłata wynosi 10 zł.", "Opłata wynosi teraz 12 zł.")))
                .isEqualTo("Opłata wynosi [-10 -][+teraz 12 +]zł.");
        assertThat(show(Comparison.of("Rada Gminy", "Rada Gminy"))).isEqualTo("(1)");
        assertThat(show(Comparison.of("", "Nowa"))).isEqualTo("[+Nowa+]");
        assertThat(show(Comparison.of("Stara\nDruga", "Druga"))).isEqualTo("[-Stara-]|Druga");
    }

    @Test
    void aNumberIsOneWord() {
        assertThat(show(Comparison.of("w 527 498 261,00 zł", "w 537 498 261,00 zł")))
                .isEqualTo("w [-527 498 261,00 -][+537 498 261,00 +]zł");
        assertThat(show(Comparison.of("do 12.03.2019, 8:30.", "do 12.04.2019, 8:30.")))
                .isEqualTo("do [-12.03.2019-][+12.04.2019+], 8:30.");
        assertThat(show(Comparison.of("punkt 5 123a", "punkt 6 123a")))
                .isEqualTo("punkt [-5 -][+6 +]123a");
    }

    @Test
    void leavesOutLinesFarFromAnyChange() {
        String many = IntStream.range(0, 20).mapToObj(String::valueOf).collect(joining("\n"));
        assertThat(show(Comparison.of(many, many.replace("10", "x"))))
                .isEqualTo("(8)8|9|[-10-][+x+]|11|12|(7)");
    }

    @Test
    void bothTextsCanBeReadOffIt() {
        long seed = Long.getLong("bip.historySeed", 20_260_301);
        var random = new Random(seed);
        for (int round = 0; round < 2_000; round++) {
            String before = text(random);
            String after = random.nextInt(3) == 0 ? text(random) : edited(before, random);
            Comparison comparison =
                    new Comparison(new WordDifference().compare(before, after), false, false);
            assertThat(side(comparison, Kind.REMOVED)).as("seed %s", seed).isEqualTo(bare(before));
            assertThat(side(comparison, Kind.ADDED)).as("seed %s", seed).isEqualTo(bare(after));
        }
    }

    @Test
    void boundsTheWorkOnHugeTextsAndSaysSo() {
        var random = new Random(1);
        String before = words(random, 60_000, " ");
        String after = words(random, 60_000, " ");
        String lines = words(random, 60_000, "\n");

        Assertions.assertTimeout(
                Duration.ofSeconds(8),
                () -> {
                    assertThat(Comparison.of(before, after).coarse()).isTrue();
                    assertThat(Comparison.of(lines, words(random, 60_000, "\n")).coarse()).isTrue();
                    assertThat(Comparison.of(before, before + " x").coarse()).isFalse();
                });
        assertThat(Comparison.of("x".repeat(Comparison.LONGEST + 1), "x").tooLong()).isTrue();
    }

    private static String show(Comparison comparison) {
        return comparison.blocks().stream()
                .map(block ->
                        (block.skipped() > 0 ? "(" + block.skipped() + ")" : "")
                                + block.pieces().stream()
                                        .map(ComparisonTest::show)
                                        .collect(joining()))
                .collect(joining("|"));
    }

    private static String show(Comparison.Piece piece) {
        return switch (piece.kind()) {
            case SAME -> piece.text();
            case REMOVED -> "[-" + piece.text() + "-]";
            case ADDED -> "[+" + piece.text() + "+]";
        };
    }

    private static String side(Comparison comparison, Kind kind) {
        return bare(
                comparison.blocks().stream()
                        .flatMap(block -> block.pieces().stream())
                        .filter(piece -> piece.kind() == Kind.SAME || piece.kind() == kind)
                        .map(Comparison.Piece::text)
                        .collect(joining()));
    }

    private static String bare(String text) {
        return text.replaceAll("\\s", "");
    }

    private static String text(Random random) {
        return words(random, random.nextInt(40), random.nextBoolean() ? " " : "\n");
    }

    private static String edited(String text, Random random) {
        int at = random.nextInt(text.length() + 1);
        return text.substring(0, at) + " nowe, " + text.substring(at);
    }

    private static String words(Random random, int count, String between) {
        List<String> some = List.of("rada", "gmina", "wójt,", "12", "uchwała.", "łąka\n");
        return IntStream.range(0, count)
                .mapToObj(_ -> some.get(random.nextInt(some.size())))
                .collect(joining(between));
    }
}

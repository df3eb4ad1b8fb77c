package bip.packaging;

import java.time.Duration;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/** Kills a scenario at moments that nobody chose, and now and then its recovery too. */
record RandomKills(Ground ground) {

    /** A recovery takes about as long as a restart. */
    private static final Duration RECOVERY = Duration.ofMillis(2500);

    /** Kills {@code count} times, the first with {@code seed}, each next with one more. */
    Verdicts run(long seed, int count) {
        var verdicts = new Verdicts(ground.scenario().toString(), ground.records());
        for (long each = seed; each < seed + count; each++) {
            long own = each;
            verdicts.add("seed " + own, () -> killAtRandom(new Random(own)));
        }
        return verdicts;
    }

    private Ending killAtRandom(Random random) throws Exception {
        ground.reset();
        kill(ground.begin(java.util.Map.of()), random.nextLong(ground.took().toMillis() * 21 / 20));
        while (random.nextInt(3) == 0) {
            kill(ground.beginRecovery(), random.nextLong(RECOVERY.toMillis()));
        }
        return ground.recoverAndJudge();
    }

    /** One that ended by itself meanwhile is left in peace. */
    private static void kill(Process process, long afterMillis) throws InterruptedException {
        if (!process.waitFor(afterMillis, TimeUnit.MILLISECONDS)) {
            process.destroyForcibly().waitFor();
        }
    }
}

package bip.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Ctrl-C, the end of a session and a shutdown in every step; and a reader that goes away. */
@ExtendWith(Laboratory.Key.class)
class SignalsIT {

    private static final Map<String, Integer> EXIT = Map.of("INT", 130, "TERM", 143, "HUP", 129);

    private static final List<String> SIGNALS = List.of("INT", "TERM", "HUP");

    private static final Pattern INTENT =
            Pattern.compile("\"step\":\"(\\w+)\",\"phase\":\"intent\"");

    /** One step before the freeze, one within it, one behind the switch. */
    @Test
    @Tag("faults")
    void isUndone(Laboratory laboratory) throws Exception {
        laboratory.reset();
        signalled(laboratory, "config", "HUP");
        signalled(laboratory, "migrate", "INT");
        signalled(laboratory, "restart", "TERM");
        laboratory.secondRunWorks();
    }

    @Test
    @Tag("torture")
    void everyStepWithEverySignal(Laboratory laboratory) throws Exception {
        List<String> steps = steps(laboratory);
        laboratory.reset();
        for (String step : steps) {
            for (String signal : SIGNALS) {
                signalled(laboratory, step, signal);
            }
        }
        laboratory.secondRunWorks();
    }

    /** Those of an upgrade that nobody stops. */
    private static List<String> steps(Laboratory laboratory) throws Exception {
        laboratory.reset().upgrade("1.1.0", 0);
        var steps = new ArrayList<String>();
        INTENT.matcher(laboratory.journal()).results().forEach(it -> steps.add(it.group(1)));
        steps.remove("operation");
        return steps;
    }

    /** What is begun anew each time proves that nothing of the time before is in its way. */
    private static void signalled(Laboratory laboratory, String step, String signal)
            throws Exception {
        var before = laboratory.names();
        String how = signal + " at " + step;
        Site.Run run;
        try (var upgrade = UnderWay.upgrade(laboratory, "1.1.0")) {
            run = upgrade.awaitStep(step).signalGroup(signal).end();
        }
        String ending = laboratory.history().getFirst();
        System.out.println(how + ": " + run.exitCode() + ", " + ending);
        assertThat(run.exitCode()).as(how + run).isEqualTo(EXIT.get(signal));
        if (ending.equals("upgrade 1.1.0 done")) {
            assertThat(step).isIn("probe", "thaw", "settle");
            laboratory.assertServes("1.1.0");
            laboratory.reset();
        } else {
            assertThat(ending).isIn("upgrade 1.1.0 undone", "upgrade 1.1.0 rolled-back");
            assertThat(run.err()).as(how).contains("BIP-U135");
            laboratory.assertServes("1.0.0");
            assertThat(laboratory.names()).as(how).isEqualTo(before);
        }
        assertThat(laboratory.processes()).as(how).hasSize(1);
    }

    /** {@code bipctl upgrade … | true}: who does not read must not harm. */
    @Test
    @Tag("torture")
    void aReaderThatGoesAwayStopsNothing(Laboratory laboratory) throws Exception {
        laboratory.reset();
        var run = laboratory.shell("\"$@\" upgrade 1.1.0 --unsigned --yes -v 2>&1 | true");
        assertThat(run.exitCode()).isZero();
        laboratory.assertServes("1.1.0");
    }

    /** As from a daemon that closed everything: no file may be taken for standard output. */
    @Test
    @Tag("faults")
    void closedStreamsStopNothing(Laboratory laboratory) throws Exception {
        laboratory.reset();
        var run = laboratory.shell("\"$@\" upgrade 1.1.0 --unsigned --yes -v <&- >&- 2>&-");
        assertThat(run.exitCode()).isZero();
        laboratory.assertServes("1.1.0");
        assertThat(laboratory.history()).first().isEqualTo("upgrade 1.1.0 done");
    }
}

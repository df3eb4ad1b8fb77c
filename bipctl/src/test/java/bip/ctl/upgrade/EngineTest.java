package bip.ctl.upgrade;

import static org.assertj.core.api.Assertions.assertThat;

import bip.ctl.layout.Layout;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The engine with steps that only tell what is done with them. */
class EngineTest {

    @TempDir Path root;

    private final List<String> told = new ArrayList<>();
    private final StopSignal stop = new StopSignal();

    /**
     * {@code name!} fails when done, {@code name?} when undone; {@code name^} is stopped, {@code
     * name~} in the middle of writing; {@code name%} fails, and the wish to stop that was behind it
     * comes a moment later.
     */
    private final class Telling implements Step {
        private final String name;

        Telling(String name) {
            this.name = name;
        }

        @Override
        public String kind() {
            return name.replaceAll("[!?^~%]", "");
        }

        @Override
        public Map<String, String> perform(Facts facts, LongConsumer progress) throws IOException {
            told.add("do:" + kind());
            if (name.endsWith("!")) {
                throw new IOException("cannot " + kind());
            }
            if (name.endsWith("^") || name.endsWith("~")) {
                stop.request();
            }
            if (name.endsWith("%")) {
                stopOnceWaitedFor(Thread.currentThread());
                throw new IOException("its program was ended");
            }
            if (name.endsWith("~")) {
                throw new ClosedByInterruptException();
            }
            return Map.of();
        }

        @Override
        public void undo(Facts facts) throws IOException {
            if (name.endsWith("?")) {
                told.add("undo:" + kind() + ":failed");
                throw new IOException("cannot undo " + kind());
            }
            told.add("undo:" + kind());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "fetch switch start,   do:fetch do:switch do:start do:thaw,                       Done",
        "fetch switch! start,  do:fetch do:switch undo:switch undo:fetch,                 Failed",
        "fetch switch start!,  do:fetch do:switch do:start undo:start undo:switch undo:fetch,"
                + " Failed",
        "fetch? switch start!, do:fetch do:switch do:start undo:start undo:switch"
                + " undo:fetch:failed, Stuck",
        "fetch switch^ start,  do:fetch do:switch undo:switch undo:fetch,                 Failed",
    })
    void undoesInReverseOrder(String plan, String expected, String outcome) throws IOException {
        var result = run(plan, "thaw");
        assertThat(String.join(" ", told)).isEqualTo(expected);
        assertThat(result.getClass().getSimpleName()).isEqualTo(outcome);
    }

    @Test
    void neverUndoesWhatIsPastTheThaw() throws IOException {
        var outcome = run("fetch", "thaw!");
        assertThat(told).containsExactly("do:fetch", "do:thaw");
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.Unfinished.class,
                        it -> assertThat(it.cause()).hasMessage("cannot thaw"));
        assertThat(new Journals(new Layout(root)).findUnfinished()).isPresent();
    }

    @Test
    void tellsAPersonsWishToStopFromAFailure() throws IOException {
        run("fetch^ switch", "thaw");
        assertThat(new Journals(new Layout(root)).list())
                .singleElement()
                .satisfies(it -> assertThat(it.findFailure()).contains(Engine.STOPPED));
    }

    @Test
    void aStopInTheMiddleOfWritingIsAStopToo() throws IOException {
        assertThat(run("fetch~ switch", "thaw"))
                .isInstanceOfSatisfying(
                        Outcome.Failed.class,
                        it -> assertThat(it.cause()).isInstanceOf(InterruptedException.class));
    }

    /** A terminal's Ctrl-C reaches the programs that a step runs too, and may end them first. */
    @Test
    void aFailureJustBeforeAWishToStopIsAStop() throws IOException {
        assertThat(run("fetch% switch", "thaw"))
                .isInstanceOfSatisfying(
                        Outcome.Failed.class,
                        it -> assertThat(it.cause()).isInstanceOf(InterruptedException.class));
        assertThat(told).containsExactly("do:fetch", "undo:fetch");
    }

    private void stopOnceWaitedFor(Thread thread) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        Thread.ofPlatform()
                .daemon()
                .start(() -> {
                    while (thread.getState() != Thread.State.TIMED_WAITING
                            && System.nanoTime() < end) {
                        Thread.onSpinWait();
                    }
                    stop.request();
                });
    }

    private Outcome run(String undoable, String finishing) throws IOException {
        try (var journal = Journal.begin(new Layout(root), Clock.systemUTC())) {
            var engine = new Engine(journal, new Facts(), stop, _ -> {});
            return engine.run(
                    steps(undoable),
                    steps(finishing),
                    Map.of(
                            Facts.OPERATION, "upgrade",
                            Facts.TO_VERSION, "1.1.0",
                            Facts.GENERATION, "2"));
        }
    }

    private List<Step> steps(String names) {
        return Arrays.stream(names.split(" ")).<Step>map(Telling::new).toList();
    }
}

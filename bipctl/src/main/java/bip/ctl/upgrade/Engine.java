package bip.ctl.upgrade;

import bip.ctl.release.ReleaseVersion;
import bip.ctl.support.CtlException;
import bip.ctl.support.Failures;
import bip.ctl.upgrade.JournalRecord.Phase;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Runs steps in order with their intent and result in the journal, and undoes them in reverse when
 * one fails. Knows nothing of what the steps do.
 */
final class Engine {

    /** Stands for the code of a failure when a person stopped the operation. */
    static final String STOPPED = "stopped";

    /** The fact that a step has begun to change what visitors get. */
    static final String SWITCHING = "switching";

    /** In what a step found out: it is done, but not all went well. */
    static final String WARNING = "warning";

    private final Journal journal;
    private final Facts facts;
    private final StopSignal stop;
    private final UpgradeEvent.Listener listener;

    /** Steps whose intent is durable, in order. */
    private final List<Step> begun = new ArrayList<>();

    /** The failure, while there was no room to write it down. */
    private Map<String, String> unwritten = Map.of();

    Engine(Journal journal, Facts facts, StopSignal stop, UpgradeEvent.Listener listener) {
        this.journal = journal;
        this.facts = facts;
        this.stop = stop;
        this.listener = listener;
    }

    /**
     * Runs a new operation whose facts hold its plan.
     *
     * @throws IOException if not even the plan could be written down: nothing was done
     */
    Outcome run(List<Step> undoable, List<Step> finishing, Map<String, String> plan)
            throws IOException {
        long start = System.nanoTime();
        facts.add(plan);
        journal.append(JournalRecord.OPERATION, Phase.INTENT, plan);
        for (Step step : undoable) {
            try {
                perform(step, true);
            } catch (IOException | InterruptedException | RuntimeException e) {
                Exception cause = stop.isBehindAFailure() ? stopped(e) : e;
                noteFailure(step, cause);
                return undo(begun, step.kind(), cause);
            }
        }
        return finish(finishing, start);
    }

    /** Finishes what was past the point of no return; all of it may have been done before. */
    Outcome finish(List<Step> finishing, long startNanos) {
        for (Step step : finishing) {
            try {
                perform(step, false);
            } catch (IOException | InterruptedException | RuntimeException e) {
                listener.on(new UpgradeEvent.Failed(step.kind(), e));
                return new Outcome.Unfinished(step.kind(), e);
            }
        }
        try {
            journal.append(JournalRecord.OPERATION, Phase.DONE, Map.of());
        } catch (IOException e) {
            return new Outcome.Unfinished(JournalRecord.OPERATION, e);
        }
        return new Outcome.Done(
                version(Facts.TO_VERSION),
                facts.find(Facts.GENERATION).map(Integer::parseInt).orElse(0),
                Duration.ofNanos(System.nanoTime() - startNanos));
    }

    private void perform(Step step, boolean mayStop) throws IOException, InterruptedException {
        if (mayStop) {
            stop.enter();
        }
        Map<String, String> result;
        try {
            Map<String, String> decided = step.prepare(facts);
            journal.append(step.kind(), Phase.INTENT, decided);
            facts.add(decided);
            begun.add(step);
            listener.on(new UpgradeEvent.Started(step.kind()));
            result =
                    step.perform(
                            facts,
                            bytes -> listener.on(new UpgradeEvent.Advanced(step.kind(), bytes)));
        } finally {
            stop.leave();
        }
        listener.on(new UpgradeEvent.Performed(step.kind()));
        facts.add(result);
        journal.append(step.kind(), Phase.DONE, result);
        listener.on(new UpgradeEvent.Done(step.kind()));
        listener.on(new UpgradeEvent.Found(step.kind(), result));
        if (result.containsKey(WARNING)) {
            listener.on(new UpgradeEvent.Warned(step.kind(), result.get(WARNING)));
        }
    }

    /** However the interrupt came out of the step, its meaning is that a person stopped it. */
    private static Exception stopped(Exception e) {
        if (e instanceof InterruptedException) {
            return e;
        }
        var stopped = new InterruptedException("stopped on request");
        stopped.initCause(e);
        return stopped;
    }

    private void noteFailure(Step step, Exception cause) {
        var data = new LinkedHashMap<String, String>();
        data.put(Facts.FAILED_STEP, step.kind());
        data.put(Facts.FAILURE, code(cause));
        data.put("message", Failures.printable(String.valueOf(cause.getMessage())));
        FailureText.of(cause).ifPresent(it -> it.addTo(data));
        facts.add(data);
        try {
            journal.append(step.kind(), Phase.FAILED, data);
        } catch (IOException e) {
            // The disk may be full; undoing makes room and does not need this record.
            unwritten = data;
            cause.addSuppressed(e);
        }
        listener.on(new UpgradeEvent.Failed(step.kind(), cause));
    }

    private String code(Exception cause) {
        if (stop.isRequested()) {
            return STOPPED;
        }
        return switch (cause) {
            case CtlException failure -> failure.code().id();
            case Refused refused -> refused.reasons().getFirst().code().id();
            default -> cause.getClass().getSimpleName();
        };
    }

    /**
     * Undoes {@code begun} from the last to the first and closes the journal.
     *
     * @param steps whose act may have begun, in order
     * @param failedStep empty when a crash ended the operation
     * @param cause null when a crash did
     */
    Outcome undo(List<Step> steps, String failedStep, @Nullable Exception cause) {
        boolean wasSwitched = facts.has(SWITCHING);
        for (Step step : steps.reversed()) {
            listener.on(new UpgradeEvent.Undoing(step.kind()));
            try {
                step.undo(facts);
            } catch (IOException | InterruptedException | RuntimeException e) {
                return new Outcome.Stuck(cause, step.kind(), e, wasSwitched);
            }
            note(step.kind(), Map.of(), cause);
            listener.on(new UpgradeEvent.Undone(step.kind()));
        }
        note(JournalRecord.OPERATION, unwritten, cause);
        Exception why = cause == null ? new InterruptedException("cut short") : cause;
        if (!wasSwitched) {
            return new Outcome.Failed(failedStep, why);
        }
        return new Outcome.RolledBack(
                failedStep,
                why,
                facts.has(Facts.FROM_VERSION) ? version(Facts.FROM_VERSION) : null);
    }

    private void note(String step, Map<String, String> data, @Nullable Exception cause) {
        try {
            journal.append(step, Phase.UNDONE, data);
        } catch (IOException e) {
            // Undone it is; an operation without its last record is undone once more by the next
            // run, which finds nothing left to do.
            if (cause != null) {
                cause.addSuppressed(e);
            }
        }
    }

    private ReleaseVersion version(String fact) {
        return ReleaseVersion.parse(facts.get(fact)).orElseThrow();
    }
}

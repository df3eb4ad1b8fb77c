package bip.ctl.upgrade;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * One operation with all that its journal tells of its steps.
 *
 * @param acts in the order of their ends
 * @param stale which statements of the channel were used although they had expired; empty when none
 *     were
 */
public record OperationSteps(OperationRecord operation, List<Act> acts, String stale) {

    public OperationSteps {
        acts = List.copyOf(acts);
    }

    /**
     * What was done in a step.
     *
     * @param took from its record of the intent; for what was taken back, from the record before
     */
    public record Act(String step, Result result, Instant began, Duration took) {}

    /** How it went. */
    public enum Result {
        DONE,
        FAILED,
        TAKEN_BACK,
        /** No result was written down. */
        CUT_SHORT;

        /** As in JSON: {@code taken-back}. */
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    static OperationSteps of(OperationRecord operation, List<JournalRecord> records) {
        var acts = new ArrayList<Act>();
        Map<String, Instant> begun = new LinkedHashMap<>();
        Instant before = operation.started();
        for (JournalRecord record : records) {
            if (!record.isOfOperation()) {
                Instant intent = begun.getOrDefault(record.step(), before);
                switch (record.phase()) {
                    case INTENT -> begun.put(record.step(), record.time());
                    case DONE -> acts.add(act(record, Result.DONE, intent));
                    case FAILED -> acts.add(act(record, Result.FAILED, intent));
                    case UNDONE -> acts.add(act(record, Result.TAKEN_BACK, before));
                }
                if (record.phase() != JournalRecord.Phase.INTENT) {
                    begun.remove(record.step());
                }
            }
            before = record.time();
        }
        begun.forEach(
                (step, began) -> acts.add(new Act(step, Result.CUT_SHORT, began, Duration.ZERO)));
        return new OperationSteps(operation, acts, stale(records));
    }

    private static String stale(List<JournalRecord> records) {
        return records.isEmpty() ? "" : records.getFirst().data().getOrDefault(Facts.STALE, "");
    }

    private static Act act(JournalRecord end, Result result, Instant began) {
        return new Act(end.step(), result, began, Duration.between(began, end.time()));
    }
}

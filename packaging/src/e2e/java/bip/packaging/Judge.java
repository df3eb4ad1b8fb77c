package bip.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Tells what became of a scenario that was cut short.
 *
 * @param after of an uninterrupted run
 */
record Judge(Scenario scenario, SiteState before, SiteState after) {

    /**
     * Fails when it is anything but what was before or what was to be, or is told otherwise.
     *
     * @param history what {@code history --json} prints
     * @param operationsBefore that had been there before
     * @param isPlanDurable an operation without a durable plan is not told
     */
    Ending judge(SiteState now, String history, int operationsBefore, boolean isPlanDurable) {
        Ending ending = ending(now);
        JsonNode operations = JsonMapper.shared().readTree(history).required("operations");
        assertThat(operations.size())
                .as("operations told")
                .isEqualTo(operationsBefore + (isPlanDurable ? 1 : 0));
        if (isPlanDurable) {
            assertTrue(operations.get(0), now, ending);
        } else {
            assertThat(ending).isEqualTo(Ending.UNDONE);
        }
        return ending;
    }

    private Ending ending(SiteState now) {
        String fromBefore = now.difference(before);
        if (fromBefore.isEmpty()) {
            return Ending.UNDONE;
        }
        boolean isNearAfter = scenario.succeeds() && now.version().equals(after.version());
        assertThat(isNearAfter ? now.difference(after) : fromBefore)
                .as("beside what should be")
                .isEmpty();
        return Ending.FINISHED;
    }

    private static void assertTrue(JsonNode told, SiteState now, Ending ending) {
        String outcome = told.required("outcome").stringValue();
        if (ending == Ending.FINISHED) {
            assertThat(outcome).isEqualTo("done");
            assertThat(told.required("to").stringValue()).isEqualTo(now.version());
        } else {
            assertThat(outcome).isIn("undone", "rolled-back");
            assertThat(told.required("from").isNull() ? "" : told.get("from").stringValue())
                    .isEqualTo(now.version());
        }
    }
}

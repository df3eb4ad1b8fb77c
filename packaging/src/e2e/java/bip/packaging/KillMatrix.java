package bip.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import bip.packaging.AtRecord.Moment;
import java.util.function.IntPredicate;

/** Kills a scenario at points of its journal: two a record, counted from 0. */
record KillMatrix(Ground ground, AtRecord trap) {

    private static final int KILLED = 128 + 9;

    /** Every how manieth point a whole new operation is run after the recovery. */
    private static final int FOLLOWED_UP = 9;

    /**
     * Kills at each of the {@code wanted} points.
     *
     * @return one verdict for each
     */
    Verdicts run(IntPredicate wanted) {
        var verdicts = new Verdicts(ground.scenario().toString(), ground.records());
        for (int point = 0; point < 2 * ground.records(); point++) {
            if (wanted.test(point)) {
                int record = point / 2 + 1;
                Moment moment = point % 2 == 0 ? Moment.BEFORE : Moment.AFTER;
                boolean followedUp = point % FOLLOWED_UP == 0;
                verdicts.add(
                        moment.word() + " record " + record,
                        () -> killAt(moment, record, followedUp));
            }
        }
        return verdicts;
    }

    private Ending killAt(Moment moment, int record, boolean followedUp) throws Exception {
        ground.reset();
        int exitCode = ground.await(ground.begin(trap.killing(moment, record)));
        assertThat(exitCode).as("exit code of%n%s", ground.output()).isEqualTo(KILLED);
        assertThat(ground.recordsOfNewest())
                .as("records when it was killed")
                .hasSize(moment == Moment.BEFORE ? record - 1 : record);
        Ending ending = ground.recoverAndJudge();
        if (followedUp) {
            ground.assertNextOperationWorks();
        }
        return ending;
    }

    /** Once a point is finished rather than undone, all later ones are. */
    static void assertOneTurningPoint(Verdicts verdicts, boolean succeeds) {
        var endings = verdicts.endings();
        assertThat(endings).isSorted();
        assertThat(endings.getFirst()).isEqualTo(Ending.UNDONE);
        assertThat(endings.getLast()).isEqualTo(succeeds ? Ending.FINISHED : Ending.UNDONE);
    }
}

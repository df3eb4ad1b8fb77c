package bip.ctl.trust;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The scenarios of the suite's {@code test_rollback}: back never, but for recovery. */
class RollbackTest extends TrustScenario {

    @Test
    void refusesAnOlderTimestamp() throws Exception {
        initialise();
        repo.publish(Role.TIMESTAMP);
        refresh();
        assertThat(stored()).containsEntry(Role.TIMESTAMP, 2L);
        repo.startAgain(Role.TIMESTAMP, 1);
        repo.publish(Role.TIMESTAMP);
        assertThat(refused())
                .isEqualTo(new TrustViolation.Rollback("timestamp.json", "timestamp.json", 2, 1));
        assertThat(repo.server.requests()).endsWith("timestamp.json");
        assertThat(stored()).containsEntry(Role.TIMESTAMP, 2L);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void refusesANewTimestampOfAnOlderSnapshot(boolean hasHashes) throws Exception {
        initialise();
        if (hasHashes) {
            repo.sayLengthsAndHashes();
        }
        repo.publish(Role.SNAPSHOT, Role.TIMESTAMP);
        refresh();
        repo.startAgain(Role.SNAPSHOT, 1);
        repo.publish(Role.SNAPSHOT, Role.TIMESTAMP);
        assertThat(refused())
                .isEqualTo(new TrustViolation.Rollback("timestamp.json", "snapshot.json", 2, 1));
        assertThat(repo.server.requests()).endsWith("timestamp.json");
        assertThat(stored()).isEqualTo(versions(1, 2, 2, 1));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void refusesANewSnapshotOfOlderTargets(boolean hasHashes) throws Exception {
        initialise();
        if (hasHashes) {
            repo.sayLengthsAndHashes();
        }
        repo.publish(Role.TARGETS, Role.SNAPSHOT, Role.TIMESTAMP);
        refresh();
        repo.startAgain(Role.TARGETS, 1);
        repo.publish(Role.TARGETS, Role.SNAPSHOT, Role.TIMESTAMP);
        assertThat(refused())
                .isEqualTo(new TrustViolation.Rollback("3.snapshot.json", "targets.json", 2, 1));
        assertThat(stored()).isEqualTo(versions(1, 3, 2, 2));
    }

    /** The stored snapshot is compared also when the timestamp says that it is another file. */
    @Test
    void refusesOlderTargetsInASnapshotOfTheSameVersion() throws Exception {
        repo.sayLengthsAndHashes();
        repo.publish(Role.TARGETS, Role.SNAPSHOT, Role.TIMESTAMP);
        initialise();
        refresh();
        repo.startAgain(Role.TARGETS, 1);
        repo.publish(Role.TARGETS);
        repo.takeLast(Role.SNAPSHOT);
        repo.setVersion(Role.SNAPSHOT, 1);
        repo.publish(Role.SNAPSHOT, Role.TIMESTAMP);
        assertThat(refused())
                .isEqualTo(new TrustViolation.Rollback("2.snapshot.json", "targets.json", 2, 1));
        assertThat(stored()).containsEntry(Role.TARGETS, 2L);
    }

    /** Delegated metadata is not followed, but it may not go away or back either. */
    @Test
    void refusesASnapshotThatNamesLess() throws Exception {
        initialise();
        repo.map(Role.SNAPSHOT, "meta").put("delegated.json", Map.of("version", 5));
        repo.publish(Role.SNAPSHOT, Role.TIMESTAMP);
        refresh();
        repo.map(Role.SNAPSHOT, "meta").put("delegated.json", Map.of("version", 4));
        repo.publish(Role.SNAPSHOT, Role.TIMESTAMP);
        assertThat(refused())
                .isEqualTo(new TrustViolation.Rollback("3.snapshot.json", "delegated.json", 5, 4));
        repo.map(Role.SNAPSHOT, "meta").remove("delegated.json");
        repo.publish(Role.SNAPSHOT, Role.TIMESTAMP);
        assertThat(refused())
                .isEqualTo(new TrustViolation.Removed("4.snapshot.json", "delegated.json"));
        assertThat(stored()).containsEntry(Role.SNAPSHOT, 2L);
    }

    @Test
    void takesOlderTargetsAfterTheSnapshotsKeysWereReplaced() throws Exception {
        initialise();
        repo.map(Role.SNAPSHOT, "meta").put("delegated.json", Map.of("version", 5));
        for (int i = 0; i < 99; i++) {
            repo.publish(Role.TARGETS);
        }
        repo.publish(Role.SNAPSHOT, Role.TIMESTAMP);
        refresh();
        assertThat(stored()).containsEntry(Role.TARGETS, 100L);
        repo.rotateKeys(Role.SNAPSHOT);
        repo.startAgain(Role.TARGETS, 1);
        repo.map(Role.SNAPSHOT, "meta").remove("delegated.json");
        repo.publishAll();
        assertThat(refresh().warnings()).isEmpty();
        assertThat(stored()).isEqualTo(versions(2, 3, 3, 1));
    }

    @Test
    void takesAnOlderSnapshotAfterBothOnlineKeysWereReplaced() throws Exception {
        initialise();
        for (int i = 0; i < 99; i++) {
            repo.publish(Role.SNAPSHOT);
        }
        repo.publish(Role.TIMESTAMP);
        refresh();
        assertThat(stored()).containsEntry(Role.SNAPSHOT, 100L);
        repo.rotateKeys(Role.SNAPSHOT);
        repo.rotateKeys(Role.TIMESTAMP);
        repo.startAgain(Role.SNAPSHOT, 1);
        repo.publishAll();
        assertThat(refresh().warnings()).isEmpty();
        assertThat(stored()).containsEntry(Role.SNAPSHOT, 1L);
    }

    @Test
    void takesAnOlderTimestampAfterItsKeyWasReplaced() throws Exception {
        initialise();
        for (int i = 0; i < 99; i++) {
            repo.publish(Role.TIMESTAMP);
        }
        refresh();
        assertThat(stored()).containsEntry(Role.TIMESTAMP, 100L);
        repo.rotateKeys(Role.TIMESTAMP);
        repo.startAgain(Role.TIMESTAMP, 1);
        repo.publish(Role.ROOT, Role.TIMESTAMP);
        assertThat(refresh().warnings()).isEmpty();
        assertThat(stored()).isEqualTo(versions(2, 1, 1, 1));
    }

    /** Its signature by a key that stayed would still verify, so the file has to go. */
    @Test
    void recoversAlsoWhenOnlyOneOfTwoKeysWasTakenAway() throws Exception {
        Signer stolen = repo.addKey(Role.TIMESTAMP, Signer.create());
        repo.publish(Role.ROOT);
        for (int i = 0; i < 99; i++) {
            repo.publish(Role.TIMESTAMP);
        }
        initialise();
        refresh();
        repo.keyids(Role.TIMESTAMP).remove(stolen.keyid());
        repo.signers(Role.TIMESTAMP).remove(stolen.keyid());
        repo.startAgain(Role.TIMESTAMP, 1);
        repo.publish(Role.ROOT, Role.TIMESTAMP);
        refresh();
        assertThat(stored()).containsEntry(Role.TIMESTAMP, 1L);
    }

    @Test
    void aKeyThatIsOnlyAddedForgetsNothing() throws Exception {
        initialise();
        repo.publish(Role.TIMESTAMP);
        refresh();
        repo.addKey(Role.TIMESTAMP, Signer.create());
        repo.startAgain(Role.TIMESTAMP, 1);
        repo.publish(Role.ROOT, Role.TIMESTAMP);
        assertThat(refused()).isInstanceOf(TrustViolation.Rollback.class);
        assertThat(stored())
                .isEqualTo(
                        Map.of(
                                Role.ROOT,
                                2L,
                                Role.TIMESTAMP,
                                2L,
                                Role.SNAPSHOT,
                                1L,
                                Role.TARGETS,
                                1L));
    }

    /** What the specification leaves to a timestamp that may have been lost. */
    @Test
    void refusesAnOlderSnapshotAlsoWithoutAStoredTimestamp() throws Exception {
        initialise();
        repo.publish(Role.SNAPSHOT, Role.TIMESTAMP);
        refresh();
        Files.delete(store.resolve("timestamp.json"));
        repo.startAgain(Role.SNAPSHOT, 1);
        repo.publish(Role.SNAPSHOT, Role.TIMESTAMP);
        assertThat(refused())
                .isEqualTo(new TrustViolation.Rollback("1.snapshot.json", "1.snapshot.json", 2, 1));
    }
}

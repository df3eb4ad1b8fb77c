package bip.ctl.trust;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The scenarios of the suite's {@code test_expiration}, and what the specification leaves out. */
class ExpirationTest extends TrustScenario {

    @Test
    void storesAnExpiredRootAndNothingUnderIt() throws Exception {
        initialise();
        repo.publish(Role.ROOT);
        refresh();
        repo.expire(Role.ROOT, start.minus(DAY));
        repo.publishAll();
        Refreshed.Stale stale = stale();
        assertThat(stale.expired())
                .containsExactly(new TrustViolation.Expired(Role.ROOT, 3, start.minus(DAY), start));
        assertThat(stored()).isEqualTo(versions(3, 1, 1, 1));
        assertThat(stale.targets().role(Role.TARGETS).version()).isEqualTo(2);
    }

    @Test
    void doesNotStoreAnExpiredTimestamp() throws Exception {
        initialise();
        refresh();
        repo.expire(Role.TIMESTAMP, start.minus(DAY));
        repo.publish(Role.TARGETS, Role.SNAPSHOT, Role.TIMESTAMP);
        assertExpired(Role.TIMESTAMP, 2);
        assertThat(stored()).isEqualTo(versions(1, 1, 1, 1));
    }

    @Test
    void doesNotStoreAnExpiredSnapshot() throws Exception {
        initialise();
        refresh();
        repo.expire(Role.SNAPSHOT, start.minus(DAY));
        repo.publish(Role.TARGETS, Role.SNAPSHOT, Role.TIMESTAMP);
        assertExpired(Role.SNAPSHOT, 2);
        assertThat(stored()).isEqualTo(versions(1, 2, 1, 1));
    }

    @Test
    void doesNotStoreExpiredTargets() throws Exception {
        initialise();
        refresh();
        repo.expire(Role.TARGETS, start.minus(DAY));
        repo.publish(Role.TARGETS, Role.SNAPSHOT, Role.TIMESTAMP);
        assertExpired(Role.TARGETS, 2);
        assertThat(stored()).isEqualTo(versions(1, 2, 2, 1));
    }

    private void assertExpired(Role role, long version) throws Exception {
        Refreshed.Stale stale = stale();
        var expected = new TrustViolation.Expired(role, version, start.minus(DAY), start);
        assertThat(stale.expired()).containsExactly(expected);
        assertThat(refusal(() -> stale.orThrow())).isEqualTo(expected);
        assertThat(refusal(() -> client().target("any"))).isEqualTo(expected);
    }

    @Test
    void followsTheChainFromAnExpiredRoot() throws Exception {
        initialise();
        repo.expire(Role.ROOT, start.plus(DAY.multipliedBy(7)));
        repo.publish(Role.ROOT);
        refresh();
        repo.expire(Role.ROOT, start.plus(DAY.multipliedBy(21)));
        repo.publish(Role.ROOT);
        clock.move(DAY.multipliedBy(18));
        refresh();
        assertThat(stored()).containsEntry(Role.ROOT, 3L);
    }

    @Test
    void updatesFromAnExpiredTimestamp() throws Exception {
        initialise();
        repo.expire(Role.TIMESTAMP, start.plus(DAY.multipliedBy(7)));
        repo.publish(Role.TIMESTAMP);
        refresh();
        repo.expire(Role.TIMESTAMP, start.plus(DAY.multipliedBy(21)));
        repo.publish(Role.TARGETS, Role.SNAPSHOT, Role.TIMESTAMP);
        clock.move(DAY.multipliedBy(18));
        refresh();
        assertThat(stored()).isEqualTo(versions(1, 3, 2, 2));
    }

    /** An expired timestamp protects against older ones all the same. */
    @Test
    void refusesARollbackFromAnExpiredTimestamp() throws Exception {
        initialise();
        repo.expire(Role.TIMESTAMP, start.plus(DAY.multipliedBy(7)));
        repo.publish(Role.TIMESTAMP);
        refresh();
        repo.startAgain(Role.TIMESTAMP, 1);
        repo.expire(Role.TIMESTAMP, start.plus(DAY.multipliedBy(21)));
        repo.publish(Role.TIMESTAMP);
        clock.move(DAY.multipliedBy(18));
        assertThat(refused())
                .isEqualTo(new TrustViolation.Rollback("timestamp.json", "timestamp.json", 2, 1));
        assertThat(stored()).containsEntry(Role.TIMESTAMP, 2L);
    }

    @Test
    void looksAtTheClockOfTheDay() throws Exception {
        initialise();
        repo.expire(Role.ROOT, start.plus(DAY.multipliedBy(7)));
        repo.publish(Role.ROOT);
        refresh();
        clock.move(DAY.multipliedBy(8));
        assertThat(stale().expired()).extracting(it -> it.role()).containsExactly(Role.ROOT);
    }

    /** The freeze that the specification allows: somebody serves the same files for ever. */
    @ParameterizedTest
    @EnumSource(Role.class)
    void isStaleWhenNothingChangedButTheTime(Role role) throws Exception {
        repo.expire(role, start.plus(DAY));
        repo.publishAll();
        initialise();
        refresh();
        clock.move(DAY.minusSeconds(1));
        refresh();
        clock.move(Duration.ofSeconds(1));
        repo.server.requests();
        Refreshed.Stale stale = stale();
        assertThat(repo.server.requests()).containsExactly("3.root.json", "timestamp.json");
        assertThat(stale.expired())
                .containsExactly(
                        new TrustViolation.Expired(role, 2, start.plus(DAY), clock.instant()));
    }

    @Test
    void namesAllThatExpired() throws Exception {
        initialise();
        refresh();
        clock.move(RepositorySimulator.LIFE);
        assertThat(stale().expired()).extracting(it -> it.role()).isEqualTo(List.of(Role.values()));
    }

    /** A new machine, and a publisher who has been silent: a person can be told what there is. */
    @Test
    void showsWhatAnExpiredRepositoryOffersAndStoresNoneOfIt() throws Exception {
        repo.map(Role.TARGETS, "targets").put("bip-1.tar.gz", TargetListTest.target("x"));
        repo.expire(Role.TIMESTAMP, start.minus(DAY));
        repo.publish(Role.TARGETS, Role.SNAPSHOT, Role.TIMESTAMP);
        initialise();
        assertThat(stale().targets().find("bip-1.tar.gz")).isPresent();
        assertThat(stored()).isEqualTo(Map.of(Role.ROOT, 1L));
    }

    /** What is expired must be good in every other way. */
    @Test
    void refusesWhatIsExpiredAndWrong() throws Exception {
        initialise();
        refresh();
        repo.expire(Role.TIMESTAMP, start.minus(DAY));
        repo.dropSigner(Role.TARGETS);
        repo.publish(Role.TARGETS, Role.SNAPSHOT, Role.TIMESTAMP);
        assertThat(refused()).isInstanceOf(TrustViolation.TooFewSignatures.class);
    }

    @Test
    void theStoreAloneIsJudgedByItsAgeToo() throws Exception {
        initialise();
        assertThat(refusal(() -> client().stored()))
                .isEqualTo(new TrustViolation.Missing("timestamp.json"));
        refresh();
        repo.server.requests();
        assertThat(client().stored()).isInstanceOf(Refreshed.Fresh.class);
        clock.move(RepositorySimulator.LIFE);
        assertThat(client().stored()).isInstanceOf(Refreshed.Stale.class);
        assertThat(repo.server.requests()).isEmpty();
        Files.delete(store.resolve("targets.json"));
        assertThat(refusal(() -> client().stored()))
                .isEqualTo(new TrustViolation.Missing("1.targets.json"));
    }
}

package bip.ctl.trust;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The time that is believed when the local clock cannot be. */
class TimeFloorTest extends TrustScenario {

    private static final Duration YEAR = Duration.ofDays(365);

    private void publishSignedAt(Instant at) {
        repo.of(Role.TIMESTAMP).put(TimestampMetadata.SIGNED_AT, at.toString());
        repo.publish(Role.TIMESTAMP);
    }

    private void moveClockTo(Instant instant) {
        clock.move(Duration.between(clock.instant(), instant));
    }

    /** With the clock alone, targets that ended long ago would be good again. */
    @Test
    void aClockAYearBackMakesNothingYoungAgain() throws Exception {
        repo.expire(Role.TARGETS, start.minus(DAY));
        repo.publish(Role.TARGETS, Role.SNAPSHOT);
        publishSignedAt(start);
        initialise();
        moveClockTo(start.minus(YEAR));
        Refreshed.Stale stale = stale();
        assertThat(stale.expired())
                .containsExactly(
                        new TrustViolation.Expired(Role.TARGETS, 2, start.minus(DAY), start));
        assertThat(stale.warnings())
                .containsExactly(new TrustWarning.ClockBehind(start.minus(YEAR), start));
        assertThat(stored()).doesNotContainKey(Role.TARGETS);
    }

    @Test
    void aClockAYearBackIsNoErrorWhenAllIsGood() throws Exception {
        publishSignedAt(start);
        initialise();
        moveClockTo(start.minus(YEAR));
        assertThat(refresh().warnings())
                .containsExactly(new TrustWarning.ClockBehind(start.minus(YEAR), start));
        assertThat(stored()).isEqualTo(versions(1, 2, 1, 1));
        moveClockTo(start);
        assertThat(refresh().warnings()).isEmpty();
    }

    /** A wrong clock ahead makes all stale, and leaves nothing behind. */
    @Test
    void aClockTenYearsAheadIsForgotten() throws Exception {
        publishSignedAt(start);
        initialise();
        refresh();
        moveClockTo(start.plus(YEAR.multipliedBy(10)));
        repo.publish(Role.TARGETS, Role.SNAPSHOT);
        publishSignedAt(start.plus(DAY));
        assertThat(stale().expired()).hasSize(4);
        assertThat(stored()).isEqualTo(versions(1, 2, 1, 1));
        moveClockTo(start.plus(DAY));
        assertThat(refresh().warnings()).isEmpty();
        assertThat(stored()).isEqualTo(versions(1, 3, 2, 2));
    }

    /** The floor outlives the process and counts from the root on. */
    @Test
    void theFloorIsKept() throws Exception {
        repo.expire(Role.ROOT, start.plus(DAY));
        repo.publish(Role.ROOT);
        publishSignedAt(start.plus(DAY.multipliedBy(2)));
        initialise();
        assertThat(stale().expired()).extracting(it -> it.role()).containsExactly(Role.ROOT);
        assertThat(store.resolve(MetadataStore.FLOOR)).hasContent("2026-03-03T09:00:00Z");
        moveClockTo(start.minus(YEAR));
        assertThat(stale().expired())
                .containsExactly(
                        new TrustViolation.Expired(
                                Role.ROOT, 2, start.plus(DAY), start.plus(DAY.multipliedBy(2))));
    }

    @Test
    void theFloorDoesNotSink() throws Exception {
        publishSignedAt(start);
        initialise();
        refresh();
        publishSignedAt(start.minus(YEAR));
        refresh();
        assertThat(store.resolve(MetadataStore.FLOOR)).hasContent(start.toString());
        moveClockTo(start.minus(DAY));
        assertThat(refresh().warnings())
                .containsExactly(new TrustWarning.ClockBehind(start.minus(DAY), start));
    }

    /** It comes from what is signed, never from the clock. */
    @Test
    void theClockDoesNotRaiseTheFloor() throws Exception {
        publishSignedAt(start.minus(DAY));
        initialise();
        refresh();
        assertThat(store.resolve(MetadataStore.FLOOR)).hasContent(start.minus(DAY).toString());
    }

    /** Signed by the timestamp's key, or it does not count. */
    @Test
    void aTimestampThatIsRefusedDoesNotRaiseTheFloor() throws Exception {
        initialise();
        repo.dropSigner(Role.TIMESTAMP);
        publishSignedAt(start.plus(DAY));
        assertThat(refused()).isInstanceOf(TrustViolation.TooFewSignatures.class);
        assertThat(store.resolve(MetadataStore.FLOOR)).doesNotExist();
    }

    @Test
    void aTimestampWithoutTheFieldIsGood() throws Exception {
        initialise();
        assertThat(refresh().warnings()).isEmpty();
        assertThat(store.resolve(MetadataStore.FLOOR)).doesNotExist();
        assertThat(client().stored().warnings()).isEmpty();
    }

    /** Else a stolen online key could say once that it is the year 9999, for ever. */
    @Test
    void aFloorGoesWithTheKeyThatSetIt() throws Exception {
        initialise();
        repo.expire(Role.TIMESTAMP, Instant.parse("9999-12-31T00:00:00Z"));
        publishSignedAt(Instant.parse("9999-01-01T00:00:00Z"));
        assertThat(stale().expired()).hasSize(3);
        repo.rotateKeys(Role.TIMESTAMP);
        repo.expire(Role.TIMESTAMP, start.plus(DAY));
        repo.startAgain(Role.TIMESTAMP, 1);
        repo.publish(Role.ROOT);
        repo.of(Role.TIMESTAMP).remove(TimestampMetadata.SIGNED_AT);
        repo.publish(Role.TIMESTAMP);
        assertThat(refresh().warnings()).isEmpty();
        assertThat(store.resolve(MetadataStore.FLOOR)).doesNotExist();
        assertThat(refresh().warnings()).isEmpty();
        publishSignedAt(start);
        assertThat(refresh().warnings()).isEmpty();
        assertThat(store.resolve(MetadataStore.FLOOR)).hasContent(start.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"yesterday", "2026-03-01", "2026-03-01T09:00:00+01:00", ""})
    void refusesAFieldThatIsNoTime(String text) throws Exception {
        initialise();
        repo.of(Role.TIMESTAMP).put(TimestampMetadata.SIGNED_AT, text);
        repo.publish(Role.TIMESTAMP);
        assertThat(refused()).isInstanceOf(TrustViolation.Malformed.class);
    }

    @Test
    void refusesATimestampSignedAfterItsEnd() throws Exception {
        initialise();
        publishSignedAt(start.plus(RepositorySimulator.LIFE).plusSeconds(1));
        assertThat(refused())
                .isInstanceOfSatisfying(
                        TrustViolation.Malformed.class,
                        it -> assertThat(it.reason().key()).isEqualTo("trust.signedLate"));
    }

    /** The stored timestamp says the same, so nothing is lost. */
    @ParameterizedTest
    @ValueSource(strings = {"", "2026-03-0", "\u0000\u0000\u0000\u0000"})
    void aTornFloorIsToldAndFoundAgain(String torn) throws Exception {
        publishSignedAt(start);
        initialise();
        refresh();
        Files.writeString(store.resolve(MetadataStore.FLOOR), torn);
        moveClockTo(start.minus(YEAR));
        assertThat(refresh().warnings())
                .hasSize(2)
                .contains(new TrustWarning.ClockBehind(start.minus(YEAR), start))
                .anyMatch(it -> it instanceof TrustWarning.StoreDamaged);
        moveClockTo(start.plus(DAY));
        publishSignedAt(start.plus(DAY));
        refresh();
        assertThat(refresh().warnings()).isEmpty();
    }
}

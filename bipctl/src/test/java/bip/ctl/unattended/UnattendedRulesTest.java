package bip.ctl.unattended;

import static org.assertj.core.api.Assertions.assertThat;

import bip.ctl.channel.Channel.Offer;
import bip.ctl.channel.ReleaseTerms;
import bip.ctl.channel.ReleaseTerms.Revocation;
import bip.ctl.channel.ReleaseTerms.Security;
import bip.ctl.channel.ReleaseTerms.Severity;
import bip.ctl.policy.Policy;
import bip.ctl.release.ReleaseVersion;
import bip.ctl.support.ErrorCode;
import bip.ctl.unattended.Decision.Why;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class UnattendedRulesTest {

    private static final Instant NOW = Instant.parse("2026-11-24T01:00:00Z");
    private static final Hours.Open OPEN =
            new Hours.Open(NOW.minusSeconds(3600), NOW.plusSeconds(3 * 3600), false);

    private final List<Offer> releases = new ArrayList<>();
    private final List<Offer> offers = new ArrayList<>();
    private Mode mode = Mode.ALL;
    private Policy policy = Policy.EMPTY;
    private Hours.Open open = OPEN;
    private Duration lastTook = Duration.ZERO;
    private Instant lastTried = Instant.MIN;

    private static ReleaseVersion version(String text) {
        return ReleaseVersion.parse(text).orElseThrow();
    }

    private static Offer release(String version, Severity severity, boolean isRevoked) {
        var terms =
                new ReleaseTerms(
                        List.of("stable"),
                        Optional.empty(),
                        Optional.empty(),
                        0,
                        new Security(severity, List.of()),
                        Map.of(),
                        isRevoked ? Optional.of(new Revocation(NOW, Map.of())) : Optional.empty(),
                        Optional.empty());
        return new Offer(version(version), "a", "a", 1, "00", terms);
    }

    private UnattendedRulesTest offered(String version, Severity severity) {
        offers.add(release(version, severity, false));
        releases.add(offers.getLast());
        return this;
    }

    private UnattendedRulesTest revoked(String version, Severity severity) {
        releases.add(release(version, severity, true));
        return this;
    }

    private static UnattendedSettings settings(Mode mode) {
        return new UnattendedSettings(mode, new Hours(Window.USUAL, Blackouts.NONE));
    }

    private Decision decided() {
        return UnattendedRules.decide(
                settings(mode),
                open,
                NOW,
                new Sight(version("1.0.0"), releases, offers, policy, lastTook),
                lastTried);
    }

    private void goesTo(String version) {
        assertThat(decided()).isEqualTo(new Decision.Go(version(version)));
    }

    private void waits(Why why, String version) {
        assertThat(decided()).isEqualTo(new Decision.Wait(why, version(version)));
    }

    private static Policy.Blocked blocked(String version) {
        return new Policy.Blocked("hash of " + version, version(version), NOW, "rolled-back");
    }

    @Test
    void offAndClosedAskNobody() {
        assertThat(UnattendedRules.beforeLooking(settings(Mode.OFF), OPEN))
                .contains(new Decision.Wait(Why.OFF, null));
        assertThat(UnattendedRules.beforeLooking(settings(Mode.OFF), new Hours.Closed()))
                .contains(new Decision.Wait(Why.OFF, null));
        assertThat(UnattendedRules.beforeLooking(settings(Mode.ALL), new Hours.Closed()))
                .contains(new Decision.Wait(Why.CLOSED, null));
        assertThat(UnattendedRules.beforeLooking(settings(Mode.SECURITY), OPEN)).isEmpty();
    }

    @Test
    void goesToTheNewest() {
        offered("1.0.0", Severity.NONE).offered("1.2.0", Severity.NONE);
        offered("1.1.0", Severity.NONE);
        goesTo("1.2.0");
    }

    @Test
    void hasNothingToDoWhereNothingIsNewer() {
        assertThat(decided()).isEqualTo(new Decision.Wait(Why.CURRENT, null));
        offered("1.0.0", Severity.HIGH).offered("0.9.0", Severity.HIGH);
        assertThat(decided()).isEqualTo(new Decision.Wait(Why.CURRENT, null));
        // Nor where the only newer one was revoked, or is not offered here.
        revoked("1.1.0", Severity.HIGH);
        assertThat(decided()).isEqualTo(new Decision.Wait(Why.CURRENT, null));
    }

    @ParameterizedTest
    @EnumSource(value = Severity.class, names = "NONE", mode = EnumSource.Mode.EXCLUDE)
    void everySeverityIsOne(Severity severity) {
        mode = Mode.SECURITY;
        offered("1.1.0", severity);
        goesTo("1.1.0");
    }

    @Test
    void securityOnlyLeavesTheRestToPeople() {
        mode = Mode.SECURITY;
        offered("1.0.0", Severity.CRITICAL).offered("1.1.0", Severity.NONE);
        waits(Why.NO_FIX, "1.1.0");
    }

    /** Releases hold what those before them held. */
    @Test
    void securityOnlyGoesToTheNewestForWhatOneInBetweenMends() {
        mode = Mode.SECURITY;
        offered("1.1.0", Severity.LOW).offered("1.2.0", Severity.NONE);
        goesTo("1.2.0");
    }

    @Test
    void whatARevokedReleaseMendedIsMendedByTheNext() {
        mode = Mode.SECURITY;
        revoked("1.1.0", Severity.HIGH).offered("1.1.1", Severity.NONE);
        goesTo("1.1.1");
    }

    @Test
    void whatOnlyANewerOneMendsThatMayNotBeIsNoReason() {
        mode = Mode.SECURITY;
        offered("1.1.0", Severity.NONE).revoked("1.2.0", Severity.HIGH);
        waits(Why.NO_FIX, "1.1.0");
    }

    @Test
    void movesOffARevokedRelease() {
        mode = Mode.SECURITY;
        revoked("1.0.0", Severity.NONE).offered("1.1.0", Severity.NONE);
        goesTo("1.1.0");
    }

    @Test
    void neverPastAHold() {
        offered("1.1.0", Severity.CRITICAL);
        policy = Policy.EMPTY.held(NOW, "rolled-back");
        waits(Why.HELD, "1.1.0");
        // Not even off a revoked one.
        revoked("1.0.0", Severity.NONE);
        waits(Why.HELD, "1.1.0");
    }

    @Test
    void neverPastAPin() {
        offered("1.1.0", Severity.CRITICAL);
        policy = Policy.EMPTY.withPin(version("1.0.0"));
        waits(Why.PINNED, "1.1.0");
        // Nor to one, which is a person's affair.
        policy = Policy.EMPTY.withPin(version("1.1.0"));
        waits(Why.PINNED, "1.1.0");
    }

    @Test
    void neverWhatWasTakenBackHere() {
        offered("1.1.0", Severity.NONE).offered("1.2.0", Severity.NONE);
        policy = Policy.EMPTY.withBlocked(blocked("1.2.0")).withoutHold();
        goesTo("1.1.0");
        policy = policy.withBlocked(blocked("1.1.0")).withoutHold();
        waits(Why.BLOCKED, "1.2.0");
    }

    @Test
    void neverOnABlackoutDay() {
        offered("1.1.0", Severity.CRITICAL);
        open = new Hours.Open(OPEN.since(), OPEN.until(), true);
        waits(Why.BLACKOUT, "1.1.0");
        // What a person closed is said first: that does not go by itself.
        policy = Policy.EMPTY.held(NOW, "asked");
        waits(Why.HELD, "1.1.0");
    }

    @Test
    void onceANight() {
        offered("1.1.0", Severity.NONE);
        lastTried = OPEN.since();
        waits(Why.TRIED, "1.1.0");
        lastTried = OPEN.since().minusMillis(1);
        goesTo("1.1.0");
        // The clock was ahead then; waiting for that day could take years.
        lastTried = NOW.plusSeconds(60);
        goesTo("1.1.0");
    }

    @Test
    void notAtTheLastMoment() {
        offered("1.1.0", Severity.NONE);
        open = new Hours.Open(OPEN.since(), NOW.plus(UnattendedRules.USUAL_NEED), false);
        goesTo("1.1.0");
        open = new Hours.Open(OPEN.since(), open.until().minusMillis(1), false);
        waits(Why.LATE, "1.1.0");
        open = OPEN;
        lastTook = Duration.ofHours(3);
        goesTo("1.1.0");
        lastTook = Duration.ofHours(3).plusMillis(1);
        waits(Why.LATE, "1.1.0");
        // An operation during which the clock was set back.
        lastTook = Duration.ofHours(-3);
        goesTo("1.1.0");
    }

    /** It would wait for ever. */
    @Test
    void aWindowThatIsTooShortIsTold() {
        offered("1.1.0", Severity.NONE);
        lastTook = Duration.ofMinutes(241);
        assertThat(decided())
                .isInstanceOfSatisfying(
                        Decision.Refuse.class,
                        it -> {
                            assertThat(it.why().code()).isEqualTo(ErrorCode.N101);
                            assertThat(it.why().arguments()).containsExactly("01:00-05:00", 241L);
                        });
    }
}

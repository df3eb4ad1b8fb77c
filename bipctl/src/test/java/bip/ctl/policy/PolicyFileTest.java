package bip.ctl.policy;

import static org.assertj.core.api.Assertions.assertThat;

import bip.ctl.layout.Layout;
import bip.ctl.release.ReleaseVersion;
import bip.ctl.support.ErrorCode;
import bip.ctl.testing.Failing;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PolicyFileTest {

    private static final ReleaseVersion VERSION = new ReleaseVersion(1, 1, 0);
    private static final Policy.Blocked BLOCKED =
            new Policy.Blocked(
                    "ab".repeat(32), VERSION, Instant.parse("2026-08-23T10:15:30Z"), "rolled-back");

    private static final Instant NOW = Instant.parse("2026-08-23T10:15:30Z");
    private static final Instant LATER = Instant.parse("2026-08-30T10:15:30Z");

    @TempDir Path root;

    private PolicyFile file() {
        return new PolicyFile(new Layout(root));
    }

    @Test
    void isEmptyWhereNothingWasDecided() throws Exception {
        assertThat(file().load()).isEqualTo(Policy.EMPTY);
    }

    @Test
    void keepsEverything() throws Exception {
        var policy = Policy.EMPTY.withPin(VERSION).withBlocked(BLOCKED);
        file().save(policy);
        assertThat(file().load()).isEqualTo(policy);
        assertThat(policy.findHold()).isPresent();
    }

    @Test
    void keepsAHoldWithItsEndAndItsReason() throws Exception {
        var policy = Policy.EMPTY.withHold(Policy.Hold.asked(NOW, LATER, "wybory"));
        file().save(policy);
        assertThat(file().load()).isEqualTo(policy);
    }

    @Test
    void readsAHoldOfAnOlderTool() throws Exception {
        Path path = Files.createDirectories(root.resolve("var/lib/bipctl")).resolve("policy.json");
        Files.writeString(
                path,
                "{\"format\":\"bipctl-policy/v1\",\"hold\":{\"since\":\"%s\",\"reason\":\"rollback\"},"
                                .formatted(NOW)
                        + "\"blocked\":[]}");
        assertThat(file().load().findHold()).contains(Policy.Hold.of(NOW, "rollback"));
    }

    @Test
    void aHoldIsOverAtItsEnd() {
        var policy = Policy.EMPTY.withHold(Policy.Hold.asked(NOW, LATER, ""));
        assertThat(policy.at(LATER.minusMillis(1)).findHold()).isPresent();
        assertThat(policy.at(LATER).findHold()).isEmpty();
        var open = Policy.EMPTY.withHold(Policy.Hold.asked(NOW, null, ""));
        assertThat(open.at(Instant.MAX).findHold()).isPresent();
    }

    /** A failed upgrade must not end what a person asked for, nor must trying it again. */
    @Test
    void whatAPersonHoldsStaysHeld() {
        var open = Policy.Hold.asked(NOW, null, "wybory");
        var blocked = Policy.EMPTY.withHold(open).withBlocked(BLOCKED);
        assertThat(blocked.findHold()).contains(open);
        assertThat(blocked.cleared(VERSION).findHold()).contains(open);
        var timed = Policy.EMPTY.withHold(Policy.Hold.asked(NOW, LATER, "")).withBlocked(BLOCKED);
        assertThat(timed.at(Instant.MAX).findHold()).isPresent();
    }

    /** A file from before there was a choice follows what is stable. */
    @Test
    void remembersWhichChannelIsFollowed() throws Exception {
        Path path = Files.createDirectories(root.resolve("var/lib/bipctl")).resolve("policy.json");
        Files.writeString(path, "{\"format\":\"bipctl-policy/v1\",\"blocked\":[]}");
        assertThat(file().load().channel()).isEqualTo(ChannelName.STABLE);
        file().save(file().load().following(ChannelName.CANDIDATE).withPin(VERSION));
        assertThat(file().load().channel()).isEqualTo(ChannelName.CANDIDATE);
        assertThat(file().load().withoutPin().withBlocked(BLOCKED).cleared(VERSION).channel())
                .isEqualTo(ChannelName.CANDIDATE);
    }

    @Test
    void blockingTwiceChangesNothing() {
        var once = Policy.EMPTY.withBlocked(BLOCKED);
        assertThat(once.withBlocked(BLOCKED)).isEqualTo(once);
    }

    @Test
    void clearingEndsTheHoldToo() {
        assertThat(Policy.EMPTY.withBlocked(BLOCKED).cleared(VERSION)).isEqualTo(Policy.EMPTY);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "{\"format\":\"bipctl-policy/v2\",\"blocked\":[]}",
                "{\"format\":\"bipctl-policy/v1\",\"pin\":\"v1.0.0\",\"blocked\":[]}",
                "{\"format\":\"bipctl-policy/v1\",\"channel\":\"beta\",\"blocked\":[]}",
                "{\"format\":\"bipctl-policy/v1\",\"hold\":{\"since\":\"x\",\"reason\":\"\"},"
                        + "\"blocked\":[]}"
            })
    void guessesNothingFromAFileItDoesNotUnderstand(String content) throws Exception {
        Path path = Files.createDirectories(root.resolve("var/lib/bipctl")).resolve("policy.json");
        Files.writeString(path, content);
        Failing.with(ErrorCode.P100, () -> file().load());
    }
}

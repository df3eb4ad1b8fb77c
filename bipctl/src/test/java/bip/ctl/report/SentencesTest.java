package bip.ctl.report;

import static org.assertj.core.api.Assertions.assertThat;

import bip.ctl.policy.Policy;
import bip.ctl.probe.Health;
import bip.ctl.probe.HealthAnswer;
import bip.ctl.release.ReleaseVersion;
import bip.ctl.service.ServiceState;
import bip.ctl.service.UnitFacts;
import bip.ctl.upgrade.OperationKind;
import bip.ctl.upgrade.OperationRecord;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** What a report says of things is text, not the program's own notation. */
class SentencesTest {
    private static final Instant THEN = Instant.parse("2026-11-24T03:00:00Z");

    @Test
    void tellsOfTheService() {
        assertThat(Sentences.of(new ServiceState.Running(7, THEN, Path.of("/r/1.0.0-3fa94c21"))))
                .isEqualTo(
                        "running, process 7 since 2026-11-24T03:00:00Z, started from"
                                + " 1.0.0-3fa94c21");
        assertThat(Sentences.of(new ServiceState.Died(OptionalInt.of(78), List.of("no", "luck"))))
                .isEqualTo("ended by itself, exit code 78\n    no\n    luck");
        assertThat(
                        Sentences.of(
                                new UnitFacts(
                                        "active (running)",
                                        "active (running)",
                                        true,
                                        2,
                                        "ready",
                                        130L << 20,
                                        List.of(Path.of("/etc/x.conf")),
                                        true)))
                .isEqualTo(
                        "service active (running), socket active (running), starts at boot, 2"
                                + " restarts, 130 MiB, says: ready, drop-ins /etc/x.conf, systemd"
                                + " has not read changed files yet");
    }

    @Test
    void tellsOfHealthAndPolicy() {
        var check = new Health.Check("database", "failed", "locked");
        assertThat(
                        Sentences.of(
                                new HealthAnswer.Answered(
                                        new Health(false, "1.0.0", 3, true, null, List.of(check)))))
                .isEqualTo(
                        "not ready, version 1.0.0, schema 3, editors frozen; database: failed"
                                + " (locked)");
        var version = ReleaseVersion.parse("1.1.0").orElseThrow();
        assertThat(
                        Sentences.blocked(
                                List.of(new Policy.Blocked("3fa9", version, THEN, "rolled-back"))))
                .isEqualTo("1.1.0 (3fa9) since 2026-11-24T03:00:00Z, rolled-back");
        assertThat(Sentences.blocked(List.of())).isEqualTo("none");
    }

    @Test
    void tellsOfAnOperation() {
        assertThat(
                        Sentences.of(
                                new OperationRecord(
                                        "20261124-1",
                                        OperationKind.UPGRADE,
                                        "jan",
                                        "1.0.0",
                                        "1.1.0",
                                        THEN,
                                        THEN.plusMillis(4200),
                                        OperationRecord.Ending.ROLLED_BACK,
                                        "probe",
                                        "S120",
                                        "no answer",
                                        null,
                                        null)))
                .isEqualTo(
                        "2026-11-24T03:00:00Z  upgrade 1.0.0 -> 1.1.0 by jan, rolled-back after"
                                + " 4.2 s, id 20261124-1, failed at probe: S120 no answer");
    }
}

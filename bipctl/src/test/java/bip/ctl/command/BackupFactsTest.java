package bip.ctl.command;

import static org.assertj.core.api.Assertions.assertThat;

import bip.ctl.drill.Certificates.Certificate;
import bip.ctl.support.CtlException;
import bip.ctl.support.ErrorCode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** When the age of backups asks for attention. */
class BackupFactsTest {

    private static final Instant NOW = Instant.parse("2026-06-30T12:00:00Z");
    private static final Path SECOND = Path.of("/mnt/kopie");

    @Test
    void allIsWellWhileEverythingIsFresh() {
        assertThat(codes(facts(hours(300), hours(25), hours(300), SECOND, hours(25), hours(700))))
                .isEmpty();
        // Nothing is installed, or nobody makes any.
        assertThat(codes(facts(null, null, null, null, null, null))).isEmpty();
        assertThat(
                        new BackupFacts(
                                        hours(900),
                                        null,
                                        null,
                                        null,
                                        null,
                                        null,
                                        null,
                                        Map.of(),
                                        false,
                                        false)
                                .warnings(NOW))
                .isEmpty();
    }

    @Test
    void aDayAfterTheInstallationThereMustBeOne() {
        assertThat(codes(facts(hours(25), null, null, null, null, null))).isEmpty();
        assertThat(codes(facts(hours(27), null, null, null, null, null)))
                .containsExactly(ErrorCode.B140);
    }

    @Test
    void eachHasAnAgeOfItsOwn() {
        assertThat(codes(facts(hours(300), hours(27), hours(300), null, null, hours(1))))
                .containsExactly(ErrorCode.B141);
        assertThat(codes(facts(hours(300), hours(1), hours(300), SECOND, hours(27), hours(1))))
                .containsExactly(ErrorCode.B142);
        assertThat(codes(facts(hours(300), hours(1), hours(300), SECOND, null, hours(1))))
                .containsExactly(ErrorCode.B147);
        Path empty = Path.of("/");
        assertThat(codes(facts(hours(300), hours(1), hours(300), empty, null, hours(1))))
                .containsExactly(ErrorCode.B148);
        // Thirty-five days.
        assertThat(codes(facts(hours(900), hours(1), hours(841), null, null, null)))
                .containsExactly(ErrorCode.B143);
        assertThat(codes(facts(hours(900), hours(1), hours(841), null, null, hours(839))))
                .isEmpty();
    }

    @Test
    void littleRoomIsTold() {
        var facts =
                new BackupFacts(
                        hours(300),
                        hours(1),
                        hours(300),
                        SECOND,
                        hours(1),
                        hours(1),
                        null,
                        Map.of(SECOND, 5L << 20),
                        true,
                        true);
        assertThat(facts.warnings(NOW))
                .singleElement()
                .satisfies(it -> {
                    assertThat(it.code()).isEqualTo(ErrorCode.B144);
                    assertThat(it.arguments()).containsExactly(SECOND, 5L);
                });
    }

    @Test
    void aDrillThatFailedIsToldUntilOneProvesABackup() {
        var certificate = new Certificate(Path.of("/k/c.txt"), "k-1", hours(2), false);
        var facts =
                new BackupFacts(
                        hours(300),
                        hours(1),
                        hours(300),
                        null,
                        null,
                        hours(9),
                        certificate,
                        Map.of(),
                        true,
                        false);
        assertThat(facts.warnings(NOW))
                .singleElement()
                .satisfies(it -> {
                    assertThat(it.code()).isEqualTo(ErrorCode.B146);
                    assertThat(it.arguments())
                            .containsExactly("k-1", hours(2), Path.of("/k/c.txt"));
                });
    }

    private static Instant hours(long ago) {
        return NOW.minus(Duration.ofHours(ago));
    }

    private static BackupFacts facts(
            @Nullable Instant installed,
            @Nullable Instant newest,
            @Nullable Instant oldest,
            @Nullable Path second,
            @Nullable Instant newestInSecond,
            @Nullable Instant proved) {
        return new BackupFacts(
                installed,
                newest,
                oldest,
                second,
                newestInSecond,
                proved,
                null,
                Map.of(),
                true,
                second != null && Files.isDirectory(second));
    }

    private static List<ErrorCode> codes(BackupFacts facts) {
        return facts.warnings(NOW).stream().map(CtlException::code).toList();
    }
}

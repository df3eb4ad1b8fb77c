package bip.ctl.logs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bip.ctl.support.CtlException;
import bip.ctl.support.ErrorCode;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Points of time as people write them, seen from Warsaw on the day after summer time began. */
class SinceTest {

    private static final ZoneId ZONE = ZoneId.of("Europe/Warsaw");
    private static final Instant NOW = Instant.parse("2026-03-30T10:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "2026-03-01T12:00:00+01:00, 2026-03-01T11:00:00Z",
        "2026-03-01T12:00:00.5Z,    2026-03-01T12:00:00.5Z",
        "2026-03-01 12:00,          2026-03-01T11:00:00Z",
        "2026-03-01T12:00:30,       2026-03-01T11:00:30Z",
        "2026-03-29,                2026-03-28T23:00:00Z",
        "2h,                        2026-03-30T08:00:00Z",
        "30m,                       2026-03-30T09:30:00Z",
        "30 min,                    2026-03-30T09:30:00Z",
        "45s,                       2026-03-30T09:59:15Z",
        "3d,                        2026-03-27T10:00:00Z",
        "today,                     2026-03-29T22:00:00Z",
        "dziś,                      2026-03-29T22:00:00Z",
        "Yesterday,                 2026-03-28T23:00:00Z",
        "WCZORAJ,                   2026-03-28T23:00:00Z",
    })
    void understands(String text, Instant meant) {
        assertThat(Since.parse(text, NOW, ZONE)).isEqualTo(meant);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "jutro", "2026-02-30", "2026-03-01 25:00", "2", "h", "-2h", "12:00"})
    void refusesWhatIsNoTime(String text) {
        assertThatThrownBy(() -> Since.parse(text, NOW, ZONE))
                .isInstanceOfSatisfying(
                        CtlException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.O102));
    }
}

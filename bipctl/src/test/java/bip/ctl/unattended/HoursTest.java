package bip.ctl.unattended;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** 2026-11-23 is a Monday. */
class HoursTest {

    private static final ZoneId WARSAW = ZoneId.of("Europe/Warsaw");

    private static Hours hours(String window, String blackouts) {
        return new Hours(
                Window.parse(window).orElseThrow(),
                blackouts.isEmpty() ? Blackouts.NONE : Blackouts.parse(blackouts).orElseThrow());
    }

    private static Instant at(String local) {
        return LocalDateTime.parse(local).atZone(WARSAW).toInstant();
    }

    @ParameterizedTest
    @CsvSource({
        "22:00-05:00, 2026-11-23T21:59:59, false",
        "22:00-05:00, 2026-11-23T22:00:00, true",
        "22:00-05:00, 2026-11-24T00:00:00, true",
        "22:00-05:00, 2026-11-24T04:59:59, true",
        "22:00-05:00, 2026-11-24T05:00:00, false",
        "01:00-05:00, 2026-11-24T03:00:00, true",
        "00:00-24:00, 2026-11-24T00:00:00, true",
        "00:00-24:00, 2026-11-24T23:59:59, true",
        "20:00-24:00, 2026-11-24T23:59:59, true",
        "20:00-24:00, 2026-11-25T00:00:00, false",
        "22:00 - 05:00, 2026-11-24T00:00:00, true",
        // The days are those on which it begins.
        "Fri 22:00-05:00, 2026-11-27T23:00:00, true",
        "Fri 22:00-05:00, 2026-11-28T04:00:00, true",
        "Fri 22:00-05:00, 2026-11-27T04:00:00, false",
        "Mon..Fri 22:00-05:00, 2026-11-28T04:00:00, true",
        "Mon..Fri 22:00-05:00, 2026-11-28T23:00:00, false",
        "sat..mon 22:00-05:00, 2026-11-29T23:00:00, true",
        "sat..mon 22:00-05:00, 2026-11-24T23:00:00, false",
        "'Tue,Thu 22:00-05:00', 2026-11-26T23:00:00, true",
        "'Tue,Thu 22:00-05:00', 2026-11-25T23:00:00, false",
    })
    void areOpenWithinTheWindow(String window, String local, boolean isOpen) {
        assertThat(hours(window, "").at(at(local), WARSAW) instanceof Hours.Open).isEqualTo(isOpen);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "night",
                "22-05",
                "22:00",
                "22:00-05:00:00",
                "25:00-05:00",
                "22:00-05:61",
                "24:00-05:00",
                "22:00-22:00",
                "22:00-23:59",
                "23:00-00:59",
                "Mo 22:00-05:00",
                "Mon-Fri 22:00-05:00",
                "Mon..Foo 22:00-05:00",
                "Mon,,Fri 22:00-05:00",
                "mond 22:00-05:00",
                "22:00-05:00 Mon",
            })
    void refuseWhatIsNoWindow(String text) {
        assertThat(Window.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "2026-10-11, 2026-10-11, true",
        "2026-10-11, 2026-10-12, false",
        "2026-10-11, 2027-10-11, false",
        "2026-12-24..2026-12-26, 2026-12-24, true",
        "2026-12-24..2026-12-26, 2026-12-26, true",
        "2026-12-24..2026-12-26, 2026-12-27, false",
        "05-03, 2031-05-03, true",
        "05-01..05-03, 2026-05-02, true",
        "05-01..05-03, 2026-05-04, false",
        "12-24..01-01, 2026-12-23, false",
        "12-24..01-01, 2026-12-24, true",
        "12-24..01-01, 2026-12-31, true",
        "12-24..01-01, 2027-01-01, true",
        "12-24..01-01, 2027-01-02, false",
        "02-29, 2028-02-29, true",
        "02-29, 2027-02-28, false",
        "'2026-10-11, 05-03', 2026-05-03, true",
        "'2026-10-11 05-03', 2026-10-11, true",
    })
    void knowBlackoutDays(String blackouts, String day, boolean isBlackout) {
        var open = hours("00:00-24:00", blackouts).at(at(day + "T12:00:00"), WARSAW);
        assertThat(open)
                .isInstanceOfSatisfying(
                        Hours.Open.class, it -> assertThat(it.isBlackout()).isEqualTo(isBlackout));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "christmas",
                "2026-13-01",
                "2026-02-29",
                "02-30",
                "2026-12-26..2026-12-24",
                "2026-12-24..",
                "2026-12-24..12-26",
                "12-24..2026-12-26",
                "2026-12-24-2026-12-26",
                "24.12",
                "2026-10-11;05-03",
            })
    void refuseWhatAreNoDays(String text) {
        assertThat(Blackouts.parse(text)).isEmpty();
    }

    private static Hours.Open open(Hours hours, String local) {
        return (Hours.Open) hours.at(at(local), WARSAW);
    }

    @Test
    void endWithTheWindow() {
        var open = open(hours("22:00-05:00", ""), "2026-11-24T01:00:00");
        assertThat(open.since()).isEqualTo(at("2026-11-23T22:00:00"));
        assertThat(open.until()).isEqualTo(at("2026-11-24T05:00:00"));
    }

    @Test
    void endWhereABlackoutDayBegins() {
        var open = open(hours("22:00-05:00", "2026-11-24"), "2026-11-23T23:00:00");
        assertThat(open.isBlackout()).isFalse();
        assertThat(open.until()).isEqualTo(at("2026-11-24T00:00:00"));
        assertThat(open(hours("22:00-05:00", "2026-11-24"), "2026-11-24T00:00:00").isBlackout())
                .isTrue();
        // The night goes on after it.
        assertThat(open(hours("22:00-05:00", "2026-11-24"), "2026-11-25T00:00:00").isBlackout())
                .isFalse();
    }

    /** A day's window that follows the day before without a break does not end at midnight. */
    @Test
    void doNotEndWhereTheNextBegins() {
        var open = open(hours("00:00-24:00", "2026-11-27"), "2026-11-24T23:50:00");
        assertThat(open.since()).isEqualTo(at("2026-11-24T00:00:00"));
        assertThat(open.until()).isEqualTo(at("2026-11-27T00:00:00"));
    }

    /** On 29 March 2026 two o'clock is three o'clock. */
    @Test
    void loseAnHourInSpring() {
        var hours = hours("01:00-05:00", "");
        var open = open(hours, "2026-03-29T01:30:00");
        assertThat(open.since()).isEqualTo(Instant.parse("2026-03-29T00:00:00Z"));
        assertThat(open.until()).isEqualTo(Instant.parse("2026-03-29T03:00:00Z"));
        // Hours that are not there: from the jump on.
        var within = hours("02:30-05:00", "");
        assertThat(within.at(Instant.parse("2026-03-29T01:00:00Z"), WARSAW))
                .isInstanceOfSatisfying(
                        Hours.Open.class,
                        it -> assertThat(it.since()).isEqualTo("2026-03-29T01:00:00Z"));
        assertThat(within.at(Instant.parse("2026-03-29T00:59:59Z"), WARSAW))
                .isEqualTo(new Hours.Closed());
        assertThat(hours("23:00-02:30", "").at(Instant.parse("2026-03-29T01:00:00Z"), WARSAW))
                .isEqualTo(new Hours.Closed());
    }

    /** On 25 October 2026 the hour from two to three comes twice. */
    @Test
    void gainAnHourInAutumn() {
        var open = open(hours("02:30-05:00", ""), "2026-10-25T04:00:00");
        assertThat(open.since()).isEqualTo(Instant.parse("2026-10-25T00:30:00Z"));
        assertThat(open.until()).isEqualTo(Instant.parse("2026-10-25T04:00:00Z"));
        // Through to the second half past two, without a break.
        var before = hours("22:00-02:30", "");
        for (String moment : new String[] {"00:15", "00:45", "01:15"}) {
            assertThat(before.at(Instant.parse("2026-10-25T" + moment + ":00Z"), WARSAW))
                    .isInstanceOfSatisfying(
                            Hours.Open.class,
                            it -> assertThat(it.until()).isEqualTo("2026-10-25T01:30:00Z"));
        }
        assertThat(before.at(Instant.parse("2026-10-25T01:30:00Z"), WARSAW))
                .isEqualTo(new Hours.Closed());
    }

    /** A window that a jump of the clock leaves nothing of. */
    @Test
    void mayBeLeftOut() {
        ZoneId apia = ZoneId.of("Pacific/Apia");
        // 30 December 2011 was left out there.
        assertThat(hours("01:00-05:00", "").findNext(Instant.parse("2011-12-30T09:00:00Z"), apia))
                .contains(Instant.parse("2011-12-30T11:00:00Z"));
    }

    @ParameterizedTest
    @CsvSource({
        "22:00-05:00, '', 2026-11-23T12:00:00, 2026-11-23T22:00:00",
        "22:00-05:00, '', 2026-11-23T23:00:00, 2026-11-23T23:00:00",
        "22:00-05:00, '', 2026-11-24T01:00:00, 2026-11-24T01:00:00",
        "22:00-05:00, '', 2026-11-24T05:00:00, 2026-11-24T22:00:00",
        "22:00-05:00, 2026-11-24, 2026-11-24T01:00:00, 2026-11-25T00:00:00",
        "01:00-05:00, 12-24..01-01, 2026-12-24T01:00:00, 2027-01-02T01:00:00",
        "Fri 22:00-05:00, 2026-11-27, 2026-11-23T12:00:00, 2026-11-28T00:00:00",
        "Fri 20:00-24:00, 2026-11-27, 2026-11-23T12:00:00, 2026-12-04T20:00:00",
    })
    void sayWhenTheyOpenNext(String window, String blackouts, String now, String next) {
        assertThat(hours(window, blackouts).findNext(at(now), WARSAW)).contains(at(next));
    }

    @Test
    void mayNeverOpen() {
        assertThat(hours("22:00-05:00", "01-01..12-31").findNext(at("2026-11-23T12:00:00"), WARSAW))
                .isEqualTo(Optional.empty());
    }
}

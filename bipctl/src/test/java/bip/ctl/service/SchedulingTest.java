package bip.ctl.service;

import static org.assertj.core.api.Assertions.assertThat;

import bip.ctl.support.Programs;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SchedulingTest {

    @Test
    void isWhatTheSystemSays() throws Exception {
        assertThat(Scheduling.own().niceness()).isEqualTo(Integer.parseInt(said("nice").strip()));
        // Of the program itself, which inherits it.
        assertThat(Scheduling.own().isIdle()).isEqualTo(said("chrt", "-p", "0").contains("IDLE"));
    }

    private static String said(String... command) throws Exception {
        return Programs.run(List.of(command), Map.of(), Duration.ofSeconds(30)).out();
    }

    @Test
    void whatIsStartedIsNeverMoreUrgent() {
        assertThat(new Scheduling(0, false).properties(5)).containsExactly("Nice=5");
        assertThat(new Scheduling(10, false).properties(5)).containsExactly("Nice=10");
        assertThat(new Scheduling(0, true).properties(5))
                .containsExactly(
                        "CPUWeight=idle", "CPUSchedulingPolicy=idle", "IOSchedulingClass=idle");
    }
}

package bip.ctl.service;

import static org.assertj.core.api.Assertions.assertThat;

import bip.ctl.support.Programs;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NicenessTest {

    @Test
    void isWhatTheSystemSays() throws Exception {
        var said = Programs.run(List.of("nice"), Map.of(), Duration.ofSeconds(30));
        assertThat(Niceness.own()).isEqualTo(Integer.parseInt(said.out().strip()));
    }
}

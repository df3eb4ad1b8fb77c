package bip.server.errortracking;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class TallyTest {
    private final Logger log = (Logger) LoggerFactory.getLogger(TallyTest.class);
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5);

    @BeforeEach
    void listen() {
        lines.start();
        log.addAppender(lines);
    }

    @AfterEach
    void leave() {
        log.detachAppender(lines);
    }

    @Test
    void logsOneLineAMinuteThatCountsAllSinceTheLast() {
        Tally tally = new Tally(log, "dropped", nanos::get);

        count(tally, 1_000);
        nanos.addAndGet(Duration.ofSeconds(59).toNanos());
        count(tally, 1_000);
        nanos.addAndGet(Duration.ofSeconds(2).toNanos());
        count(tally, 1);

        assertThat(lines.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .containsExactly("1 dropped", "2000 dropped");
        assertThat(tally.total()).isEqualTo(2_001);
    }

    private static void count(Tally tally, int times) {
        for (int i = 0; i < times; i++) {
            tally.count();
        }
    }
}

package bip.server.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whatever comes, the log gets few entries of it, and no attempt is uncounted. */
class RepeatedEventsTest {
    private static final Instant START = Instant.parse("2026-03-02T08:00:00Z");

    @Test
    void aThousandSourcesMakeNoMoreEntriesThanThereIsRoomFor() {
        var repeated = new RepeatedEvents();
        long atOnce = 0;
        for (int attempt = 0; attempt < 5_000; attempt++) {
            var event =
                    AuditEvent.of(AuditKind.SIGN_IN_THROTTLED).from("2001:db8::" + attempt % 1_000);
            atOnce += repeated.isFirst(event, START) ? 1 : 0;
        }
        assertThat(atOnce).isEqualTo(RepeatedEvents.SOURCES + 1);
        assertThat(repeated.takeEnded(START.plusSeconds(60))).isEmpty();

        List<AuditEvent> entries = repeated.takeEnded(START.plus(RepeatedEvents.WINDOW));
        assertThat(entries).hasSize(RepeatedEvents.SOURCES + 1);
        assertThat(atOnce + entries.stream().mapToLong(RepeatedEventsTest::count).sum())
                .isEqualTo(5_000);
        assertThat(entries.getLast().address()).isNull();
        assertThat(entries.getLast().detail()).endsWith(", z różnych adresów");
        assertThat(repeated.takeAll()).isEmpty();
    }

    private static long count(AuditEvent entry) {
        return Long.parseLong(String.valueOf(entry.detail()).split(" ", -1)[1]);
    }
}

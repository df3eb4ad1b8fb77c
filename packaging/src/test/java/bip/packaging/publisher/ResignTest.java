package bip.packaging.publisher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResignTest {

    @TempDir(factory = InMemory.class)
    Path folder;

    private Workshop workshop;
    private TestClient client;

    @BeforeEach
    void publish() throws IOException {
        workshop = Workshop.withRelease(folder);
        client = workshop.newClient().refresh(workshop.repository, workshop.now);
    }

    @Test
    void signsTheTimestampAloneWhileTheSnapshotOutlivesIt() throws IOException {
        workshop.later(Duration.ofDays(16));
        assertThat(workshop.resign().done().out()).isEqualTo("wrote metadata/timestamp.json\n");
        client.refresh(workshop.repository, workshop.now);
        assertThat(TestClient.version(client.timestamp())).isEqualTo(2);
        assertThat(TestClient.version(client.snapshot())).isEqualTo(1);
        assertThat(client.timestamp().required("bip_signed_at").asString())
                .isEqualTo("2026-03-17T08:00:00Z");
    }

    @Test
    void signsASnapshotTooWhenItWouldExpireBeforeTheTimestamp() throws IOException {
        workshop.later(Duration.ofDays(16).plusSeconds(1));
        workshop.resign().done();
        client.refresh(workshop.repository, workshop.now);
        assertThat(TestClient.version(client.snapshot())).isEqualTo(2);
        assertThat(client.snapshot().required("expires").asString())
                .isEqualTo("2026-04-16T08:00:01Z");
    }

    @Test
    void resignedWeeklyItIsReadableUntilTheTargetsExpire() throws IOException {
        for (int week = 0; week < 25; week++) {
            workshop.later(Duration.ofDays(7));
            workshop.resign().done();
            client.refresh(workshop.repository, workshop.now);
        }
        workshop.later(Duration.ofDays(5));
        workshop.resign().refused("targets 1 expired", "resign with --targets-key");
        assertThatThrownBy(() -> client.refresh(workshop.repository, workshop.now))
                .isInstanceOf(TestClient.NotTrusted.class)
                .hasMessage("targets has expired");
        workshop.channel("resign").say().done();
        client.refresh(workshop.repository, workshop.now);
        assertThat(client.custom("1.0.0").isObject()).isTrue();
    }

    @Test
    void tellsBeforehandWhatAnotherKeyMustRenew() {
        assertThat(workshop.resign().done().err()).isEmpty();
        workshop.later(Duration.ofDays(151));
        assertThat(workshop.resign().done().err())
                .contains("warning: targets 1 expires 2026-08-28T08:00:00Z, in 29 days")
                .contains("--targets-key");
    }

    @Test
    void isInterruptedWithoutHarm() throws IOException {
        workshop.later(Duration.ofDays(20));
        for (int writes = 0; writes < 2; writes++) {
            workshop.writer = new InterruptedWriter(writes);
            workshop.resign().refused("cannot write");
        }
        workshop.writer = new DiskWriter();
        workshop.resign().done();
        client.refresh(workshop.repository, workshop.now);
        assertThat(TestClient.version(client.snapshot())).isEqualTo(3);
    }

    @Test
    void refusesUnderARootThatHasExpired() {
        workshop.later(Duration.ofDays(170));
        workshop.channel("resign").say().done();
        workshop.later(Duration.ofDays(170));
        workshop.channel("resign").say().done();
        workshop.later(Duration.ofDays(25));
        workshop.resign().refused("root 1 expired", "rotate-root");
    }

    @Test
    void refusesWithoutTheOnlineKey() throws IOException {
        workshop.signed("resign", "--repository", "repository")
                .refused("no online key of root 1 was given", "--online-key");
        workshop.signed("resign", "--repository", "repository", "--online-key", "targets-1")
                .refused("no online key of root 1 was given");
    }

    @Test
    void refusesWhereNothingIsPublished() throws IOException {
        var empty = Workshop.withRoot(java.nio.file.Files.createDirectories(folder.resolve("e")));
        empty.resign().refused("nothing is published", "publisher publish");
    }
}

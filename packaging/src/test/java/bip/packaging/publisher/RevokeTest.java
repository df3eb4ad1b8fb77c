package bip.packaging.publisher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class RevokeTest {

    @TempDir(factory = InMemory.class)
    Path folder;

    private Workshop workshop;

    @BeforeEach
    void publish() throws IOException {
        workshop = Workshop.withRelease(folder);
        workshop.publish("stable", workshop.archive("1.1.0")).done();
    }

    @Test
    void tellsReadersSinceWhenAndWhy() throws IOException {
        TestClient client = workshop.newClient().refresh(workshop.repository, workshop.now);
        workshop.later(Duration.ofHours(2));
        workshop.revoke("1.0.0").done();
        client.refresh(workshop.repository, workshop.now);
        JsonNode revoked = client.custom("1.0.0").required("revoked");
        assertThat(revoked.required("at").asString()).isEqualTo("2026-03-01T10:00:00Z");
        assertThat(revoked.at("/reason/pl").asString()).isEqualTo("Gubi strony.");
        assertThat(revoked.at("/reason/en").asString()).isEqualTo("It loses pages.");
        assertThat(client.custom("1.1.0").has("revoked")).isFalse();
    }

    @Test
    void isForGood() throws IOException {
        workshop.revoke("1.0.0").done();
        Map<String, String> before = workshop.everything();
        assertThat(workshop.revoke("1.0.0").done().out()).contains("nothing to do");
        workshop.publish("stable", workshop.archive("1.0.0"))
                .refused("1.0.0 was revoked, and that is final");
        workshop.run("bundle", "--repository", "repository", "1.0.0", "a.bundle")
                .refused("1.0.0 was revoked");
        assertThat(workshop.everything()).isEqualTo(before);
        workshop.channel("resign").say().done();
        TestClient client = workshop.newClient().refresh(workshop.repository, workshop.now);
        assertThat(client.custom("1.0.0").has("revoked")).isTrue();
    }

    @Test
    void refusesWhatIsNotPublishedOrNotExplained() throws IOException {
        Map<String, String> before = workshop.everything();
        workshop.revoke("1.2.0").refused("1.2.0 is not published", "[1.0.0, 1.1.0]");
        workshop.revoke("v1.0.0").refused("'v1.0.0' is no version");
        workshop.channel("revoke", "1.0.0", "--reason-pl", " ", "--reason-en", "x")
                .say()
                .refused("empty in one language");
        assertThat(workshop.everything()).isEqualTo(before);
    }
}

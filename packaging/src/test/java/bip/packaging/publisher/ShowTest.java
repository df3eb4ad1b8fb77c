package bip.packaging.publisher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShowTest {

    @TempDir(factory = InMemory.class)
    Path folder;

    @Test
    void tellsWhatIsThereAndWhatExpiresWhen() throws IOException {
        Workshop workshop = Workshop.withRelease(folder);
        workshop.publish("candidate", workshop.archive("1.1.0")).done();
        workshop.revoke("1.0.0").done();
        workshop.later(Duration.ofDays(1));
        String out = show(workshop).done().out();
        assertThat(out.lines())
                .contains(
                        "root 1 expires 2027-03-01T08:00:00Z, in 364 days",
                        "targets 3 expires 2026-08-28T08:00:00Z, in 179 days",
                        "snapshot 3 expires 2026-03-31T08:00:00Z, in 29 days",
                        "timestamp 3 expires 2026-03-15T08:00:00Z, in 13 days",
                        "  signed at 2026-03-01T08:00:00Z")
                .anyMatch(line -> line.startsWith("  root keys, 2 of 3 sign: "))
                .anyMatch(line -> line.matches("  1\\.1\\.0 in candidate, \\d+ bytes"))
                .anyMatch(line ->
                        line.matches(
                                "  1\\.0\\.0 in stable, \\d+ bytes, REVOKED"
                                        + " 2026-03-01T08:00:00Z: It loses pages\\."));
        assertThat(out)
                .contains(NamedKey.load(Path.of(workshop.pub("online-1"))).half().id().shortened());
    }

    @Test
    void warnsOfWhatExpiresSoonAndSaysWhatHasExpired() throws IOException {
        Workshop workshop = Workshop.withRelease(folder);
        assertThat(show(workshop).done().err()).isEmpty();
        workshop.later(Duration.ofDays(15));
        Workshop.Said said = show(workshop).done();
        assertThat(said.out()).contains("timestamp 1 EXPIRED 2026-03-15T08:00:00Z");
        assertThat(said.err()).contains("renew it by publisher resign").hasLineCount(1);
        workshop.later(Duration.ofDays(330));
        assertThat(show(workshop).done().err()).contains("renew it by publisher rotate-root");
    }

    @Test
    void tellsOfARootAlone() throws IOException {
        Workshop workshop = Workshop.withRoot(folder);
        assertThat(show(workshop).done().out()).contains("nothing is published yet");
    }

    @Test
    void refusesWhereNothingIs() throws IOException {
        show(new Workshop(folder)).refused("there is no repository");
    }

    @Test
    void explainsItselfWithoutAVerb() throws IOException {
        var workshop = new Workshop(folder);
        assertThat(workshop.run().code()).isEqualTo(2);
        assertThat(workshop.run("--help").out())
                .contains("keys", "root", "sign", "place", "publish", "resign", "rotate-root")
                .contains("revoke", "bundle", "show");
        assertThat(workshop.run("help").done().out()).contains("rotate-root");
        assertThat(workshop.run("help", "bundle").done().out()).contains("bip-1.4.2.bundle");
    }

    private static Workshop.Said show(Workshop workshop) {
        return workshop.run("show", "--repository", "repository");
    }
}

package bip.ctl.trust;

import static org.assertj.core.api.Assertions.assertThat;

import bip.ctl.testing.FakeServer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An office on the way over a stop, whose release is revoked while it runs; real servers. */
class SignedStoryTest {

    @TempDir Path folder;

    private void offer(SignedSite site, String version) throws Exception {
        site.offer(version, FakeServer.release(version, "well"), "stable");
    }

    @Test
    void overAStopAndBackFromWhatWasRevoked() throws Exception {
        try (var site = new SignedSite(folder)) {
            offer(site, "1.0.0");
            site.publish();
            assertThat(site.run("install", "--yes")).as(site.warnings()).isZero();
            try {
                story(site);
            } finally {
                site.run("stop");
            }
        }
    }

    private void story(SignedSite site) throws Exception {
        offer(site, "1.4.0");
        offer(site, "2.0.0");
        site.custom("2.0.0").put("from", Map.of("min", "1.0.0", "stops", List.of("1.4.0")));
        site.publish();
        assertThat(site.run("upgrade", "--yes")).as(site.warnings()).isZero();
        assertThat(site.results()).contains("1.4.0 is current", "a stop on the way to 2.0.0");

        // It wrote schema 1: a release that writes an older one is not even brought.
        site.custom("2.0.0").put("schema", Map.of("reads", List.of(0, 0), "writes", 0));
        site.revoke("1.0.0");
        site.revoke("1.4.0");
        site.publish();
        assertThat(site.run("upgrade", "2.0.0", "--yes")).isEqualTo(13);
        assertThat(site.warnings()).contains("BIP-U113");
        assertThat(site.layout.downloads()).isEmptyDirectory();

        site.unplug();
        assertThat(site.run("status")).isEqualTo(4);
        assertThat(site.results()).contains("BIP-P140", "It loses attachments.");
        assertThat(site.run("status", "--json")).isEqualTo(4);
        assertThat(site.results()).contains("\"warnings\":[\"BIP-P140\"");
        assertThat(site.run()).isEqualTo(4);
        assertThat(site.console.notices().getLast()).endsWith("upgrade");

        assertThat(site.run("rollback", "--yes")).as(site.warnings()).isZero();
        assertThat(site.warnings()).contains("version 1.0.0 was revoked", "It loses attachments.");
        assertThat(site.run("status")).isEqualTo(4);
        assertThat(site.results()).contains("Version 1.0.0");
    }
}

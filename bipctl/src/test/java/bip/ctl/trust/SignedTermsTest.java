package bip.ctl.trust;

import static org.assertj.core.api.Assertions.assertThat;

import bip.ctl.policy.Policy;
import bip.ctl.policy.PolicyFile;
import bip.ctl.release.ReleaseVersion;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What follows from signed statements before anything is brought, and how it is told. */
class SignedTermsTest {

    @TempDir Path folder;

    private SignedSite site;

    @BeforeEach
    void open() throws Exception {
        site = new SignedSite(folder);
        site.offer("1.0.0");
        site.standing("1.0.0");
    }

    @AfterEach
    void close() {
        site.close();
    }

    private void says(int exitCode, String line, String... words) {
        assertThat(site.run(words)).as(site.results() + site.warnings()).isEqualTo(exitCode);
        assertThat(site.results()).contains(line);
    }

    private void refuses(int exitCode, String code, String next, String... words) {
        assertThat(site.run(words)).as(site.results() + site.warnings()).isEqualTo(exitCode);
        assertThat(site.warnings()).contains(code, next);
    }

    private static Map<String, Object> from(String oldest, String... stops) {
        return Map.of("min", oldest, "stops", List.of(stops));
    }

    private void mending() throws Exception {
        site.offer("1.1.0")
                .put("security", Map.of("severity", "high", "cves", List.of("CVE-2026-0001")));
        var newest = site.offer("1.2.0", "stable", "candidate");
        newest.put("security", Map.of("severity", "low", "cves", List.of("CVE-2026-0002")));
        newest.put("notes", Map.of("pl", "Naprawia formularz.", "en", "Mends the form."));
        site.publish();
    }

    @Test
    void checkTellsWhatIsNewerAndWhatTheWholeWayMends() throws Exception {
        mending();
        says(11, "Version 1.0.0 is current; newer: 1.2.0", "check");
        assertThat(site.console.results())
                .contains(
                        "What is new in 1.2.0:",
                        "  Mends the form.",
                        "Security: mends a weakness; severity: high"
                                + " (CVE-2026-0001, CVE-2026-0002).");
        assertThat(site.console.notices().getLast()).contains("upgrade");
        says(11, "  Naprawia formularz.", "check", "--lang", "pl");
        assertThat(site.run("check", "--json")).isEqualTo(11);
        assertThat(site.results()).isEqualTo(SignedSite.golden("check.json"));
        says(0, "  Mends the form.", "upgrade", "--dry-run");
        assertThat(site.results()).contains("severity: high (CVE-2026-0001, CVE-2026-0002)");
    }

    @Test
    void checkTellsWhatStandsInTheWay() throws Exception {
        mending();
        assertThat(site.run("hold", "--reason", "elections")).isZero();
        assertThat(site.run("pin", "1.0.0")).isZero();
        says(11, "BIP-P101", "check");
        assertThat(site.results()).contains("newer: 1.2.0", "elections");
    }

    @Test
    void checkIsContentWithTheNewest() throws Exception {
        site.publish();
        says(0, "Version 1.0.0 is current; the channel offers nothing newer.", "check");
    }

    @Test
    void aRequiredStopComesFirst() throws Exception {
        site.offer("1.2.0");
        site.offer("1.4.0");
        site.offer("2.0.0").put("from", from("1.0.0", "1.4.0"));
        site.publish();
        String first = "1.4.0 must come first on the way to 2.0.0; then run upgrade again.";
        says(11, first, "check");
        says(0, first, "upgrade", "--dry-run");
        refuses(13, "BIP-U195", "upgrade 1.4.0 ; then: bipctl", "upgrade", "2.0.0", "--dry-run");
        says(0, "1.2.0", "upgrade", "1.2.0", "--dry-run");
    }

    @Test
    void whatTheWholeWayMendsDoesNotStandUnderTheStop() throws Exception {
        site.offer("1.4.0").put("notes", Map.of("pl", "Przystanek.", "en", "A stop."));
        var newest = site.offer("2.0.0");
        newest.put("from", from("1.0.0", "1.4.0"));
        newest.put("security", Map.of("severity", "high", "cves", List.of("CVE-2026-0002")));
        site.publish();
        assertThat(site.run("check")).isEqualTo(11);
        assertThat(site.console.results())
                .containsSubsequence(
                        "What is new in 1.4.0:",
                        "  A stop.",
                        "On the whole way to 2.0.0:",
                        "Security: mends a weakness; severity: high (CVE-2026-0002).");
    }

    @Test
    void aPinIsReachedByItsStops() throws Exception {
        site.offer("1.4.0");
        site.offer("2.0.0").put("from", from("1.0.0", "1.4.0"));
        site.offer("2.1.0").put("from", from("1.0.0", "1.4.0"));
        site.publish();
        assertThat(site.run("pin", "2.0.0")).isZero();
        says(0, "1.4.0 must come first on the way to 2.0.0", "upgrade", "--dry-run");
        says(0, "1.4.0", "upgrade", "1.4.0", "--dry-run");
        refuses(13, "BIP-P101", "unpin", "upgrade", "2.1.0", "--dry-run");
    }

    @Test
    void aStopThatCannotBeHadShutsTheWay() throws Exception {
        site.offer("2.0.0").put("from", from("1.0.0", "1.4.0"));
        site.publish();
        refuses(13, "BIP-U196", "neither on this machine nor in the channel", "upgrade");
        site.offer("1.2.0");
        site.publish();
        says(11, "newer: 1.2.0", "check");
        assertThat(site.results()).contains("not reached from here: 2.0.0");
        site.publisher.map(Role.TARGETS, "targets").remove("bip-server-1.2.0-linux-x64.tar.gz");
        site.offer("1.4.0");
        site.revoke("1.4.0");
        site.publish();
        refuses(13, "BIP-U196", "was revoked", "upgrade", "2.0.0");
        assertThat(site.run("check")).isEqualTo(11);
        assertThat(site.results()).contains("BIP-U196", "newer: 2.0.0");
    }

    /** What the list shows as a candidate is not denied; the way to it is named. */
    @Test
    void theChannelThatHasItIsNamed() throws Exception {
        site.offer("1.4.0", "candidate");
        site.offer("2.0.0").put("from", from("1.0.0", "1.4.0"));
        site.publish();
        refuses(13, "BIP-U197", "channel set candidate ;", "upgrade", "1.4.0");
        refuses(13, "BIP-U196", "channel set candidate)", "upgrade", "2.0.0");
        refuses(13, "BIP-U197", "tylko w kanale candidate", "upgrade", "1.4.0", "--lang", "pl");
        assertThat(site.run("channel", "set", "candidate", "--yes")).isZero();
        says(0, "1.4.0", "upgrade", "1.4.0", "--dry-run");
    }

    @Test
    void whatIsTooNewIsReachedOverWhatLiesBetween() throws Exception {
        site.offer("2.0.0").put("from", from("1.5.0"));
        site.publish();
        refuses(13, "BIP-U112", "upgrade 1.5.0", "upgrade");
        site.offer("1.9.0").put("from", from("1.0.0"));
        site.publish();
        says(0, "1.9.0 must come first on the way to 2.0.0", "upgrade", "--dry-run");
        refuses(13, "BIP-U112", "upgrade 1.9.0", "upgrade", "2.0.0");
    }

    @Test
    void aRevokedReleaseIsNeverChosen() throws Exception {
        site.offer("1.1.0");
        site.revoke("1.1.0");
        site.publish();
        says(0, "1.0.0 is current already", "upgrade", "--yes");
        refuses(13, "BIP-P141", "It loses attachments.", "upgrade", "1.1.0", "--yes");
        refuses(13, "BIP-P141", "Gubi załączniki.", "upgrade", "1.1.0", "--lang", "pl");
        site.unpack("1.1.0");
        site.unplug();
        refuses(13, "BIP-P141", "It loses attachments.", "upgrade", "1.1.0", "--yes");
    }

    @Test
    void aRevokedReleaseIsNoBetterInAFileOrFetchedToGoBackTo() throws Exception {
        site.offer("1.1.0");
        site.offer("1.4.0");
        site.offer("2.0.0").put("from", from("1.0.0", "1.4.0"));
        site.revoke("1.1.0");
        site.publish();
        assertThat(site.run("check")).isEqualTo(11);
        refuses(13, "BIP-P141", "attachments", "upgrade", site.archive("1.1.0"), "--unsigned");
        refuses(13, "BIP-U195", "1.4.0", "upgrade", site.archive("2.0.0"), "--unsigned");
        site.standing("1.4.0");
        refuses(13, "BIP-P141", "attachments", "rollback", "--version", "1.1.0", "--yes");
    }

    @Test
    void nobodyInstallsWhatWasRevoked() throws Exception {
        try (var fresh = new SignedSite(folder.resolve("fresh"))) {
            fresh.offer("1.1.0");
            fresh.revoke("1.1.0");
            fresh.publish();
            assertThat(fresh.run("install", "1.1.0", "--yes")).isEqualTo(13);
            assertThat(fresh.warnings()).contains("BIP-P141");
            assertThat(fresh.run("install", "--yes")).isEqualTo(13);
            assertThat(fresh.warnings()).contains("BIP-U107");
            assertThat(fresh.run("check")).isEqualTo(13);
            assertThat(fresh.warnings()).contains("BIP-U100");
        }
    }

    @Test
    void whatWasTakenBackHereIsPassedOver() throws Exception {
        site.offer("1.2.0");
        site.offer("1.4.0");
        site.offer("2.0.0").put("from", from("1.0.0", "1.4.0"));
        site.publish();
        var policy = new PolicyFile(site.layout);
        policy.save(policy.load().withBlocked(blocked("1.4.0")));
        says(11, "newer: 1.2.0", "check");
        assertThat(site.results()).contains("not tried again by itself: 1.4.0", "unhold");
        refuses(13, "BIP-U196", "was taken back here before", "upgrade", "2.0.0");
        policy.save(policy.load().withBlocked(blocked("1.2.0")).withBlocked(blocked("2.0.0")));
        says(11, "BIP-P102", "check");
    }

    private Policy.Blocked blocked(String version) {
        return new Policy.Blocked(
                "hash of " + version,
                ReleaseVersion.parse(version).orElseThrow(),
                site.now,
                "rolled-back");
    }

    @Test
    void whatRunsAndWasRevokedIsTold() throws Exception {
        site.offer("1.1.0");
        site.publish();
        assertThat(site.run("check")).isEqualTo(11);
        // No operation made this installation, which is told too.
        assertThat(site.run("status")).isEqualTo(4);
        assertThat(site.results()).doesNotContain("BIP-P140");
        site.revoke("1.0.0");
        site.publish();
        says(4, "BIP-P140", "check");
        assertThat(site.results()).contains("It loses attachments.", "newer: 1.1.0");
        says(0, "1.0.0  current, on this machine, revoked", "release", "list");
        site.unplug();
        assertThat(site.run("status")).isEqualTo(4);
        assertThat(site.results()).contains("BIP-P140", "Act now: bipctl");
    }

    /** Whoever has the mirror may show a new root and keep back what it vouches for. */
    @Test
    void aRevocationOutlivesTheKeyThatSignedIt() throws Exception {
        site.offer("1.1.0");
        site.revoke("1.0.0");
        site.revoke("1.1.0");
        site.publish();
        assertThat(site.run("check")).isEqualTo(4);
        site.unpack("1.1.0");
        site.publisher.rotateKeys(Role.TARGETS);
        site.publisher.publish(Role.ROOT);
        site.show();
        refuses(20, "BIP-C120", "targets", "check");
        assertThat(site.trusted()).doesNotContainKey(Role.TARGETS);
        assertThat(site.run("status")).isEqualTo(4);
        assertThat(site.results()).contains("BIP-P140", "It loses attachments.");
        refuses(13, "BIP-P141", "It loses attachments.", "upgrade", "1.1.0", "--yes");
        // What only the old key said may have been said by a thief, and ends with the new word.
        site.custom("1.1.0").remove("revoked");
        site.publish();
        says(4, "newer: 1.1.0", "check");
        assertThat(site.results()).contains("BIP-P140");
    }

    @Test
    void channelShowsWhatThereIs() throws Exception {
        mending();
        site.offer("1.3.0", "candidate");
        site.revoke("1.1.0");
        site.publish();
        says(0, "Followed: stable.", "channel");
        assertThat(site.console.results())
                .contains(
                        "1.3.0     -          [candidate]",
                        "1.2.0     low        Mends the form.",
                        "1.0.0     -          [current]")
                .anySatisfy(it -> assertThat(it).startsWith("1.1.0     high       REVOKED 2026"));
        assertThat(site.run("channel", "--json")).isZero();
        assertThat(
                        site.results()
                                .replace(site.mirror.toString(), "ADDRESS")
                                .replaceFirst(
                                        "\"lastRefresh\":\"[^\"]+\"", "\"lastRefresh\":\"T\""))
                .isEqualTo(SignedSite.golden("channel.json"));
        site.unplug();
        assertThat(site.run("channel")).isEqualTo(22);
        assertThat(site.results())
                .contains("As it was known before", "1.2.0", "Last read and verified: ")
                .doesNotContain("Signed; last read");
        assertThat(site.warnings()).contains("BIP-C101");
    }

    @Test
    void candidatesAreFollowedWhenThatIsWanted() throws Exception {
        site.offer("1.1.0", "stable");
        site.offer("1.2.0", "candidate");
        site.publish();
        says(11, "newer: 1.1.0", "check");
        says(0, "Followed: candidate", "channel", "set", "candidate");
        says(11, "newer: 1.2.0", "check");
        site.standing("1.2.0");
        says(0, "Version 1.2.0, which is current, is a candidate", "channel", "set", "stable");
        says(0, "nothing newer", "check");
        refuses(2, "BIP-A103", "channel set stable", "channel", "set", "beta");
    }

    @Test
    void aChannelThatNobodySignedIsToldSo() throws Exception {
        Files.createDirectories(site.mirror);
        Files.writeString(
                site.mirror.resolve("index.json"),
                "{\"format\":\"bip-channel/v1\",\"releases\":[]}");
        says(0, "Not signed", "channel", "--unsigned");
        assertThat(site.results()).contains("It has no releases.");
    }
}

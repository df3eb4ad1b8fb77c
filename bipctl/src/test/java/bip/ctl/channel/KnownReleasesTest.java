package bip.ctl.channel;

import static org.assertj.core.api.Assertions.assertThat;

import bip.ctl.channel.Channel.Offer;
import bip.ctl.channel.ReleaseTerms.Severity;
import bip.ctl.release.ReleaseVersion;
import bip.ctl.support.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class KnownReleasesTest {

    private static final String REVOKED =
            ", \"revoked\": {\"at\": \"2026-11-20T09:00:00Z\", \"reason\": {\"en\": \"Why.\"}}";

    private static Offer offer(String version, String fields) throws Exception {
        byte[] custom =
                ("{\"channel\": [\"stable\"]" + fields + "}").getBytes(StandardCharsets.UTF_8);
        return new Offer(
                version(version),
                "a",
                "targets/a",
                1,
                "0".repeat(128),
                new TermsReader(Json.read(custom, 1_000)).read());
    }

    private static ReleaseVersion version(String text) {
        return ReleaseVersion.parse(text).orElseThrow();
    }

    private static String severity(String word) {
        return ", \"security\": {\"severity\": \"" + word + "\", \"cves\": [\"CVE-" + word + "\"]}";
    }

    @Test
    void aRevocationCountsWhereverItStands() throws Exception {
        var older = new KnownReleases(List.of(offer("1.0.0", ""), offer("1.2.0", "")));
        var newer = new KnownReleases(List.of(offer("1.0.0", REVOKED), offer("1.1.0", "")));
        for (KnownReleases both : List.of(older.and(newer), newer.and(older))) {
            assertThat(both.releases())
                    .extracting(Offer::version)
                    .containsExactly(version("1.0.0"), version("1.1.0"), version("1.2.0"));
            assertThat(both.findRevocation(version("1.0.0"))).isPresent();
            assertThat(both.findRevocation(version("1.2.0"))).isEmpty();
        }
    }

    @Test
    void whatIsOnlyRememberedRevokesAndTellsNothingElse() throws Exception {
        var why = offer("1.1.0", REVOKED).terms().revocation().orElseThrow();
        var known = new KnownReleases(List.of(offer("1.0.0", ""), offer("1.2.0", "")));
        var aside = new KnownReleases(List.of(), Map.of(version("1.1.0"), why));
        for (KnownReleases both : List.of(known.and(aside), aside.and(known))) {
            assertThat(both.findRevocation(version("1.1.0"))).contains(why);
            assertThat(both.find(version("1.1.0"))).isEmpty();
            assertThat(both.findRevocation(version("1.0.0"))).isEmpty();
            assertThat(both.mended(version("1.0.0"), version("1.2.0")).isFix()).isFalse();
        }
    }

    @Test
    void aJumpMendsWhatEachReleaseOnTheWayMends() throws Exception {
        var known =
                new KnownReleases(
                        List.of(
                                offer("1.0.0", severity("critical")),
                                offer("1.1.0", severity("high") + REVOKED),
                                offer("1.2.0", severity("low")),
                                offer("1.3.0", severity("critical"))));
        var mended = known.mended(version("1.0.0"), version("1.2.0"));
        assertThat(mended.severity()).isEqualTo(Severity.HIGH);
        assertThat(mended.cves()).containsExactly("CVE-high", "CVE-low");
        assertThat(known.mended(version("1.3.0"), version("1.3.0")).isFix()).isFalse();
    }
}

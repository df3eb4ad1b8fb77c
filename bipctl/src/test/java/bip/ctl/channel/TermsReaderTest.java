package bip.ctl.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bip.ctl.channel.ReleaseTerms.Severity;
import bip.ctl.release.ReleaseVersion;
import bip.ctl.support.Json;
import bip.ctl.support.JsonProblem;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TermsReaderTest {

    private static final String ALL =
            """
            {"channel": ["candidate", "stable"], "from": {"min": "1.0.0", "stops": ["1.4.0", "1.2.0"]},
             "schema": {"reads": [2, 5], "writes": 4}, "size_unpacked": 1234,
             "security": {"severity": "high", "cves": ["CVE-2026-1"]},
             "notes": {"pl": "nowe", "en": "new", "de": "neu"}, "later": [1],
             "revoked": {"at": "2026-11-25T10:00:00Z", "reason": {"pl": "gubi pliki", "en": "loses files"}}}
            """;

    @Test
    void readsAllThatTheContractNames() throws Exception {
        ReleaseTerms terms = read(ALL);

        assertThat(terms.channels()).containsExactly("candidate", "stable");
        assertThat(terms.from().orElseThrow().oldest()).isEqualTo(version("1.0.0"));
        assertThat(terms.schema().orElseThrow().reads().holds(5)).isTrue();
        assertThat(terms.schema().orElseThrow().reads().holds(6)).isFalse();
        assertThat(terms.schema().orElseThrow().writes()).isEqualTo(4);
        assertThat(terms.unpackedBytes()).isEqualTo(1234);
        assertThat(terms.security().severity()).isEqualTo(Severity.HIGH);
        assertThat(terms.security().cves()).containsExactly("CVE-2026-1");
        assertThat(terms.notes()).isEqualTo(Map.of("pl", "nowe", "en", "new"));
        assertThat(terms.revocation().orElseThrow().at())
                .isEqualTo(Instant.parse("2026-11-25T10:00:00Z"));
        assertThat(terms.revocation().orElseThrow().reasons()).containsEntry("en", "loses files");
    }

    @Test
    void whatIsNotSaidIsNotGuessed() throws Exception {
        ReleaseTerms terms = read("{\"channel\": [\"stable\"]}");

        assertThat(terms.from()).isEmpty();
        assertThat(terms.schema()).isEmpty();
        assertThat(terms.security().isFix()).isFalse();
        assertThat(terms.revocation()).isEmpty();
    }

    @Test
    void theNextStopIsTheFirstThatIsNewer() throws Exception {
        var from = read(ALL).from().orElseThrow();

        assertThat(from.findStopAfter(version("1.1.0"))).contains(version("1.2.0"));
        assertThat(from.findStopAfter(version("1.2.0"))).contains(version("1.4.0"));
        assertThat(from.findStopAfter(version("1.4.0"))).isEmpty();
    }

    @Test
    void aSeverityOfLaterTimesIsTheWorst() throws Exception {
        ReleaseTerms terms =
                read("{\"channel\": [\"stable\"], \"security\": {\"severity\": \"apocalyptic\"}}");

        assertThat(terms.security().severity()).isEqualTo(Severity.CRITICAL);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"channel\": \"stable\"}",
                "{\"channel\": [], \"from\": {\"min\": \"one\"}}",
                "{\"channel\": [], \"from\": {\"min\": \"1.0.0\", \"stops\": [\"two\"]}}",
                "{\"channel\": [], \"schema\": {\"reads\": [1], \"writes\": 1}}",
                "{\"channel\": [], \"schema\": {\"reads\": [2, 1], \"writes\": 1}}",
                "{\"channel\": [], \"schema\": {\"reads\": [1, \"2\"], \"writes\": 1}}",
                "{\"channel\": [], \"schema\": {\"reads\": [1, 2.5], \"writes\": 1}}",
                "{\"channel\": [], \"schema\": {\"reads\": [1, 2], \"writes\": -1}}",
                "{\"channel\": [], \"size_unpacked\": -1}",
                "{\"channel\": [], \"security\": {}}",
                "{\"channel\": [], \"notes\": {\"pl\": 1}}",
                "{\"channel\": [], \"content_hash\": \"3fa94c21\"}",
                "{\"channel\": [], \"revoked\": true}",
                "{\"channel\": [], \"revoked\": {\"at\": \"yesterday\"}}"
            })
    void refusesWhatIsNotAsTheContractSays(String custom) {
        assertThatThrownBy(() -> read(custom)).isInstanceOf(JsonProblem.class);
    }

    private static ReleaseTerms read(String custom) throws JsonProblem {
        return new TermsReader(Json.read(custom.getBytes(StandardCharsets.UTF_8), 10_000)).read();
    }

    private static ReleaseVersion version(String text) {
        return ReleaseVersion.parse(text).orElseThrow();
    }

    @Test
    void theWorstComesLast() {
        assertThat(List.of(Severity.values())).endsWith(Severity.HIGH, Severity.CRITICAL);
    }
}

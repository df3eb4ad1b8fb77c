package bip.packaging.publisher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What securesystemslib 1.4.0 makes of the same values. */
class CanonicalJsonTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{}|{}",
                "{\"a\": []}|{\"a\":[]}",
                "{\"A\": [99]}|{\"A\":[99]}",
                "{\"y\": 2, \"x\" : 3}|{\"x\":3,\"y\":2}",
                "{\"a\": [true, false, null, -7]}|{\"a\":[true,false,null,-7]}",
                "{\"n\": 100000000000000000000}|{\"n\":100000000000000000000}",
                "{\"b\": {\"d\": 1, \"c\": 2}}|{\"b\":{\"c\":2,\"d\":1}}",
                "{\"q\": \"a\\\"b\\\\c/d\"}|{\"q\":\"a\\\"b\\\\c/d\"}",
                "{\"p\": \"\\u017c\\u00f3\\u0142w\"}|{\"p\":\"żółw\"}",
            })
    void writesAsTheReferenceDoes(String json, String canonical) {
        assertThat(canonical(json)).isEqualTo(canonical);
    }

    @Test
    void hasTheHashThatTheReferenceHas() {
        String json =
                """
                {"b": [1, -2, 100000000000000000000],
                 "a": "zażółć \\"gęślą\\" \\\\jaźń", "\\ufffd": 1, "\\ud83d\\ude00": 2,
                 "Z": {"y": null, "x": true, "w": false},
                 "line": "a\\nb\\tc\\u0001/", "": [], "e": {}}
                """;
        assertThat(Digests.of(canonical(json).getBytes(StandardCharsets.UTF_8)).sha256())
                .isEqualTo("cb370d5e240aa59b5d528b96ea8b531ca4322773ac417a5402ebd920669d722b");
    }

    @Test
    void leavesControlCharactersAsTheyAre() {
        assertThat(canonical("{\"a\": \"1\\n2\\t3\\u0001\"}"))
                .isEqualTo("{\"a\":\"1\n2\t3\u0001\"}");
    }

    @Test
    void sortsByCodePointAndNotByHalvesOfPairs() {
        // U+FFFD is before U+1F600, whose first half is D83D.
        assertThat(canonical("{\"\\ud83d\\ude00\": 1, \"\\ufffd\": 2}"))
                .isEqualTo("{\"\ufffd\":2,\"\ud83d\ude00\":1}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"a\": 1.0}", "{\"a\": 1e3}", "{\"a\": \"\\ud83d\"}"})
    void refusesWhatHasNoCanonicalForm(String json) {
        assertThatThrownBy(() -> canonical(json))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no canonical form");
    }

    @Test
    void namesAKeyAsTheReferenceDoes() {
        // The first key of RFC 8032, 7.1.
        var key =
                new PublicHalf("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a");
        assertThat(key.id().hex())
                .isEqualTo("74c181c7ad8a0855d4b55e44d2ba87aabdddb196832571f15f92fece332e4916");
    }

    @Test
    void verifiesTheSignatureOfTheStandard() {
        var key =
                new PublicHalf("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a");
        String signature =
                "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e06522490155"
                        + "5fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b";
        assertThat(key.verifies(new byte[0], signature)).isTrue();
        assertThat(key.verifies(new byte[] {1}, signature)).isFalse();
        assertThat(key.verifies(new byte[0], signature.substring(2))).isFalse();
        assertThat(key.verifies(new byte[0], "no hex")).isFalse();
    }

    private static String canonical(String json) {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        return new String(
                CanonicalJson.encode(Json.parseObject(bytes, "test")), StandardCharsets.UTF_8);
    }
}

package bip.ctl.trust;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bip.ctl.support.Json;
import bip.ctl.support.JsonProblem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Expected spellings are those of python-securesystemslib's {@code encode_canonical}. */
class CanonicalJsonTest {

    private static String encode(String json) throws JsonProblem {
        byte[] document = json.getBytes(UTF_8);
        return new String(CanonicalJson.encode(Json.read(document, document.length)), UTF_8);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{}                               | {}",
                "{ \"b\" : 1 , \"a\" : [ ] }      | {\"a\":[],\"b\":1}",
                "{\"a\":[1,2,{\"c\":{},\"b\":[]}]} | {\"a\":[1,2,{\"b\":[],\"c\":{}}]}",
                "{\"a\":true,\"b\":false,\"c\":null} | {\"a\":true,\"b\":false,\"c\":null}",
                "{\"a\":-0}                       | {\"a\":0}",
                "{\"a\":-12}                      | {\"a\":-12}",
                "{\"a\":9223372036854775808}      | {\"a\":9223372036854775808}",
                "{\"a\":\"\\u0041\\/\"}           | {\"a\":\"A/\"}",
                "{\"a\":\"\\\"\\\\\"}             | {\"a\":\"\\\"\\\\\"}",
                "{\"\\\"\":\"\"}                  | {\"\\\"\":\"\"}",
                "{\"B\":1,\"a\":2,\"A\":3,\"\":4} | {\"\":4,\"A\":3,\"B\":1,\"a\":2}",
                "{\"a\":\"\\u017c\"}              | {\"a\":\"\u017c\"}",
            })
    void hasOneSpelling(String json, String canonical) throws JsonProblem {
        assertThat(encode(json)).isEqualTo(canonical);
    }

    /** As they are, not escaped: this is why canonical JSON is not quite JSON. */
    @Test
    void leavesControlCharactersAlone() throws JsonProblem {
        assertThat(encode("{\"a\":\"x\\n\\t\\u0000\\u007f\"}"))
                .isEqualTo("{\"a\":\"x\n\t\u0000\u007f\"}");
    }

    /** U+FFFD before U+1F600, which Java's own order turns round. */
    @Test
    void ordersNamesByCodePoint() throws JsonProblem {
        assertThat(encode("{\"\\ud83d\\ude00\":1,\"\\ufffd\":2}"))
                .isEqualTo("{\"\ufffd\":2,\"\ud83d\ude00\":1}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\":1.0}",
                "{\"a\":1e3}",
                "{\"a\":[{\"b\":0.5}]}",
                "{\"a\":\"\\ud800\"}",
                "{\"\\udc00\":1}",
                "{\"a\":\"\\udc00\\ud800\"}",
            })
    void refusesWhatHasNoSpellingOfItsOwn(String json) {
        assertThatThrownBy(() -> encode(json)).isInstanceOf(JsonProblem.class);
    }
}

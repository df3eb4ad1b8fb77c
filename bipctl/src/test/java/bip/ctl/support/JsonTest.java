package bip.ctl.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {

    @Test
    void readsWhatItWrote() throws JsonProblem {
        var value = new LinkedHashMap<String, Object>();
        value.put("text", "\u017c\u00f3\u0142w \"quoted\"\n");
        value.put("number", 1L << 40);
        value.put("great", BigInteger.TWO.pow(100));
        value.put("yes", true);
        value.put("list", List.of("a", "b"));
        value.put("objects", List.of(Map.of("size", 3)));
        JsonObject read = read(new String(Json.write(value), StandardCharsets.UTF_8));
        assertThat(read.string("text")).isEqualTo("\u017c\u00f3\u0142w \"quoted\"\n");
        assertThat(read.integer("number", 0, Long.MAX_VALUE)).isEqualTo(1L << 40);
        assertThat(read.bool("yes")).isTrue();
        assertThat(read.strings("list")).containsExactly("a", "b");
        assertThat(read.objects("objects").getFirst().integer("size", 0, 9)).isEqualTo(3);
        assertThat(read.findString("none")).isEmpty();
        assertThat(read.findObject("none")).isEmpty();
        assertThat(read.names())
                .containsExactly("text", "number", "great", "yes", "list", "objects");
        assertThat(read.fields()).containsEntry("great", BigInteger.TWO.pow(100));
        assertThat(Json.write(read.fields())).isEqualTo(Json.write(value));
    }

    /** What was verified stays what was verified. */
    @Test
    void whatWasReadCannotBeChanged() throws JsonProblem {
        JsonObject read = read("{\"a\":{\"b\":1},\"c\":[1]}");
        assertThatThrownBy(() -> read.fields().clear())
                .isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> read.names().clear())
                .isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> read.object("a").fields().put("b", 2))
                .isInstanceOf(UnsupportedOperationException.class);
        assertThat((List<?>) read.fields().get("c")).isUnmodifiable();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{",
                "{}{}",
                "{\"a\":1,\"a\":2}",
                "{\"a\":{\"b\":1,\"b\":1}}",
                "{a:1}",
                "{\"a\":NaN}",
                "{\"a\":1,}",
                "{} x",
                "\ufeff{",
                "{\"a\":[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]}"
            })
    void refuses(String document) {
        assertThat(catchThrowableOfType(JsonProblem.class, () -> read(document))).isNotNull();
    }

    @Test
    void writesAPathAsTextThoughItIsIterable() {
        byte[] written = Json.write(Map.of("failure", List.of(Path.of("/opt/bip"))));
        assertThat(new String(written, StandardCharsets.UTF_8))
                .isEqualTo("{\"failure\":[\"/opt/bip\"]}");
    }

    @Test
    void saysWhereAFieldIsWrong() throws JsonProblem {
        JsonObject read = read("{\"files\":[{\"size\":1},{\"size\":\"2\"}],\"n\":1.5,\"big\":9e9}");
        JsonObject second = read.objects("files").get(1);
        assertThat(problem(() -> second.integer("size", 0, 9)))
                .isEqualTo("files[1].size is not a number");
        assertThat(problem(() -> second.string("path"))).isEqualTo("files[1].path is missing");
        assertThat(problem(() -> read.integer("n", 0, 9)))
                .isEqualTo("n is not a whole number from 0 to 9");
        assertThat(problem(() -> read.integer("big", 0, 9)))
                .isEqualTo("big is not a whole number from 0 to 9");
        assertThat(problem(() -> read.bool("n"))).isEqualTo("n is not true or false");
        assertThat(problem(() -> read.object("n"))).isEqualTo("n is not an object");
        assertThat(problem(() -> read.objects("n"))).isEqualTo("n is not a list");
        assertThat(problem(() -> read.strings("files")))
                .isEqualTo("files is not a list of strings");
        assertThat(problem(() -> read.string("n"))).isEqualTo("n is not a string");
    }

    @Test
    void refusesNumbersBeyondLong() throws JsonProblem {
        JsonObject read = read("{\"n\":123456789012345678901234567890}");
        assertThat(problem(() -> read.integer("n", 0, Long.MAX_VALUE))).startsWith("n is not");
    }

    @Test
    void refusesDocumentLongerThanAllowedUnread() {
        byte[] document = new byte[101];
        Arrays.fill(document, (byte) ' ');
        var problem = catchThrowableOfType(JsonProblem.class, () -> Json.read(document, 100));
        assertThat(problem.reason()).isEqualTo(Phrase.of("json.tooLong", 100));
    }

    private interface Asking {
        void ask() throws JsonProblem;
    }

    private static String problem(Asking asking) {
        var problem = catchThrowableOfType(JsonProblem.class, asking::ask);
        return new Failures(new Messages(Locale.ENGLISH)).text(problem.reason());
    }

    private static JsonObject read(String document) throws JsonProblem {
        return Json.read(document.getBytes(StandardCharsets.UTF_8), 1000);
    }
}

package bip.ctl.trust;

import bip.ctl.support.JsonObject;
import bip.ctl.support.JsonProblem;
import bip.ctl.support.Phrase;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The one spelling of a JSON value over which keys are named and signatures made: OLPC's canonical
 * JSON as python-securesystemslib writes it. No space; names in the order of their code points; in
 * texts only the quotation mark and the backslash are escaped, so a line end stands as it is; no
 * fractions.
 */
final class CanonicalJson {

    private final StringBuilder out = new StringBuilder();

    private CanonicalJson() {}

    /**
     * UTF-8.
     *
     * @throws JsonProblem if it holds a fraction, or a text with half a surrogate pair: two such
     *     values would have one spelling
     */
    static byte[] encode(JsonObject object) throws JsonProblem {
        var canonical = new CanonicalJson();
        canonical.map(object.fields());
        return canonical.bytes();
    }

    private byte[] bytes() throws JsonProblem {
        try {
            // A new encoder reports what String.getBytes would replace.
            ByteBuffer encoded = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(out));
            byte[] bytes = new byte[encoded.remaining()];
            encoded.get(bytes);
            return bytes;
        } catch (CharacterCodingException e) {
            var problem = new JsonProblem(Phrase.of("trust.surrogate"));
            problem.initCause(e);
            throw problem;
        }
    }

    private void value(@Nullable Object value) throws JsonProblem {
        switch (value) {
            case null -> out.append("null");
            case Map<?, ?> map -> map(map);
            case List<?> list -> list(list);
            case String text -> text(text);
            case Boolean truth -> out.append(truth);
            case Integer number -> out.append(number);
            case Long number -> out.append(number);
            case BigInteger number -> out.append(number);
            default -> throw new JsonProblem(Phrase.of("trust.fraction"));
        }
    }

    private void map(Map<?, ?> map) throws JsonProblem {
        out.append('{');
        Iterator<String> names =
                map.keySet().stream()
                        .map(String::valueOf)
                        .sorted(CanonicalJson::byCodePoints)
                        .iterator();
        while (names.hasNext()) {
            String name = names.next();
            text(name);
            out.append(':');
            value(map.get(name));
            comma(names);
        }
        out.append('}');
    }

    private void list(List<?> list) throws JsonProblem {
        out.append('[');
        Iterator<?> values = list.iterator();
        while (values.hasNext()) {
            value(values.next());
            comma(values);
        }
        out.append(']');
    }

    private void comma(Iterator<?> rest) {
        if (rest.hasNext()) {
            out.append(',');
        }
    }

    private void text(String text) {
        out.append('"').append(text.replace("\\", "\\\\").replace("\"", "\\\"")).append('"');
    }

    /** Java compares by UTF-16 units, which puts what is beyond U+FFFF before U+E000; UTF-8 not. */
    private static int byCodePoints(String one, String other) {
        return Arrays.compareUnsigned(
                one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }
}

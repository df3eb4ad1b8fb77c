package bip.packaging.publisher;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * The one form of a JSON value that is signed and hashed, byte for byte as securesystemslib makes
 * it: no white space, names in order of their code points, integers only, and no character escaped
 * but quotation mark and backslash. A line break stands in it as itself, so the form is not always
 * JSON: it is only ever hashed, never stored.
 */
final class CanonicalJson {

    // UTF-8 sorts as code points do; String.compareTo sorts by halves of surrogate pairs.
    private static final Comparator<String> BY_CODE_POINT =
            Comparator.comparing(CanonicalJson::utf8, Arrays::compareUnsigned);

    private CanonicalJson() {}

    /**
     * @throws IllegalArgumentException for a fraction or half a surrogate pair, which have no
     *     canonical form
     */
    static byte[] encode(JsonNode value) {
        var text = new StringBuilder();
        append(text, value);
        return utf8(text);
    }

    private static void append(StringBuilder text, JsonNode value) {
        if (value.isObject()) {
            appendObject(text, value);
        } else if (value.isArray()) {
            appendArray(text, value);
        } else if (value.isString()) {
            appendString(text, value.stringValue());
        } else if (value.isIntegralNumber()) {
            text.append(value.bigIntegerValue());
        } else if (value.isBoolean()) {
            text.append(value.booleanValue());
        } else if (value.isNull()) {
            text.append("null");
        } else {
            throw new IllegalArgumentException(value + " has no canonical form");
        }
    }

    private static void appendObject(StringBuilder text, JsonNode object) {
        List<Map.Entry<String, JsonNode>> fields =
                object.properties().stream()
                        .sorted(Map.Entry.comparingByKey(BY_CODE_POINT))
                        .toList();
        String separator = "{";
        for (var field : fields) {
            text.append(separator);
            appendString(text, field.getKey());
            text.append(':');
            append(text, field.getValue());
            separator = ",";
        }
        text.append(fields.isEmpty() ? "{}" : "}");
    }

    private static void appendArray(StringBuilder text, JsonNode array) {
        String separator = "[";
        for (JsonNode element : array) {
            text.append(separator);
            append(text, element);
            separator = ",";
        }
        text.append(array.isEmpty() ? "[]" : "]");
    }

    private static void appendString(StringBuilder text, String string) {
        text.append('"').append(string.replace("\\", "\\\\").replace("\"", "\\\"")).append('"');
    }

    private static byte[] utf8(CharSequence text) {
        try {
            ByteBuffer bytes = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
            byte[] copy = new byte[bytes.remaining()];
            bytes.get(copy);
            return copy;
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("half a surrogate pair has no canonical form", e);
        }
    }
}

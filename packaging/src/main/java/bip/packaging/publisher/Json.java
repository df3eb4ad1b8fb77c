package bip.packaging.publisher;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** JSON files as this room reads and writes them. */
final class Json {

    private static final JsonMapper MAPPER =
            JsonMapper.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .build();

    private Json() {}

    static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    /**
     * @param where the file, for the message
     * @throws Refusal if the bytes are not one JSON object without duplicate names
     */
    static JsonNode parseObject(byte[] bytes, String where) {
        JsonNode node;
        try {
            node = MAPPER.readTree(bytes);
        } catch (JacksonException e) {
            throw notAnObject(where, e.getOriginalMessage());
        }
        if (!node.isObject()) {
            throw notAnObject(where, "it holds something else");
        }
        return node;
    }

    private static Refusal notAnObject(String where, String why) {
        return Refusal.before(
                where + " is no JSON object: " + why, "Take an undamaged copy of that file.");
    }

    /** Indented by two spaces and ended by a line break: those who sign a root read it first. */
    static byte[] write(JsonNode node) {
        // The system's own line end would make other bytes on another system.
        var indenter = new DefaultIndenter("  ", "\n");
        var printer =
                new DefaultPrettyPrinter().withObjectIndenter(indenter).withArrayIndenter(indenter);
        byte[] text = MAPPER.writer().with(printer).writeValueAsBytes(node);
        byte[] line = Arrays.copyOf(text, text.length + 1);
        line[text.length] = "\n".getBytes(StandardCharsets.UTF_8)[0];
        return line;
    }
}

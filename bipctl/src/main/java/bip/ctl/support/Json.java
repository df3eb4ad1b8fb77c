package bip.ctl.support;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

/**
 * JSON documents in and out, as plain values: maps in order, lists, strings, longs, doubles,
 * booleans. Uses the streaming parser alone, because data binding would cost start-up time.
 */
public final class Json {

    /** Our documents nest 4 deep; more is not one of ours. */
    private static final int MAX_DEPTH = 16;

    private static final JsonFactory FACTORY =
            JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .streamReadConstraints(
                            StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
                    .build();

    private Json() {}

    /**
     * Reads one document whose outermost value is an object.
     *
     * @param maxBytes longer documents are refused unread
     * @throws JsonProblem if it is too long, is not JSON, names a key twice, or goes on after its
     *     end
     */
    public static JsonObject read(byte[] document, int maxBytes) throws JsonProblem {
        if (document.length > maxBytes) {
            throw new JsonProblem(Phrase.of("json.tooLong", maxBytes));
        }
        try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), document)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new JsonProblem(Phrase.of("json.notAnObject"));
            }
            var object = new JsonObject("", object(parser));
            if (parser.nextToken() != null) {
                throw new JsonProblem(Phrase.of("json.goesOn"));
            }
            return object;
        } catch (JacksonException e) {
            throw malformed(e);
        }
    }

    private static JsonProblem malformed(JacksonException e) {
        var where = e.getLocation();
        var problem =
                new JsonProblem(
                        Phrase.of(
                                "json.malformed",
                                where == null ? 0 : where.getLineNr(),
                                where == null ? 0 : where.getColumnNr()));
        problem.initCause(e);
        return problem;
    }

    private static Map<String, @Nullable Object> object(JsonParser parser) {
        var object = new LinkedHashMap<String, @Nullable Object>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            parser.nextToken();
            object.put(name, value(parser));
        }
        return Collections.unmodifiableMap(object);
    }

    private static List<@Nullable Object> list(JsonParser parser) {
        var list = new ArrayList<@Nullable Object>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            list.add(value(parser));
        }
        return Collections.unmodifiableList(list);
    }

    private static @Nullable Object value(JsonParser parser) {
        return switch (parser.currentToken()) {
            case START_OBJECT -> object(parser);
            case START_ARRAY -> list(parser);
            case VALUE_STRING -> parser.getString();
            case VALUE_NUMBER_INT -> parser.getNumberValue();
            case VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> null;
            default -> throw new IllegalStateException("unexpected " + parser.currentToken());
        };
    }

    /**
     * One line of JSON without a line end.
     *
     * @param value maps with string keys, collections, strings, numbers, booleans, null; anything
     *     else (a path, say) is written as its {@code toString}
     */
    public static byte[] write(Map<String, ?> value) {
        var out = new ByteArrayOutputStream();
        try (JsonGenerator generator = FACTORY.createGenerator(ObjectWriteContext.empty(), out)) {
            writeValue(generator, value);
        }
        return out.toByteArray();
    }

    private static void writeValue(JsonGenerator generator, @Nullable Object value) {
        switch (value) {
            case null -> generator.writeNull();
            case Map<?, ?> map -> writeObject(generator, map);
            case Collection<?> list -> writeList(generator, list);
            case Boolean truth -> generator.writeBoolean(truth);
            case Integer number -> generator.writeNumber(number);
            case Long number -> generator.writeNumber(number);
            case BigInteger number -> generator.writeNumber(number);
            case Double number -> generator.writeNumber(number);
            default -> generator.writeString(value.toString());
        }
    }

    private static void writeObject(JsonGenerator generator, Map<?, ?> map) {
        generator.writeStartObject();
        map.forEach((name, value) -> {
            generator.writeName(String.valueOf(name));
            writeValue(generator, value);
        });
        generator.writeEndObject();
    }

    private static void writeList(JsonGenerator generator, Collection<?> list) {
        generator.writeStartArray();
        list.forEach(value -> writeValue(generator, value));
        generator.writeEndArray();
    }
}

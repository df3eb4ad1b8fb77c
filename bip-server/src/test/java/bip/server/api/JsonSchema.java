package bip.server.api;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/**
 * As much of JSON Schema 2020-12 as the description uses. A field that the schema does not name is
 * a fault here, although programs are told to pass over it: so the description stays complete.
 */
final class JsonSchema {
    private final JsonNode document;

    /** Schemas in {@code document}, an OpenAPI description. */
    JsonSchema(JsonNode document) {
        this.document = document;
    }

    /** What of {@code value} is not as {@code schema} says; empty when all is. */
    List<String> faults(JsonNode schema, JsonNode value) {
        List<String> faults = new ArrayList<>();
        check(schema, value, "$", faults);
        return faults;
    }

    /** What a {@code $ref} names; other nodes as they are. */
    JsonNode resolve(JsonNode node) {
        if (!node.has("$ref")) {
            return node;
        }
        JsonNode found = document.at(node.get("$ref").asString().substring(1));
        if (found.isMissingNode()) {
            throw new AssertionError("nothing is at " + node.get("$ref"));
        }
        return found;
    }

    private void check(JsonNode given, JsonNode value, String place, List<String> faults) {
        JsonNode schema = resolve(given);
        if (schema.has("anyOf")) {
            boolean isOne =
                    StreamSupport.stream(schema.get("anyOf").spliterator(), false)
                            .anyMatch(one -> faults(one, value).isEmpty());
            if (!isOne) {
                faults.add(place + " is none of those allowed");
            }
            return;
        }
        if (!hasType(schema.get("type"), value)) {
            faults.add(place + " is " + value + ", not " + schema.get("type"));
            return;
        }
        if (schema.has("enum") && !contains(schema.get("enum"), value)) {
            faults.add(place + " is " + value + ", not one of " + schema.get("enum"));
        }
        if (schema.has("pattern")
                && value.isString()
                && !value.asString().matches(schema.get("pattern").asString())) {
            faults.add(place + " does not match " + schema.get("pattern"));
        }
        if (schema.has("format") && value.isString()) {
            checkFormat(schema.get("format").asString(), value.asString(), place, faults);
        }
        if (value.isArray()) {
            for (int index = 0; index < value.size(); index++) {
                check(schema.get("items"), value.get(index), place + "[" + index + "]", faults);
            }
        }
        if (value.isObject() && schema.has("properties")) {
            checkObject(schema, value, place, faults);
        }
    }

    private void checkObject(JsonNode schema, JsonNode value, String place, List<String> faults) {
        for (JsonNode name : schema.get("required")) {
            if (!value.has(name.asString())) {
                faults.add(place + " has no " + name);
            }
        }
        value.properties()
                .forEach(field -> {
                    JsonNode property = schema.get("properties").get(field.getKey());
                    String where = place + "." + field.getKey();
                    if (property == null) {
                        faults.add(where + " is not described");
                    } else {
                        check(property, field.getValue(), where, faults);
                    }
                });
    }

    private static void checkFormat(String format, String text, String place, List<String> faults) {
        try {
            switch (format) {
                case "date-time" -> java.time.Instant.parse(text);
                case "uri-reference" -> new java.net.URI(text);
                default -> faults.add(place + " has an unknown format " + format);
            }
        } catch (java.time.DateTimeException | java.net.URISyntaxException e) {
            faults.add(place + " is no " + format + ": " + text);
        }
    }

    private static boolean contains(JsonNode list, JsonNode value) {
        return StreamSupport.stream(list.spliterator(), false).anyMatch(value::equals);
    }

    private static boolean hasType(JsonNode type, JsonNode value) {
        if (type.isArray()) {
            return StreamSupport.stream(type.spliterator(), false)
                    .anyMatch(one -> hasType(one, value));
        }
        return switch (type.asString()) {
            case "object" -> value.isObject();
            case "array" -> value.isArray();
            case "string" -> value.isString();
            case "integer" -> value.isIntegralNumber();
            case "boolean" -> value.isBoolean();
            case "null" -> value.isNull();
            default -> false;
        };
    }
}

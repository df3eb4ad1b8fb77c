package bip.packaging.publisher;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;

/**
 * The fields of a JSON object, each read as what it must be.
 *
 * @param where the file and the place in it, for messages
 */
record Fields(JsonNode node, String where) {

    Fields {
        if (!node.isObject()) {
            throw wrong(where, "is no object");
        }
    }

    boolean has(String name) {
        return node.has(name);
    }

    Fields object(String name) {
        return new Fields(get(name), where + "." + name);
    }

    String text(String name) {
        JsonNode value = get(name);
        if (!value.isString()) {
            throw wrong(where + "." + name, "is no text");
        }
        return value.stringValue();
    }

    /** Lower-case hex digits that stand for {@code bytes} bytes. */
    String hex(String name, int bytes) {
        String text = text(name);
        if (text.length() != 2 * bytes || !text.chars().allMatch(Fields::isHexDigit)) {
            throw wrong(where + "." + name, "is not " + 2 * bytes + " lower-case hex digits");
        }
        return text;
    }

    private static boolean isHexDigit(int letter) {
        return HexFormat.isHexDigit(letter) && !Character.isUpperCase(letter);
    }

    long number(String name, long least, long most) {
        JsonNode value = get(name);
        if (!value.isIntegralNumber()
                || !value.canConvertToLong()
                || value.longValue() < least
                || value.longValue() > most) {
            throw wrong(where + "." + name, "is no whole number of " + least + " to " + most);
        }
        return value.longValue();
    }

    Instant instant(String name) {
        try {
            return Instant.parse(text(name));
        } catch (DateTimeException e) {
            throw wrong(where + "." + name, "is no time such as 2026-01-31T12:00:00Z");
        }
    }

    List<String> texts(String name) {
        var texts = new ArrayList<String>();
        for (JsonNode element : array(name)) {
            if (!element.isString()) {
                throw wrong(where + "." + name, "holds something that is no text");
            }
            texts.add(element.stringValue());
        }
        return texts;
    }

    List<Fields> objects(String name) {
        var objects = new ArrayList<Fields>();
        for (JsonNode element : array(name)) {
            objects.add(new Fields(element, where + "." + name + "[" + objects.size() + "]"));
        }
        return objects;
    }

    Collection<String> names() {
        return node.propertyNames();
    }

    /** Refuses any field that is not in {@code known}: writing the object anew would lose it. */
    void only(Set<String> known) {
        var unknown = new TreeSet<>(node.propertyNames());
        unknown.removeAll(known);
        if (!unknown.isEmpty()) {
            throw wrong(where, "has " + unknown + ", which this publisher does not know");
        }
    }

    /** Makes a value of this object, whose own check may refuse it. */
    <T> T checked(Supplier<T> value) {
        try {
            return value.get();
        } catch (IllegalArgumentException e) {
            throw wrong(where, "is wrong: " + e.getMessage());
        }
    }

    private JsonNode get(String name) {
        JsonNode value = node.get(name);
        if (value == null) {
            throw wrong(where, "has no field " + name);
        }
        return value;
    }

    private JsonNode array(String name) {
        JsonNode value = get(name);
        if (!value.isArray()) {
            throw wrong(where + "." + name, "is no list");
        }
        return value;
    }

    static Refusal wrong(String where, String what) {
        return Refusal.before(
                where + " " + what, "Take an undamaged copy, or one that this publisher wrote.");
    }
}

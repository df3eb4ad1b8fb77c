package bip.ctl.support;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An object of a JSON document that was read. Fields that nobody asks for do not matter. */
public final class JsonObject {

    private final String path;
    private final Map<String, @Nullable Object> fields;

    /**
     * An object inside a document.
     *
     * @param path of this object in its document, for messages: {@code files[3].}
     */
    JsonObject(String path, Map<String, @Nullable Object> fields) {
        this.path = path;
        this.fields = fields;
    }

    /** The names it has, in the order of the document. */
    public Set<String> names() {
        return Collections.unmodifiableSet(fields.keySet());
    }

    /**
     * All of it as plain values, in the order of the document, whatever the fields are: maps,
     * lists, strings, numbers, booleans, null. None of it can be changed.
     */
    public Map<String, @Nullable Object> fields() {
        return Collections.unmodifiableMap(fields);
    }

    /** Where a field of this object is in its document: {@code files[3].size}. */
    public String pathOf(String name) {
        return path + name;
    }

    public String string(String name) throws JsonProblem {
        return get(name, String.class, "json.wantsString");
    }

    /** Empty when it is missing or null. */
    public Optional<String> findString(String name) throws JsonProblem {
        return has(name) ? Optional.of(string(name)) : Optional.empty();
    }

    public boolean bool(String name) throws JsonProblem {
        return get(name, Boolean.class, "json.wantsBoolean");
    }

    /** A whole number from {@code least} to {@code most}. */
    public long integer(String name, long least, long most) throws JsonProblem {
        Number number = get(name, Number.class, "json.wantsNumber");
        boolean whole = number instanceof Integer || number instanceof Long;
        if (!whole || number.longValue() < least || number.longValue() > most) {
            throw problem("json.wantsNumberBetween", name, least, most);
        }
        return number.longValue();
    }

    public JsonObject object(String name) throws JsonProblem {
        return asObject(pathOf(name), fields.get(name));
    }

    /** Empty when it is missing or null. */
    public Optional<JsonObject> findObject(String name) throws JsonProblem {
        return has(name) ? Optional.of(object(name)) : Optional.empty();
    }

    /** A list whose every element is an object. */
    public List<JsonObject> objects(String name) throws JsonProblem {
        List<?> list = list(name);
        var objects = new ArrayList<JsonObject>(list.size());
        for (int i = 0; i < list.size(); i++) {
            objects.add(asObject(pathOf(name) + "[" + i + "]", list.get(i)));
        }
        return objects;
    }

    /** A list whose every element is a string. */
    public List<String> strings(String name) throws JsonProblem {
        var strings = new ArrayList<String>();
        for (Object element : list(name)) {
            if (!(element instanceof String string)) {
                throw problem("json.wantsStrings", name);
            }
            strings.add(string);
        }
        return strings;
    }

    /** A list whose every element is a whole number from {@code least} to {@code most}. */
    public List<Long> integers(String name, long least, long most) throws JsonProblem {
        var integers = new ArrayList<Long>();
        for (Object element : list(name)) {
            boolean isWhole = element instanceof Integer || element instanceof Long;
            long number = isWhole ? ((Number) element).longValue() : 0;
            if (!isWhole || number < least || number > most) {
                throw problem("json.wantsIntegers", name, least, most);
            }
            integers.add(number);
        }
        return integers;
    }

    /** Whether it is there and not null. */
    public boolean has(String name) {
        return fields.get(name) != null;
    }

    private List<?> list(String name) throws JsonProblem {
        return get(name, List.class, "json.wantsList");
    }

    private <T> T get(String name, Class<T> type, String complaint) throws JsonProblem {
        Object value = fields.get(name);
        if (value == null) {
            throw problem("json.missing", name);
        }
        if (!type.isInstance(value)) {
            throw problem(complaint, name);
        }
        return type.cast(value);
    }

    private JsonProblem problem(String complaint, String name, Object... more) {
        var arguments = new ArrayList<Object>(List.of(pathOf(name)));
        arguments.addAll(List.of(more));
        return new JsonProblem(new Phrase(complaint, arguments));
    }

    @SuppressWarnings("unchecked") // the reader makes maps with string keys only
    private static JsonObject asObject(String path, @Nullable Object value) throws JsonProblem {
        if (!(value instanceof Map<?, ?> map)) {
            throw new JsonProblem(Phrase.of("json.wantsObject", path));
        }
        return new JsonObject(path + ".", (Map<String, @Nullable Object>) map);
    }
}

package bip.server.account;

import bip.server.text.Visible;
import bip.server.web.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What somebody typed into a form that could not be taken, carried through signing in so that it is
 * not lost.
 *
 * @param path where the form was to go; empty when nothing is kept
 */
record KeptFields(String path, List<Field> fields) {
    /** Their names, so that they do not meet those of the sign-in form. */
    private static final String PREFIX = "zachowane.";

    private static final String PATH = "zachowane";

    /** What the fields that hold text are called where they are filled in. */
    private static final Map<String, String> LABELS =
            Map.of(
                    "login", "Login",
                    "tytul", "Tytuł",
                    "tresc", "Treść",
                    "powod", "Powód zmiany");

    record Field(String name, String value) {}

    /** A text with what its field is called. */
    record Text(String label, String value) {}

    /** The fields that hold a text somebody typed, but no password. */
    List<Text> texts() {
        return fields.stream()
                .filter(field -> LABELS.containsKey(field.name) && !field.value.isBlank())
                .map(field -> new Text(LABELS.getOrDefault(field.name, ""), field.value))
                .toList();
    }

    /** The fields of a form as it was sent. */
    static KeptFields typed(Request request) {
        return new KeptFields(request.path(), fields(request.form(), ""));
    }

    /** What came back with the sign-in form. */
    static KeptFields carried(Request request) {
        String path = LocalPath.orElse(request.field(PATH), "");
        return new KeptFields(path, path.isEmpty() ? List.of() : fields(request.form(), PREFIX));
    }

    /** To be put into a form as hidden fields. */
    List<Field> hidden() {
        List<Field> hidden = new ArrayList<>();
        if (!path.isEmpty()) {
            hidden.add(new Field(PATH, path));
            fields.forEach(field -> hidden.add(new Field(PREFIX + field.name, field.value)));
        }
        return hidden;
    }

    private static List<Field> fields(Map<String, List<String>> form, String prefix) {
        List<Field> fields = new ArrayList<>();
        form.forEach((name, values) -> {
            if (name.startsWith(prefix) && !name.equals(Request.FORM_TOKEN)) {
                fields.add(
                        new Field(
                                Visible.line(name.substring(prefix.length())),
                                Visible.withoutControls(values.getFirst())));
            }
        });
        return fields;
    }
}

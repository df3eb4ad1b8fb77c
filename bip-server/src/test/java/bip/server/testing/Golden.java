package bip.server.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The examples in {@code docs/contract/golden}, and what a document has in common with them. */
public final class Golden {
    private static final Path FOLDER = Path.of("..", "docs", "contract", "golden");
    private static final JsonMapper JSON = new JsonMapper();

    private Golden() {}

    /** The lines of an example; one for a document that is not NDJSON. */
    public static List<String> lines(String file) throws IOException {
        return Files.readAllLines(FOLDER.resolve(file));
    }

    /** Fields of the one document in an example. */
    public static Set<String> fieldsOfFile(String file) throws IOException {
        return fieldsOf(Files.readString(FOLDER.resolve(file)));
    }

    /**
     * The paths of all values with their types, e.g. {@code checks[].state:STRING}; the format's
     * name with its value.
     */
    public static Set<String> fieldsOf(String document) {
        Set<String> fields = new TreeSet<>();
        collect("", JSON.readTree(document), fields);
        return fields;
    }

    private static void collect(String path, JsonNode node, Set<String> fields) {
        if (node.isObject()) {
            node.properties()
                    .forEach(field ->
                            collect(path + "." + field.getKey(), field.getValue(), fields));
        } else if (node.isArray()) {
            node.forEach(element -> collect(path + "[]", element, fields));
        } else {
            boolean isFormat = path.equals(".format") || path.equals(".kind");
            fields.add(path + ":" + (isFormat ? node.asString() : node.getNodeType()));
        }
    }
}

package bip.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/**
 * Names of all parameters and fields that the product asks for, found in its code, its forms and
 * its own description of the interface for programs: one that is added later is fuzzed without
 * anybody thinking of it.
 */
final class FuzzedParameters {
    private static final Path MAIN = Path.of("src", "main");

    /** A room asks for a name that stands there, in a constant, or came from elsewhere. */
    private static final Pattern ASKED =
            Pattern.compile("\\.(?:queryParameter|field)\\(\\s*(?:\"([^\"]+)\"|([\\w.]+))");

    /** Asked for in a helper: then every short word in that file may be a name. */
    private static final Pattern WORD = Pattern.compile("\"([a-z_-]{1,20}\\.?)\"");

    private static final Pattern IN_FORMS =
            Pattern.compile("<(?:input|select|textarea|button)\\b[^>]*?\\sname=\"([^\"$]+)\"");

    private FuzzedParameters() {}

    /** Sorted. */
    static List<String> find() throws IOException {
        Set<String> names = new TreeSet<>();
        for (Path file : files(MAIN.resolve("java"), ".java")) {
            addAskedIn(Files.readString(file), names);
        }
        for (Path file : files(MAIN.resolve("resources/templates"), ".html")) {
            groups(IN_FORMS, Files.readString(file))
                    .map(found -> found.group(1))
                    .forEach(names::add);
        }
        Path described = MAIN.resolve("resources/api/openapi.json");
        JsonMapper.shared().readTree(described).findParents("in").stream()
                .filter(parameter -> parameter.path("in").asString("").equals("query"))
                .forEach(parameter -> names.add(parameter.get("name").asString()));
        return List.copyOf(names);
    }

    static void addAskedIn(String code, Set<String> names) {
        for (MatchResult asked : groups(ASKED, code).toList()) {
            if (asked.group(1) != null) {
                names.add(asked.group(1));
            } else if (asked.group(2).matches("[A-Z_]+")) {
                names.add(constant(asked.group(2), code));
            } else {
                groups(WORD, code).map(word -> word.group(1)).forEach(names::add);
            }
        }
    }

    private static String constant(String name, String code) {
        return groups(Pattern.compile("\\bString " + name + " = \"([^\"]+)\""), code)
                .findFirst()
                .map(found -> found.group(1))
                .orElseThrow(() -> new IllegalStateException("what name is " + name + "?"));
    }

    private static Stream<MatchResult> groups(Pattern pattern, String text) {
        return pattern.matcher(text).results();
    }

    private static List<Path> files(Path folder, String ending) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(ending)).sorted().toList();
        }
    }
}

package bip.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What an installation is to a visitor and to an administrator.
 *
 * @param version that is current; empty when nothing is installed
 * @param schema that the server names; 0 likewise
 * @param files see {@link SiteFiles}
 */
record SiteState(String version, int schema, SortedSet<String> files, DatabaseRows rows) {

    /** What the server says of itself; empty when nobody answers. */
    interface Health {
        Optional<JsonNode> ask() throws IOException, InterruptedException;
    }

    /** Looks at {@code site}, whose server must answer well if anything is installed. */
    static SiteState of(Site site) throws IOException, InterruptedException {
        return of(
                site.root(),
                () ->
                        site.answers("/health")
                                ? Optional.of(json(site.get("/health").body()))
                                : Optional.empty());
    }

    /** Looks at an installation under {@code root}, which may be seen through {@code /proc}. */
    static SiteState of(Path root, Health health) throws IOException, InterruptedException {
        Path current = root.resolve("opt/bip/current");
        var files = SiteFiles.of(root);
        Optional<JsonNode> answer = health.ask();
        if (!Files.isSymbolicLink(current)) {
            assertThat(answer).as("nothing is installed, and answers").isEmpty();
            return new SiteState("", 0, files, DatabaseRows.NONE);
        }
        Path generation = target(current);
        JsonNode manifest =
                json(
                        Files.readAllBytes(
                                target(generation.resolve("release")).resolve("release.json")));
        String version = manifest.required("version").stringValue();
        int schema =
                assertAnswersWell(answer, version, manifest.required("schema").required("reads"));
        Path database = target(generation.resolve("data")).resolve("bip.db");
        return new SiteState(version, schema, files, DatabaseRows.of(database));
    }

    /** Not by the system: a link of another machine begins at that machine's root. */
    private static Path target(Path link) throws IOException {
        return link.resolveSibling(Files.readSymbolicLink(link)).normalize();
    }

    private static JsonNode json(byte[] text) {
        return JsonMapper.shared().readTree(text);
    }

    private static int assertAnswersWell(
            Optional<JsonNode> answer, String version, JsonNode schemas) {
        assertThat(answer).as("what is installed answers").isPresent();
        JsonNode health = answer.orElseThrow();
        assertThat(health.required("ready").booleanValue()).as("ready").isTrue();
        assertThat(health.required("frozen").booleanValue()).as("frozen").isFalse();
        assertThat(health.required("version").stringValue())
                .as("what answers is what is current")
                .isEqualTo(version);
        int schema = health.required("schema").intValue();
        assertThat(schema)
                .as("schema of the data that answer")
                .isBetween(schemas.required("from").intValue(), schemas.required("to").intValue());
        return schema;
    }

    /** Why this is not {@code other}, for people; empty when it is. */
    String difference(SiteState other) {
        var text = new StringBuilder();
        if (!version.equals(other.version) || schema != other.schema) {
            text.append(
                    "version %s schema %d, not %s schema %d\n"
                            .formatted(version, schema, other.version, other.schema));
        }
        tell(text, "stray: ", files, other.files);
        tell(text, "gone: ", other.files, files);
        other.rows
                .missingIn(rows)
                .forEach(row -> text.append("lost row: ").append(row).append('\n'));
        rows.missingIn(other.rows)
                .forEach(row -> text.append("new row: ").append(row).append('\n'));
        return text.toString();
    }

    private static void tell(
            StringBuilder text, String word, SortedSet<String> these, SortedSet<String> others) {
        var more = new TreeSet<>(these);
        more.removeAll(others);
        more.forEach(line -> text.append(word).append(line).append('\n'));
    }
}

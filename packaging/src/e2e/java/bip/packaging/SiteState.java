package bip.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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

    /** Looks at {@code site}, whose server must answer well if anything is installed. */
    static SiteState of(Site site) throws IOException {
        Path current = site.root().resolve("opt/bip/current");
        var files = SiteFiles.of(site.root());
        if (!Files.isSymbolicLink(current)) {
            assertThat(site.answers("/health")).as("nothing is installed, and answers").isFalse();
            return new SiteState("", 0, files, DatabaseRows.NONE);
        }
        JsonNode manifest =
                JsonMapper.shared()
                        .readTree(Files.readAllBytes(current.resolve("release/release.json")));
        var health = JsonMapper.shared().readTree(site.get("/health").body());
        assertThat(health.required("ready").booleanValue()).as("ready").isTrue();
        assertThat(health.required("frozen").booleanValue()).as("frozen").isFalse();
        String version = manifest.required("version").stringValue();
        assertThat(health.required("version").stringValue())
                .as("what answers is what is current")
                .isEqualTo(version);
        int schema = health.required("schema").intValue();
        assertThat(schema)
                .as("schema of the data that answer")
                .isBetween(
                        manifest.required("schema").required("reads").required("from").intValue(),
                        manifest.required("schema").required("reads").required("to").intValue());
        Path database = current.resolve("data/bip.db").toRealPath();
        return new SiteState(version, schema, files, DatabaseRows.of(database));
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

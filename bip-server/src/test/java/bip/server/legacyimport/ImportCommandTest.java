package bip.server.legacyimport;

import static org.assertj.core.api.Assertions.assertThat;

import bip.server.maintenance.ExitStatus;
import bip.server.maintenance.Maintenance;
import bip.server.maintenance.Workplace;
import bip.server.testing.DemoBulletin;
import bip.server.testing.Golden;
import bip.server.testing.MigratedDatabase;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The subcommand as bipctl calls it. */
class ImportCommandTest {

    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @TempDir private Path folder;
    private Path source;

    @BeforeEach
    void makeAnEmptyBulletin() throws IOException {
        source = DemoBulletin.copyTo(folder.resolve("source"));
        MigratedDatabase.at(folder.resolve("bip.db"));
    }

    @Test
    void writesTheLinesOfTheContract() throws Exception {
        assertThat(run("import", "biuletyn-bip", source.toString())).isZero();

        List<String> golden = Golden.lines("import.ndjson");
        List<String> lines = lines();
        assertThat(lines).hasSize(13);
        assertThat(line(lines, "\"source\":152")).hasSameElementsAs(Golden.fieldsOf(golden.get(0)));
        assertThat(line(lines, "\"missing\"")).hasSameElementsAs(Golden.fieldsOf(golden.get(1)));
        assertThat(lines.stream().map(line -> line.replace(" ", "")))
                .contains(golden.getFirst().replace(" ", ""));
        assertThat(Golden.fieldsOf(lines.getLast()))
                .hasSameElementsAs(Golden.fieldsOf(golden.get(2)));
        assertThat(lines.getLast().replace(" ", "")).isEqualTo(golden.getLast().replace(" ", ""));
        assertThat(err.toString(StandardCharsets.UTF_8)).isEmpty();
    }

    @Test
    void marksARehearsal() throws Exception {
        assertThat(run("import", "biuletyn-bip", source.toString(), "--dry-run")).isZero();

        assertThat(lines().getLast()).contains("\"dryRun\":true");
        assertThat(DemoBulletin.query(folder.resolve("bip.db"), "SELECT count(*) FROM page"))
                .containsExactly("0");
    }

    @Test
    void saysInBothLanguagesWhyNothingWasImported() throws Exception {
        Files.delete(source.resolve("db.sqlite3"));

        assertThat(run("import", "biuletyn-bip", source.toString()))
                .isEqualTo(ExitStatus.FAILED.code());
        assertThat(out.size()).isZero();
        assertThat(err.toString(StandardCharsets.UTF_8))
                .contains("nie przeniesiono niczego", "nothing was imported");
    }

    @Test
    void waitsForTheEndOfAFreeze() throws Exception {
        Files.writeString(folder.resolve("freeze"), NOW.plusSeconds(30).toString());

        assertThat(run("import", "biuletyn-bip", source.toString()))
                .isEqualTo(ExitStatus.TRY_LATER.code());
    }

    @Test
    void asksForASource() {
        assertThat(run("import")).isEqualTo(ExitStatus.USAGE.code());
        assertThat(run("import", "biuletyn-bip")).isEqualTo(ExitStatus.USAGE.code());
    }

    private int run(String... arguments) {
        var workplace =
                new Workplace(
                        Map.of("BIP_DATA_DIR", folder.toString()),
                        Map.of("bip.freeze", folder.resolve("freeze").toString()),
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8),
                        Clock.fixed(NOW, ZoneOffset.UTC));
        return new Maintenance(workplace, _ -> {}, _ -> ExitStatus.DONE)
                .add(() -> new ImportCommand(workplace).withSources())
                .run(arguments);
    }

    private List<String> lines() {
        return out.toString(StandardCharsets.UTF_8).lines().toList();
    }

    private static Set<String> line(List<String> lines, String part) {
        return new TreeSet<>(
                Golden.fieldsOf(
                        lines.stream()
                                .filter(line -> line.contains(part))
                                .findFirst()
                                .orElseThrow()));
    }
}

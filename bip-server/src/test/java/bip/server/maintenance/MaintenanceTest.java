package bip.server.maintenance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import bip.server.config.ConfigReader;
import bip.server.database.DatabaseSettings;
import bip.server.database.Schema;
import bip.server.database.SchemaMismatchException;
import bip.server.database.SchemaRange;
import bip.server.errortracking.ErrorTrackingSettings;
import bip.server.export.ExportCommand;
import bip.server.logging.LoggingSettings;
import bip.server.testing.Golden;
import bip.server.testing.MigratedDatabase;
import bip.server.web.WebSettings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;

class MaintenanceTest {
    private static final Clock NOON =
            Clock.fixed(Instant.parse("2026-03-01T12:00:00Z"), ZoneOffset.UTC);

    @TempDir private Path folder = Path.of("");
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final Map<String, String> environment = new HashMap<>();

    private @Nullable RuntimeException failure;

    @BeforeEach
    void configure() {
        environment.put("BIP_DATA_DIR", folder.toString());
    }

    @Test
    void checkConfigSaysAllProblemsAtOnceAsTheContractHasThem() throws IOException {
        environment.put("BIP_LISTEN", "8080");
        environment.put("BIP_TIMEZONE", "Europe/Warsaw");
        environment.put("BIPCTL_CHANNEL_URL", "file:///x");
        environment.put("SENTRY_DSN", "https://secret@sentry.example.pl/7");
        environment.put("BIP_ACCESS_LOG", "yes");

        assertThat(run("check-config")).isEqualTo(78);

        assertThat(Golden.fieldsOf(text(out))).isEqualTo(Golden.fieldsOfFile("check-config.json"));
        assertThat(text(out))
                .contains(
                        "{\"key\":\"BIP_LISTEN\",\"problem\":\"'8080' is not"
                                + " ADDRESS:PORT\",\"hint\":\"127.0.0.1:8080\"}")
                .contains("\"key\":\"BIP_ACCESS_LOG\",\"problem\":\"'yes' is not on or off\"")
                .contains(
                        "{\"key\":\"BIP_TIMEZONE\",\"problem\":\"unknown"
                                + " key\",\"hint\":\"BIP_TIME_ZONE\"}")
                .contains("{\"key\":\"SENTRY_DSN\",\"value\":\"***\",\"origin\":\"environment\"}")
                .doesNotContain("secret", "BIPCTL");
    }

    @Test
    void checkConfigAcceptsTheDefaults() {
        assertThat(run("check-config")).isZero();
        assertThat(text(out)).contains("\"ok\":true", "\"problems\":[]");
    }

    /** Without it search engines get no list of pages, and a copy cannot tell where it is from. */
    @Test
    void checkConfigWarnsWhereTheAddressOfTheBulletinIsNotSet() {
        assertThat(run("check-config")).isZero();
        assertThat(text(out))
                .contains("\"warnings\":[{\"key\":\"BIP_BASE_URL\",\"problem\":\"is not set: there")
                .contains("no sitemap.xml", "\"hint\":\"https://bip.example.pl\"}]");

        out.reset();
        environment.put("BIP_BASE_URL", "https://bip.example.pl");
        assertThat(run("check-config")).isZero();
        assertThat(text(out)).contains("\"warnings\":[]");
    }

    @Test
    void schemaComparesTheDatabaseWithTheRelease() throws IOException {
        assertThat(run("schema")).isZero();
        assertThat(text(out)).contains("\"database\":0", "\"fits\":false");

        MigratedDatabase.at(folder.resolve("bip.db"));
        out.reset();
        assertThat(run("schema")).isZero();
        assertThat(text(out)).contains("\"fits\":true");
        assertThat(Golden.fieldsOf(text(out))).isEqualTo(Golden.fieldsOfFile("schema.json"));
    }

    @Test
    void schemaFailsOnAFileThatIsNoDatabase() throws IOException {
        Path letter = Files.writeString(folder.resolve("letter"), "Szanowni!".repeat(99));

        assertThat(run("schema", "--database", letter.toString())).isEqualTo(1);
        assertThat(text(out)).isEmpty();
        assertThat(text(err)).contains("nie udało się", "failed", "not a database");
    }

    @Test
    void migrateTellsEachStepAsTheContractHasIt() throws IOException {
        assertThat(run("migrate", "--database", folder.resolve("new.db").toString())).isZero();

        List<String> golden = Golden.lines("migrate.ndjson");
        List<String> lines = text(out).lines().toList();
        assertThat(Golden.fieldsOf(lines.getFirst())).isEqualTo(Golden.fieldsOf(golden.getFirst()));
        assertThat(Golden.fieldsOf(lines.getLast())).isEqualTo(Golden.fieldsOf(golden.getLast()));
    }

    @Test
    void migrateFailsOnAFileThatIsNoDatabase() throws IOException {
        Path letter = Files.writeString(folder.resolve("letter"), "Szanowni!".repeat(99));

        assertThat(run("migrate", "--database", letter.toString())).isEqualTo(1);
        assertThat(text(out)).contains("\"kind\":\"failed\"", "not a database");
    }

    @Test
    void snapshotSaysWhatItCopied() throws IOException {
        MigratedDatabase.at(folder.resolve("bip.db"));

        assertThat(run("snapshot", "--to", folder.resolve("copy.db").toString())).isZero();
        assertThat(Golden.fieldsOf(text(out))).isEqualTo(Golden.fieldsOfFile("snapshot.json"));

        assertThat(run("snapshot", "--to", folder.resolve("copy.db").toString())).isEqualTo(1);
        assertThat(text(err)).contains("plik już istnieje", "there is a file already");
    }

    @Test
    void anotherRoomsSubcommandWaitsForTheFreezeToEnd() throws IOException {
        Path flag = Files.writeString(folder.resolve("freeze"), "2026-03-01T12:05:00Z");

        assertThat(run("write-something")).isEqualTo(75);
        assertThat(text(err)).contains("trwa aktualizacja", "an upgrade is under way");

        Files.writeString(flag, "2026-03-01T12:00:00Z");
        assertThat(run("write-something")).isZero();
    }

    /** {@code users} and {@code export} worked on the usual database, and said nothing. */
    @ParameterizedTest
    @ValueSource(
            strings = {"schema", "snapshot --to=/nope/copy", "users list", "export /nope/copy"})
    void refusesAnOptionBeforeTheSubcommand(String subcommand) throws IOException {
        MigratedDatabase.at(folder.resolve("bip.db"));

        assertThat(run(("--database=/nope " + subcommand).split(" ", -1))).isEqualTo(2);

        assertThat(text(out)).isEmpty();
        String name = subcommand.replaceAll(" .*", "");
        assertThat(text(err))
                .contains("opcja --database stoi przed poleceniem", "bip-server " + name)
                .contains("the option --database stands before the subcommand");
    }

    @Test
    void itsHelpDoesNotShowTheServersOptionForAllSubcommands() {
        assertThat(run("--help")).isZero();

        assertThat(text(out))
                .contains("bip-server [-hV] [--database=FILE]\n", "bip-server [-hV] COMMAND [")
                .doesNotContain("[--database=FILE] [COMMAND]");
        out.reset();
        assertThat(run("--database=/nope")).isZero();
        assertThat(text(err)).isEqualTo("serving /nope\n");
    }

    @Test
    void servesWhenNoSubcommandIsNamed() {
        assertThat(run()).isZero();
        assertThat(text(err)).isEqualTo("serving " + folder.resolve("bip.db") + "\n");
    }

    @Test
    void explainsWhyItDoesNotServe() {
        failure =
                new SchemaMismatchException(
                        folder.resolve("bip.db"), new Schema(7, 2, new SchemaRange(1, 2)));

        assertThat(run()).isEqualTo(78);
        assertThat(text(err)).contains("ma schemat 7").doesNotContain("Exception");
    }

    @Test
    void showsInFullWhatNobodyExpectedOfTheServer() {
        failure = new IllegalStateException("out of the blue");

        assertThat(run()).isEqualTo(1);
        assertThat(text(err)).contains("out of the blue", "at bip.server.");
    }

    @Test
    void explainsUsageOnStandardError() {
        assertThat(run("chek-config")).isEqualTo(2);
        assertThat(text(out)).isEmpty();
        assertThat(text(err)).contains("chek-config", "bip-server check-config");
    }

    private int run(String... arguments) {
        PrintStream people = new PrintStream(err, true, UTF_8);
        Workplace workplace =
                new Workplace(
                        environment,
                        Map.of("bip.freeze", folder.resolve("freeze").toString()),
                        new PrintStream(out, true, UTF_8),
                        people,
                        NOON);
        return new Maintenance(
                        workplace,
                        MaintenanceTest::readAll,
                        database -> {
                            people.println("serving " + database);
                            if (failure != null) {
                                throw failure;
                            }
                            return ExitStatus.DONE;
                        })
                .add(() -> new CommandLine(new WriteSomething(workplace)))
                .add(() -> new UsersCommand(workplace, InputStream.nullInputStream()).withVerbs())
                .add(() ->
                        ExportCommand.of(
                                workplace,
                                (_, _) -> {
                                    throw new AssertionError("was asked to export");
                                }))
                .run(arguments);
    }

    private static void readAll(ConfigReader reader) {
        WebSettings.read(reader);
        LoggingSettings.read(reader);
        DatabaseSettings.read(reader);
        ErrorTrackingSettings.read(reader);
    }

    private static String text(ByteArrayOutputStream stream) {
        return stream.toString(UTF_8);
    }

    @Command(name = "write-something")
    private record WriteSomething(Workplace workplace) implements Runnable {
        @Override
        public void run() {
            workplace.requireThawed();
        }
    }
}

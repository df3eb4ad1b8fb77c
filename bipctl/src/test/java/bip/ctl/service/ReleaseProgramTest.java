package bip.ctl.service;

import static org.assertj.core.api.Assertions.assertThat;

import bip.ctl.layout.Layout;
import bip.ctl.support.ErrorCode;
import bip.ctl.testing.Failing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Programs that answer what the contract's golden files hold. */
class ReleaseProgramTest {

    private static final Path GOLDEN = Path.of("../docs/contract/golden").toAbsolutePath();
    private static final Path DATABASE = Path.of("/nowhere/bip.db");

    private static final Duration LIMIT = Duration.ofMinutes(1);

    @TempDir Path root;

    private Path answering(String golden, int exitCode) throws IOException {
        return script("cat " + GOLDEN.resolve(golden) + "\nexit " + exitCode);
    }

    private Path script(String text) throws IOException {
        Path program = root.resolve("bip-server");
        Files.writeString(program, "#!/bin/sh\n" + text + "\n");
        return Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private ReleaseProgram programs() {
        var layout = new Layout(root);
        return new ReleaseProgram(layout, new PlainRunner(layout));
    }

    @Test
    void readsTheGoldenSchema() throws Exception {
        var report = programs().schema(answering("schema.json", 0), DATABASE);
        assertThat(report).isEqualTo(new ServerProgram.SchemaReport(6, 7, 6, 8));
        assertThat(report.fits()).isTrue();
    }

    @Test
    void readsTheGoldenSnapshot() throws Exception {
        var snapshot = programs().snapshot(answering("snapshot.json", 0), DATABASE, DATABASE, true);
        assertThat(snapshot.bytes()).isEqualTo(1_822_720);
        assertThat(snapshot.schema()).isEqualTo(7);
    }

    @Test
    void readsTheGoldenChanges() throws Exception {
        var changes = programs().changes(answering("changes.json", 0), DATABASE, DATABASE);
        assertThat(changes).isEqualTo(new ServerProgram.Changes(12, 5, 2, 1, 40));
        Failing.with(
                ErrorCode.S110,
                () -> programs().changes(answering("changes.json", 2), DATABASE, DATABASE));
    }

    @Test
    void readsTheGoldenMigration() throws Exception {
        var told = new ArrayList<String>();
        var migration =
                programs().migrate(answering("migrate.ndjson", 0), DATABASE, LIMIT, told::add);
        assertThat(migration).isEqualTo(new ServerProgram.Migration(6, 7, 83));
        assertThat(told).containsExactly("page revisions");
    }

    @Test
    void tellsAllProblemsOfTheGoldenConfiguration() throws Exception {
        Path program = answering("check-config.json", 78);
        assertThat(Failing.with(ErrorCode.S112, () -> programs().checkConfig(program)).getFirst())
                .contains("BIP_LISTEN: '8080' is not ADDRESS:PORT (127.0.0.1:8080)");
    }

    @Test
    void passesOnWhatTheLauncherRefusesInWords() throws Exception {
        Path program = script("echo 'bip-server: BIP_MAX_HEAP: too much' >&2; exit 78");
        assertThat(Failing.with(ErrorCode.S112, () -> programs().checkConfig(program)).getFirst())
                .contains("BIP_MAX_HEAP: too much");
    }

    @Test
    void passesOnWhatAFailingProgramComplainsOf() throws Exception {
        Path program = script("echo one >&2; echo 'disk full' >&2; exit 1");
        assertThat(
                        Failing.with(ErrorCode.S110, () -> programs().schema(program, DATABASE))
                                .getFirst())
                .contains("schema", "1", "one / disk full");
    }

    @Test
    void saysThatAProgramWasKilled() throws Exception {
        Path program = script("kill -9 $$");
        assertThat(
                        Failing.with(
                                ErrorCode.U180,
                                () -> programs().migrate(program, DATABASE, LIMIT, _ -> {})))
                .anyMatch(it -> it.contains("free -m"));
    }

    @Test
    void tellsWhichMigrationFailed() throws Exception {
        Path program =
                script(
                        "echo '{\"format\":\"bip-migrate/v1\",\"kind\":\"failed\",\"from\":1,"
                                + "\"schema\":2,\"error\":\"no such table\"}'\nexit 1");
        assertThat(
                        Failing.with(
                                        ErrorCode.S113,
                                        () -> programs().migrate(program, DATABASE, LIMIT, _ -> {}))
                                .getFirst())
                .contains("2", "no such table");
    }

    @Test
    void aDatabaseThatCannotBeOpenedHasNoSchema() throws Exception {
        Path program =
                script(
                        "echo '{\"format\":\"bip-migrate/v1\",\"kind\":\"failed\",\"from\":0,"
                                + "\"error\":\"read-only\"}'\nexit 1");
        assertThat(
                        Failing.with(
                                        ErrorCode.S113,
                                        () -> programs().migrate(program, DATABASE, LIMIT, _ -> {}))
                                .getFirst())
                .contains("read-only");
    }

    @Test
    void refusesAnAnswerOfAnotherFormat() throws Exception {
        Path program = answering("snapshot.json", 0);
        Failing.with(ErrorCode.S111, () -> programs().schema(program, DATABASE));
    }

    @Test
    void givesTheProgramItsSettingsAndNothingOfTheCallers() throws Exception {
        Files.createDirectories(root.resolve("etc/bip"));
        Files.writeString(root.resolve("etc/bip/bip.env"), "BIP_TIME_ZONE=Europe/Warsaw\n");
        Path program = script("env >&2; exit 1");
        assertThat(
                        Failing.with(ErrorCode.S110, () -> programs().schema(program, DATABASE))
                                .getFirst())
                .contains("BIP_TIME_ZONE=Europe/Warsaw")
                .doesNotContain("JAVA_HOME");
    }
}

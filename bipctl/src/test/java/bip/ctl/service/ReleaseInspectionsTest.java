package bip.ctl.service;

import static org.assertj.core.api.Assertions.assertThat;

import bip.ctl.layout.Layout;
import bip.ctl.support.ErrorCode;
import bip.ctl.testing.Failing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Programs that answer about a kept bulletin what the contract's golden files hold. */
class ReleaseInspectionsTest {

    private static final Path GOLDEN = Path.of("../docs/contract/golden").toAbsolutePath();
    private static final Path DATABASE = Path.of("/nowhere/bip.db");
    private static final Path FILES = Path.of("/nowhere/attachments");
    private static final String SHA_256 =
            "2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae";
    private static final KeptBulletin.Attachment FILE =
            new KeptBulletin.Attachment(
                    "uchwala-17.pdf",
                    SHA_256,
                    48_213,
                    "application/pdf",
                    "Uchwała nr 17",
                    new KeptBulletin.Title("uchwaly-rady", "Uchwały Rady"));

    @TempDir Path root;

    private final OptionalInt newest = OptionalInt.empty();

    private ServerProgram programs() {
        var layout = new Layout(root);
        return new ReleaseProgram(layout, new PlainRunner(layout));
    }

    private Path script(String text) throws IOException {
        Path program = root.resolve("bip-server");
        Files.writeString(program, "#!/bin/sh\n" + text + "\n");
        return Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private Path answering(String text) throws IOException {
        return script("cat <<'END'\n" + text + "\nEND");
    }

    /** A line of the golden lookups, counted from 1. */
    private Path answeringLookup(int line, int exitCode) throws IOException {
        return script(
                "sed -n %dp %s\nexit %d"
                        .formatted(line, GOLDEN.resolve("lookup.ndjson"), exitCode));
    }

    private String golden() throws IOException {
        return Files.readString(GOLDEN.resolve("inspect.json")).strip();
    }

    @Test
    void readsTheGoldenInspection() throws Exception {
        var inspection = programs().inspect(answering(golden()), DATABASE, FILES, false);

        assertThat(inspection.schema()).isEqualTo(2);
        assertThat(inspection.bytes()).isEqualTo(1_822_720);
        assertThat(inspection.tables()).hasSize(15).containsEntry("page", 156L);
        assertThat(inspection.isSound()).isTrue();
        assertThat(inspection.foreignKeyViolations()).isZero();
        assertThat(inspection.audit())
                .isEqualTo(
                        new Inspection.AuditChain(
                                true,
                                7,
                                "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
                                0));
        assertThat(inspection.attachments())
                .isEqualTo(new Inspection.Attachments(30, 25, 7_340_032, 1, false));
        assertThat(inspection.findings())
                .containsExactly(
                        new Inspection.Finding(
                                "attachment-missing",
                                "uchwala-17.pdf",
                                "there is no such file",
                                SHA_256,
                                "uchwaly-rady"));
        assertThat(inspection.countFindings()).isEqualTo(1);
        assertThat(inspection.isIntact()).isFalse();
    }

    @Test
    void asksToHashOnlyWhenWanted() throws Exception {
        Path program = script("echo \"$@\" >&2; exit 1");
        assertThat(said(program, false))
                .contains("inspect --database /nowhere/bip.db --attachments /nowhere/attachments")
                .doesNotContain("--hash");
        assertThat(said(program, true)).contains("--hash");
    }

    private String said(Path program, boolean isHashed) {
        return Failing.with(
                        ErrorCode.S110,
                        () -> programs().inspect(program, DATABASE, FILES, isHashed))
                .getFirst();
    }

    @Test
    void readsABrokenChainAndWhatCouldNotBeLookedAt() throws Exception {
        String broken =
                golden().replaceFirst(
                                "\"audit\":\\{[^}]*}",
                                "\"audit\":{\"whole\":false,\"firstBroken\":4}")
                        .replace("\"integrity\":true", "\"integrity\":false");
        var inspection = programs().inspect(answering(broken), DATABASE, FILES, false);
        assertThat(inspection.audit()).isEqualTo(new Inspection.AuditChain(false, 0, "", 4));
        assertThat(inspection.isSound()).isFalse();

        String without =
                golden().replaceFirst("\"audit\":\\{[^}]*},", "")
                        .replaceFirst("\"attachments\":\\{[^}]*},", "");
        inspection = programs().inspect(answering(without), DATABASE, FILES, false);
        assertThat(inspection.audit()).isNull();
        assertThat(inspection.attachments()).isNull();
    }

    @Test
    void passesOverFieldsAndKindsOfANewerRelease() throws Exception {
        String newer =
                golden().replace("\"schema\":2", "\"colour\":[1],\"schema\":2")
                        .replace("\"attachment-missing\"", "\"page-upside-down\"");
        var inspection = programs().inspect(answering(newer), DATABASE, FILES, false);
        assertThat(inspection.found()).containsEntry("page-upside-down", 1L);
        assertThat(inspection.findings().getFirst())
                .hasToString("page-upside-down uchwala-17.pdf: there is no such file");
    }

    @Test
    void refusesWhatIsNoInspection() throws Exception {
        for (String text :
                List.of(
                        "",
                        "{",
                        "{\"format\":\"bip-inspect/v2\"}",
                        golden().replace("\"integrity\":true", "\"integrity\":\"true\""),
                        golden().replace("\"page\":156", "\"page\":-1"),
                        golden().replace("\"kind\":", "\"sort\":"),
                        golden().replace("\"found\":", "\"lost\":"))) {
            Path program = answering(text);
            Failing.with(ErrorCode.S111, () -> programs().inspect(program, DATABASE, FILES, false));
        }
    }

    @Test
    void readsTheGoldenPage() throws Exception {
        var page =
                programs()
                        .lookUpPage(answeringLookup(1, 0), DATABASE, "uchwaly-rady", newest)
                        .orElseThrow();
        assertThat(page)
                .isEqualTo(
                        new KeptBulletin.Page(
                                "uchwaly-rady",
                                "published",
                                "",
                                "Uchwały Rady",
                                2,
                                "Wszystkie uchwały",
                                "Treść **uchwał**.",
                                List.of(
                                        new KeptBulletin.Revision(
                                                1,
                                                "2026-02-03T08:12:45.120000Z",
                                                "redaktor",
                                                "Uchwały"),
                                        new KeptBulletin.Revision(
                                                2,
                                                "2026-02-09T13:40:02.007000Z",
                                                "redaktor",
                                                "Uchwały Rady")),
                                List.of(FILE)));
    }

    @Test
    void readsTheGoldenAttachmentsAndPages() throws Exception {
        assertThat(programs().lookUpAttachments(answeringLookup(2, 0), DATABASE, SHA_256))
                .containsExactly(FILE);
        assertThat(programs().lookUpWords(answeringLookup(3, 0), DATABASE, "uchwały"))
                .isEqualTo(new KeptBulletin.Pages(List.of(FILE.page()), false));
    }

    @Test
    void findsNothingWhereThereIsNothing() throws Exception {
        Path program = answeringLookup(4, 1);
        assertThat(programs().lookUpPage(program, DATABASE, "x", newest)).isEmpty();
        assertThat(programs().lookUpAttachments(program, DATABASE, "x")).isEmpty();
        assertThat(programs().lookUpWords(program, DATABASE, "x").pages()).isEmpty();
    }

    @Test
    void asksForWhatBeginsWithAHyphen() throws Exception {
        Path program = script("echo \"$@\" >&2; exit 78");
        assertThat(
                        Failing.with(
                                        ErrorCode.S110,
                                        () ->
                                                programs()
                                                        .lookUpPage(
                                                                program,
                                                                DATABASE,
                                                                "-x",
                                                                OptionalInt.of(3)))
                                .getFirst())
                .contains("lookup --database /nowhere/bip.db --page=-x --revision=3");
    }

    @Test
    void tellsAFailureFromNothing() throws Exception {
        Path program = script("echo 'no database' >&2; exit 1");
        assertThat(
                        Failing.with(
                                        ErrorCode.S110,
                                        () -> programs().lookUpWords(program, DATABASE, "x"))
                                .getFirst())
                .contains("no database");
        Path other = answeringLookup(3, 0);
        Failing.with(ErrorCode.S111, () -> programs().lookUpPage(other, DATABASE, "x", newest));
    }

    @Test
    void saysThatAReleaseIsTooOldToKnowHow() throws Exception {
        Path program = script("echo \"Unmatched argument: 'inspect'\" >&2; exit 2");
        assertThat(
                        Failing.with(
                                        ErrorCode.S114,
                                        () -> programs().inspect(program, DATABASE, FILES, true))
                                .getFirst())
                .contains(program.toString(), "inspect", "too old");
        Failing.with(ErrorCode.S114, () -> programs().lookUpWords(program, DATABASE, "x"));
    }
}

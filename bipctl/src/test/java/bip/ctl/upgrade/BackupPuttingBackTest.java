package bip.ctl.upgrade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bip.ctl.backup.BackupReason;
import bip.ctl.backup.BackupRecord;
import bip.ctl.backup.BackupRepository;
import bip.ctl.backup.Made;
import bip.ctl.release.Generation;
import bip.ctl.support.CtlException;
import bip.ctl.support.ErrorCode;
import bip.ctl.testing.TestRelease;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Backups as operations make them and put them back. */
class BackupPuttingBackTest {

    private static final String ATTACHMENT = "an attachment";

    @TempDir Path folder;

    private Site site;

    @BeforeEach
    void open() throws Exception {
        site = new Site(folder.resolve("site"));
    }

    @AfterEach
    void close() {
        site.close();
    }

    /** Of a bulletin of 1.0.0 with that page and an attachment, which is gone afterwards. */
    static KeptBackup backupOf(Path folder, String page) throws Exception {
        try (var origin = new Site(folder)) {
            origin.offering("1.0.0", 1, "well").installed("1.0.0").write(page);
            attach(origin);
            Files.writeString(origin.layout.serverEnvironment(), "BIP_ACCESS_LOG=on\n");
            Generation current = origin.machine().generations().current().orElseThrow();
            Made made =
                    origin.machine()
                            .backups()
                            .make(
                                    current,
                                    List.of(current.release().program()),
                                    BackupReason.MANUAL,
                                    List.of(),
                                    _ -> {});
            return kept(origin, made.record());
        }
    }

    private static KeptBackup kept(Site site, BackupRecord record) throws IOException {
        return new KeptBackup(
                site.machine().backups().folder(),
                record.id(),
                Site.parse(record.version()),
                record.contentHash(),
                record.schema(),
                record.databaseBytes(),
                record.releaseBytes(),
                record.attachmentBytes(),
                record.time());
    }

    private static void attach(Site site) throws IOException {
        Path file = attachment(site);
        Files.createDirectories(file.resolveSibling(""));
        Files.writeString(file, ATTACHMENT);
    }

    private static Path attachment(Site site) {
        String hash = TestRelease.sha256(ATTACHMENT.getBytes(StandardCharsets.UTF_8));
        return site.layout
                .serverState()
                .resolve("attachments/" + hash.substring(0, 2) + "/" + hash);
    }

    private List<BackupRecord> backups() throws IOException {
        return BackupRepository.open(site.machine().backups().folder()).list();
    }

    @Test
    void everythingComesBackOnAnEmptyMachine() throws Exception {
        KeptBackup backup = backupOf(folder.resolve("origin"), "a page");
        site.assertDone(site.run(site.planner().planRestore(backup)));
        assertThat(site.serving()).isEqualTo("1.0.0 1.0.0");
        assertThat(site.read()).isEqualTo("a page");
        assertThat(attachment(site)).hasContent(ATTACHMENT);
        assertThat(site.layout.serverEnvironment()).hasContent("BIP_ACCESS_LOG=on\n");
        assertThat(site.layout.downloads()).isEmptyDirectory();
        assertThat(site.layout.freeze()).doesNotExist();
    }

    @Test
    void overWhatRunsItIsKeptAndCanBeGoneBackTo() throws Exception {
        KeptBackup backup = backupOf(folder.resolve("origin"), "a page");
        site.offering("1.0.0", 1, "well").installed("1.0.0").write("other words");
        Files.writeString(site.layout.serverEnvironment(), "BIP_ACCESS_LOG=off\n");

        site.assertDone(site.run(site.planner().planRestore(backup)));

        assertThat(site.read()).isEqualTo("a page");
        assertThat(site.layout.serverEnvironment()).hasContent("BIP_ACCESS_LOG=off\n");
        assertThat(backups())
                .extracting(BackupRecord::reason)
                .containsExactly(BackupReason.RESTORE);
        assertThatThrownBy(() -> site.planner().planRollback(null))
                .isInstanceOfSatisfying(
                        Refused.class, it -> assertThat(codes(it)).containsExactly(ErrorCode.U182));
        site.assertDone(site.run(site.planner().planRollback(null, true)));
        assertThat(site.read()).isEqualTo("other words");
        // The release is the same, and was not left for a fault of its own.
        assertThat(site.machine().policy().load().blocked()).isEmpty();
    }

    private static List<ErrorCode> codes(Refused refused) {
        return refused.reasons().stream().map(CtlException::code).toList();
    }

    @Test
    void whatCannotBeStartedIsTakenBack() throws Exception {
        KeptBackup backup = backupOf(folder.resolve("origin"), "a page");
        site.offering("1.0.0", 1, "well").installed("1.0.0").write("other words");
        List<String> before = site.tree();
        site.service.failNextStart();

        var outcome = site.run(site.planner().planRestore(backup));

        assertThat(outcome).isInstanceOf(Outcome.RolledBack.class);
        assertThat(site.serving()).isEqualTo("1.0.0 1.0.0");
        assertThat(site.read()).isEqualTo("other words");
        assertThat(site.tree()).isEqualTo(before);
        assertThat(site.machine().policy().load().blocked()).isEmpty();
    }

    @Test
    void aLostDatabaseIsNoObstacle() throws Exception {
        KeptBackup backup = backupOf(folder.resolve("origin"), "a page");
        site.offering("1.0.0", 1, "well").installed("1.0.0");
        Files.delete(site.machine().generations().current().orElseThrow().database());
        site.assertDone(site.run(site.planner().planRestore(backup)));
        assertThat(site.read()).isEqualTo("a page");
    }

    @Test
    void aDamagedBackupChangesNothing() throws Exception {
        KeptBackup backup = backupOf(folder.resolve("origin"), "a page");
        site.offering("1.0.0", 1, "well").installed("1.0.0").write("other words");
        List<String> before = site.tree();
        Path list = backup.repository().resolve("backups/" + backup.id() + "/database.sha256");
        String hash = Files.readString(list).substring(0, 64);
        Path object = backup.repository().resolve("objects/" + hash.substring(0, 2) + "/" + hash);
        Files.writeString(object, "1\nanother page\n");

        var outcome = site.run(site.planner().planRestore(backup));

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.Failed.class,
                        it ->
                                assertThat(((CtlException) it.cause()).code())
                                        .isEqualTo(ErrorCode.B120));
        assertThat(site.tree()).isEqualTo(before);
        assertThat(site.read()).isEqualTo("other words");
    }

    @Test
    void anUpgradeKeepsWhatItReplaces() throws Exception {
        site.offering("1.0.0", 1, "well").installed("1.0.0").write("a page");
        site.offering("1.1.0", 2, "well");
        site.assertDone(site.upgrade("1.1.0"));
        BackupRecord made = backups().getFirst();
        assertThat(made.reason()).isEqualTo(BackupReason.UPGRADE);
        assertThat(made.version()).isEqualTo("1.0.0");
        assertThat(site.operations().backupsOfKept()).containsExactly(made.id());
    }

    @Test
    void anUpgradeThatCannotKeepItIsNotDone() throws Exception {
        site.offering("1.0.0", 1, "well").installed("1.0.0").write("a page");
        site.offering("1.1.0", 2, "well");
        Files.createDirectories(site.layout.backups());
        Files.writeString(site.layout.backups().resolve("letter.odt"), "somebody else's");
        assertThat(site.upgrade("1.1.0")).isInstanceOf(Outcome.Failed.class);
        assertThat(site.serving()).isEqualTo("1.0.0 1.0.0");

        var plan = (Planned.Ready) site.planner().planUpgrade(new Wanted.Usual());
        site.assertDone(site.run(new Planned.Ready(plan.plan().unkept())));
        assertThat(site.serving()).isEqualTo("1.1.0 1.1.0");
    }
}

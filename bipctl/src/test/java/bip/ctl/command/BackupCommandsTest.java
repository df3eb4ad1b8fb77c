package bip.ctl.command;

import static org.assertj.core.api.Assertions.assertThat;

import bip.ctl.layout.Layout;
import bip.ctl.support.AtomicFiles;
import bip.ctl.testing.FakeServer;
import bip.ctl.testing.Ports;
import bip.ctl.testing.RecordingConsole;
import bip.ctl.testing.TestChannel;
import bip.ctl.testing.TestToolkit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole command lines about backups: what they say, and their exit codes. */
class BackupCommandsTest {

    @TempDir Path folder;

    private Layout layout;
    private TestChannel channel;
    private RecordingConsole console = new RecordingConsole();

    @BeforeEach
    void install() throws IOException {
        layout = new Layout(folder.resolve("site"));
        channel = new TestChannel(folder.resolve("channel"));
        Files.createDirectories(layout.serverEnvironment().resolveSibling(""));
        Files.writeString(
                layout.serverEnvironment(),
                "BIP_LISTEN=127.0.0.1:" + Ports.free() + "\nBIP_TOKEN=hunter2\n");
        channel.with("1.0.0", FakeServer.release("1.0.0", "well"));
        assertThat(run("install", "--unsigned", "--yes")).as(said()).isZero();
    }

    @AfterEach
    void stop() {
        run("stop");
    }

    private int run(String... words) {
        var all =
                new ArrayList<>(
                        List.of("--root", layout.root().toString(), "--channel", channel.url()));
        all.addAll(Arrays.asList(words));
        console = new RecordingConsole();
        return new CommandLines(new TestToolkit(console)).run(all.toArray(String[]::new));
    }

    private String said() {
        return String.join("\n", console.warnings());
    }

    private String results() {
        return String.join("\n", console.results());
    }

    private String notices() {
        return String.join("\n", console.notices());
    }

    /** All but the last line of what a backup says of itself. */
    private String id() {
        assertThat(run("backup", "list")).as(said()).isZero();
        return console.results().get(1).strip().split(" ", 2)[0];
    }

    @Test
    void wholeLifeOfABackup() throws Exception {
        assertThat(run("backup", "list")).isZero();
        assertThat(results()).contains("bipctl --root " + layout.root() + " backup create");
        assertThat(run("backup", "list", "--json")).isZero();
        assertThat(results()).isEqualTo("{\"format\":\"bipctl-backups/v1\",\"repositories\":[]}");
        assertThat(run("backup", "verify")).isEqualTo(1);
        assertThat(said()).contains("BIP-B101");

        assertThat(run("backup", "create")).as(said()).isZero();
        assertThat(results()).containsPattern("\\d{8}T\\d{6}Z-manual");
        assertThat(notices()).contains("BIPCTL_BACKUP_RECIPIENT");
        String first = id();
        assertThat(first).endsWith("-manual");
        assertThat(run("backup", "create", "--daily", "--json")).as(said()).isZero();
        assertThat(results())
                .contains(
                        "\"format\":\"bipctl-backup-made/v1\"",
                        "-daily\"",
                        "\"bytesWritten\":0",
                        "\"repaired\":0",
                        "\"copiedBytes\":null");

        assertThat(run("backup", "list")).isZero();
        assertThat(console.results()).hasSize(5);
        assertThat(run("backup", "list", "--json")).isZero();
        assertThat(results())
                .contains(
                        "\"folder\":\"" + layout.backups() + "\"",
                        "\"id\":\"" + first + "\"",
                        "\"secrets\":\"left-out\"",
                        "\"keptAs\":\"newest\"");
        assertThat(run("backup", "show", first)).as(said()).isZero();
        assertThat(results()).contains(first, "1.0.0");
        assertThat(run("backup", "show", first, "--lang", "pl")).isZero();
        assertThat(results()).contains("Kopia " + first + ": zrobiona ręcznie");
        assertThat(run("backup", "show", "--json", first)).isZero();
        assertThat(results()).contains("\"format\":\"bipctl-backup/v1\",\"id\":\"" + first);
        assertThat(run("backup", "show", first.substring(0, 18))).as(said()).isZero();
        assertThat(results()).contains("Backup " + first + ": made by hand");
        assertThat(run("backup", "show", "20")).isEqualTo(2);
        assertThat(said()).contains("BIP-B125", first);
        assertThat(run("backup", "show", "20200101T000000Z-daily")).isEqualTo(2);
        assertThat(said()).contains("BIP-B105");

        assertThat(run("backup", "verify")).as(said()).isZero();
        assertThat(run("backup", "verify", first, "--lang", "pl")).isZero();
        assertThat(results()).contains("wszystko jest takie, jakie zapisano");
    }

    @Test
    void looksIntoABackupAndTriesItOut() throws Exception {
        assertThat(run("backup", "create")).as(said()).isZero();
        String id = id();
        Path there = Files.writeString(folder.resolve("there"), "mine");
        assertThat(run("backup", "show", id, "--page", "statut", "--to", there.toString()))
                .isEqualTo(2);
        assertThat(said()).contains("BIP-B108", there.toString());
        assertThat(there).hasContent("mine");
        String target = folder.resolve("target").toString();
        assertThat(run("backup", "show", id, "--page", "statut", "--to", target)).isEqualTo(1);
        assertThat(said()).contains("BIP-B109", "statut", id);
        assertThat(run("backup", "show", id, "--attachment", "gone.pdf")).isEqualTo(1);
        assertThat(said()).contains("BIP-B109", "gone.pdf");
        assertThat(run("backup", "show", id, "--attachment", "twice.pdf")).as(said()).isZero();
        assertThat(results()).contains("a".repeat(64), "b".repeat(64));
        assertThat(run("backup", "show", id, "--attachment", "twice.pdf", "--to", target))
                .isEqualTo(2);
        assertThat(said()).contains("BIP-B124", "twice.pdf");
        assertThat(Path.of(target)).doesNotExist();
        assertThat(layout.serverState().resolve(".lookup")).doesNotExist();

        // This release cannot look through a bulletin, and ends as on an unknown failure.
        assertThat(run("backup", "drill")).isEqualTo(41);
        assertThat(said()).contains("BIP-B130", id);
        Path certificates = layout.backups().resolve("certificates");
        try (var files = Files.list(certificates)) {
            assertThat(files.map(it -> it.toString().replaceFirst(".*\\.", "")))
                    .containsExactlyInAnyOrder("txt", "json");
        }
        assertThat(layout.serverState().resolve(".drill")).doesNotExist();
    }

    @Test
    void namesWhatIsDamaged() throws Exception {
        assertThat(run("backup", "create")).as(said()).isZero();
        String id = id();
        Path list = layout.backups().resolve("backups/" + id + "/database.sha256");
        Path piece = layout.backups().resolve(Files.readString(list).substring(66).strip());
        Files.writeString(piece, "rotten");
        int damaged = run("backup", "verify");
        String name = layout.backups().relativize(piece).toString();
        assertThat(results()).contains(name);
        assertThat(said()).contains("BIP-B123");
        assertThat(run("backup", "verify", id, "--json")).isEqualTo(damaged).isNotZero();
        assertThat(results())
                .contains(
                        "\"format\":\"bipctl-backup-verify/v1\"",
                        "\"backups\":[\"" + id + "\"]",
                        "\"file\":\"" + name + "\"",
                        "\"what\":\"changed\"");
        assertThat(run("backup", "create")).isZero();
        assertThat(run("backup", "verify")).as(results()).isZero();
        Files.writeString(list, "x");
        assertThat(run("backup", "verify", "--lang", "pl")).isEqualTo(damaged);
        assertThat(results()).contains("backups/" + id + "/database.sha256");
        assertThat(run("backup", "list")).isZero();
    }

    @Test
    void copiesToASecondTargetAndPrunesBoth() throws Exception {
        Path second = Files.createDirectories(folder.resolve("second"));
        Files.writeString(
                layout.toolEnvironment(),
                "BIPCTL_BACKUP_SECOND="
                        + second
                        + "\nBIPCTL_BACKUP_KEEP=daily=1,weekly=0,monthly=0,upgrade=0,manual=0\n");
        assertThat(run("backup", "create")).as(said()).isZero();
        assertThat(said()).contains(second.toString(), "par. 18");
        assertThat(run("backup", "create", "--json")).isZero();
        assertThat(results()).contains("\"copiedBytes\":0");
        assertThat(run("backup", "list")).isZero();
        assertThat(console.results()).hasSize(10).anyMatch(it -> it.contains(second + ";"));

        assertThat(run("backup", "prune", "--dry-run")).as(said()).isZero();
        assertThat(results()).contains("stays", "goes", "nothing was changed");
        assertThat(run("backup", "prune", "--lang", "pl")).isZero();
        assertThat(results()).contains("zostaje", "żadna reguła jej nie trzyma");
        assertThat(run("backup", "list")).isZero();
        assertThat(console.results()).hasSize(6);
        assertThat(run("backup", "verify", "--from", second.toString())).isZero();

        AtomicFiles.deleteTree(second.resolve("backups"));
        Files.writeString(second.resolve("backups"), "in the way");
        int failed = run("backup", "create");
        assertThat(failed).isEqualTo(40);
        assertThat(said()).contains("BIP-B113", second.toString());

        // As when the file system is not mounted.
        AtomicFiles.deleteTree(second);
        Files.createDirectories(second);
        assertThat(run("backup", "create")).isEqualTo(failed);
        assertThat(said()).contains("BIP-B111");
        assertThat(second).isEmptyDirectory();
        Files.writeString(
                layout.toolEnvironment(), "BIPCTL_BACKUP_SECOND=" + second + "/not/there\n");
        assertThat(run("backup", "create")).isEqualTo(failed);
        assertThat(said()).contains("BIP-B111");
        Files.writeString(layout.toolEnvironment(), "BIPCTL_BACKUP_KEEP=all\n");
        assertThat(run("backup", "prune")).isEqualTo(2);
        assertThat(said()).contains("BIP-B107");
        Files.writeString(layout.toolEnvironment(), "BIPCTL_BACKUP_RECIPIENT=age1\n");
        assertThat(run("backup", "create")).isEqualTo(2);
        assertThat(said()).contains("BIP-B104");
        Files.writeString(layout.toolEnvironment(), "BIPCTL_BACKUP_DIR=/proc/bip\n");
        assertThat(run("backup", "create")).isEqualTo(failed);
        assertThat(said()).contains("BIP-B112");
    }

    /** What a timer would meet at night is told by day. */
    @Test
    void statusReadsTheToolsOwnSettings() throws Exception {
        assertThat(run("backup", "create")).as(said()).isZero();
        assertThat(run("status")).as(results() + said()).isZero();
        Files.writeString(
                layout.toolEnvironment(),
                """
                BIPCTL_BACKUP_SECONDS=/mnt/x
                BIPCTL_BACKUP_KEEP=all
                BIPCTL_BACKUP_RECIPIENT=age1short
                BIPCTL_KEEP_RELEASES=many
                """);

        assertThat(run("status")).isEqualTo(4);

        String all = results() + said();
        assertThat(all).contains("BIP-L105", "BIP-B107", "BIP-B104", "BIP-U154");
        assertThat(all).contains("BIPCTL_BACKUP_SECONDS", "BIPCTL_BACKUP_SECOND,");
        // Such that they work as printed.
        assertThat(all).contains(layout.toolEnvironment().toString()).doesNotContain(" /etc/bip");
    }
}

package bip.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** Backups on a real Debian: while an editor writes, onto an empty machine, and what goes wrong. */
@Tag("recovery")
class BackupIT {

    private static final String LIVE = "/var/lib/bip/data/1/bip.db";

    @TempDir private static Path folder;

    private static DebianMachine machine;
    private static Bulletin bulletin;

    @BeforeAll
    static void install() throws Exception {
        machine = DebianMachine.boot(DebianSuite.BOOKWORM, folder.resolve("machine"));
        bulletin = Bulletin.install(machine);
    }

    @AfterAll
    static void powerCut() throws Exception {
        machine.close();
    }

    @Test
    void anEmptyMachineGetsEveryRowAndFileOfTheBackup() throws Exception {
        try (var editor = editor()) {
            bulletin.bipctl("backup", "create").ended(0);
            EditorReport report = editor.stopEditor();
            assertThat(report.problems()).isEmpty();
            assertThat(report.accepted()).as("saves beside the backup").isNotEmpty();
        }
        bulletin.bipctl("backup", "verify").ended(0);
        putTogetherByHand();
        machine.shell("cp -r /var/backups/bip /mnt/exchange/kopie").ended(0);
        var then = DatabaseRows.of(machine.exchange().resolve("then.db"));
        assertThat(then.count()).isGreaterThan(1000);
        String files = files(machine);

        try (var other = DebianMachine.boot(DebianSuite.BOOKWORM, folder.resolve("other"))) {
            var restored = Bulletin.empty(other);
            HostCommand.run(
                            Duration.ofMinutes(2),
                            "cp",
                            "-r",
                            machine.exchange().resolve("kopie").toString(),
                            other.exchange().toString())
                    .ended(0);
            long start = System.nanoTime();
            restored.bipctl("backup", "restore", "--from", "/mnt/exchange/kopie", "--yes").ended(0);
            restored.assertServes("1.0.0");
            System.out.printf(
                    "from package and backup to a running bulletin: %.1f s%n",
                    (System.nanoTime() - start) / 1e9);
            var now = DatabaseRows.of(other.files().resolve(LIVE.substring(1)));
            assertThat(then.missingIn(now)).isEmpty();
            assertThat(now.missingIn(then)).isEmpty();
            assertThat(files(other)).isEqualTo(files);
            restored.bipctl("status").ended(0);
            other.reboot();
            restored.assertServes("1.0.0");
        }
    }

    /** The newest backup's database, with what every Linux has. */
    private static void putTogetherByHand() throws Exception {
        machine.shell(
                        """
                        set -eu
                        cd /var/backups/bip
                        K=backups/$(ls backups | tail -n 1)
                        (cd "$K" && sha256sum --check --quiet SHA256SUMS)
                        cat "$K"/*.sha256 | sha256sum --check --quiet
                        cut -c67- "$K/database.sha256" | xargs cat >/mnt/exchange/then.db
                        """)
                .ended(0);
    }

    /** Sizes, owners and modes too; the content is what the name says. */
    private static String files(DebianMachine of) throws Exception {
        of.shell(
                        "cd /var/lib/bip/attachments && find . -type f -printf '%f  %p\\n'"
                                + " | sha256sum --check --quiet")
                .ended(0);
        return of.shell(
                        "cd /var/lib/bip/attachments && find . -type f -printf '%p %s %u %g %m\\n'"
                                + " | sort")
                .ended(0)
                .out();
    }

    private static LoadProcess editor() throws Exception {
        String password =
                bulletin.bipctl("user", "create", "redaktorka", "--generate")
                        .ended(0)
                        .out()
                        .lines()
                        .filter(line -> line.startsWith("Password: "))
                        .map(line -> line.substring("Password: ".length()))
                        .findFirst()
                        .orElseThrow();
        String page =
                machine.shell(
                                "sqlite3 -readonly /opt/bip/current/data/bip.db \"SELECT id FROM page"
                                        + " WHERE state = 'published' ORDER BY id DESC LIMIT 1\"")
                        .ended(0)
                        .out()
                        .strip();
        return LoadProcess.editor(
                machine.onItsNetwork(),
                "--port=8080",
                "--login=redaktorka",
                "--password=" + password,
                "--page=" + page,
                "--pause-millis=50");
    }

    @Test
    void theUnitsMakeOneAndProveIt() throws Exception {
        for (String unit : List.of("bip-backup.service", "bip-drill.service")) {
            var run = machine.run("systemctl", "start", unit);
            assertThat(run.exitCode()).as("%s%n%s", unit, machine.journal(60)).isZero();
        }
        String certificate =
                machine.shell("cat /var/backups/bip/certificates/*.txt | tail -n 22")
                        .ended(0)
                        .out();
        assertThat(certificate).contains("KOPIA ODTWARZA SIĘ", "-daily");
        var status = JsonMapper.shared().readTree(bulletin.bipctl("status", "--json").out());
        assertThat(status.required("backups").required("proved").isNull()).isFalse();
        for (String timer : List.of("bip-backup.timer", "bip-drill.timer")) {
            assertThat(bulletin.property(timer, "ActiveState")).isEqualTo("active");
        }
        assertThat(machine.shell("find /var/lib/bip -maxdepth 1 -name '.*' -mindepth 1").out())
                .isEmpty();
    }

    @Test
    void ofTwoAtOnceOneIsTurnedAway() throws Exception {
        Process first =
                machine.program("bipctl", "backup", "create")
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve("first").toFile())
                        .start();
        int refused = 0;
        while (first.isAlive()) {
            refused += bulletin.bipctl("backup", "create").exitCode() == 12 ? 1 : 0;
        }
        assertThat(first.exitValue()).as(Files.readString(folder.resolve("first"))).isIn(0, 12);
        assertThat(refused + (first.exitValue() == 12 ? 1 : 0)).isPositive();
        bulletin.bipctl("backup", "verify").ended(0);
    }

    @Test
    void aFullTargetAndOneThatVanishesLeaveTheOthersAlone() throws Exception {
        machine.shell("mkdir -p /mnt/second && mount -t tmpfs -o size=4m second /mnt/second")
                .ended(0);
        machine.shell("echo BIPCTL_BACKUP_SECOND=/mnt/second >>/etc/bip/bipctl.env").ended(0);
        try {
            assertThat(bulletin.bipctl("backup", "create").ended(40).err()).contains("BIP-B113");
            machine.shell("ls /mnt/second/backups | grep -c .").ended(1);
            machine.shell("mount -o remount,size=600m /mnt/second").ended(0);
            bulletin.bipctl("backup", "create").ended(0);
            bulletin.bipctl("backup", "verify", "--from", "/mnt/second").ended(0);

            machine.shell("umount /mnt/second").ended(0);
            assertThat(bulletin.bipctl("backup", "create").ended(40).err()).contains("BIP-B111");
            assertThat(machine.shell("ls -A /mnt/second").out()).isEmpty();
            assertThat(bulletin.bipctl("status").ended(4).out()).contains("BIP-B147");

            machine.shell("mount -t tmpfs -o size=4m first /var/backups/bip").ended(0);
            try {
                assertThat(bulletin.bipctl("backup", "create").ended(40).err())
                        .contains("BIP-B112");
                assertThat(bulletin.bipctl("backup", "list").out()).doesNotContain("Z-manual");
            } finally {
                machine.shell("umount /var/backups/bip").ended(0);
            }
        } finally {
            machine.shell("sed -i /BACKUP_SECOND/d /etc/bip/bipctl.env").ended(0);
        }
        bulletin.bipctl("backup", "create").ended(0);
        bulletin.bipctl("backup", "verify").ended(0);
    }

    /** Every hash is right; what is in the backup is not what was backed up. */
    @Test
    void theDrillFindsWhatNoHashTells() throws Exception {
        machine.shell("rm -rf /var/backups/wrong").ended(0);
        bulletin.bipctl("backup", "create").ended(0);
        machine.shell("cp -r /var/backups/bip /var/backups/wrong").ended(0);
        machine.shell(
                        """
                        set -eu
                        cd /var/backups/wrong
                        K=backups/$(ls backups | tail -n 1)
                        cut -c67- "$K/database.sha256" | xargs cat >/root/wrong.db
                        sqlite3 /root/wrong.db "PRAGMA foreign_keys=OFF; DELETE FROM label WHERE id > 3;
                            DELETE FROM page_label WHERE label_id > 3"
                        rm -f /root/piece-*
                        split -a 4 -b 65536 /root/wrong.db /root/piece-
                        : >"$K/database.sha256"
                        for piece in /root/piece-*; do
                            sum=$(sha256sum <"$piece" | cut -c-64)
                            mkdir -p "objects/$(echo "$sum" | cut -c-2)"
                            cp "$piece" "objects/$(echo "$sum" | cut -c-2)/$sum"
                            echo "$sum  objects/$(echo "$sum" | cut -c-2)/$sum" >>"$K/database.sha256"
                        done
                        sum=$(sha256sum </root/wrong.db | cut -c-64)
                        sed -i "s/\\"databaseSha256\\":\\"[0-9a-f]*\\"/\\"databaseSha256\\":\\"$sum\\"/" "$K/backup.json"
                        cd "$K"
                        names=$(grep -v '^#' SHA256SUMS | cut -c67-)
                        sha256sum $names >SHA256SUMS
                        echo "# $(sha256sum <SHA256SUMS | cut -c-64)" >>SHA256SUMS
                        """)
                .ended(0);
        bulletin.bipctl("backup", "verify", "--from", "/var/backups/wrong").ended(0);
        var drill = bulletin.bipctl("backup", "drill", "--from", "/var/backups/wrong").ended(41);
        assertThat(drill.err()).contains("BIP-B130", "table label has 3 rows");

        machine.shell(
                        """
                        set -eu
                        rm -rf /var/backups/wrong
                        cp -r /var/backups/bip /var/backups/wrong
                        cd /var/backups/wrong
                        cd backups/$(ls backups | tail -n 1)
                        sed -i 1d attachments.sha256
                        names=$(grep -v '^#' SHA256SUMS | cut -c67-)
                        sha256sum $names >SHA256SUMS
                        echo "# $(sha256sum <SHA256SUMS | cut -c-64)" >>SHA256SUMS
                        """)
                .ended(0);
        bulletin.bipctl("backup", "verify", "--from", "/var/backups/wrong").ended(0);
        drill = bulletin.bipctl("backup", "drill", "--from", "/var/backups/wrong").ended(41);
        assertThat(drill.err()).contains("BIP-B130", "attachment");
        assertThat(machine.shell("cat /var/backups/wrong/certificates/*.txt").out())
                .contains("NIE ODTWARZA SIĘ");
        bulletin.assertServes("1.0.0");
    }

    @Test
    void overWhatRunsItCanBeTakenBack() throws Exception {
        bulletin.bipctl("backup", "create").ended(0);
        try (var visitors = bulletin.visitors(false)) {
            bulletin.bipctl("backup", "restore", "--yes").ended(0);
            bulletin.assertServes("1.0.0");
            bulletin.bipctl("rollback", "--yes").ended(13);
            bulletin.bipctl("rollback", "--restore-data", "--yes").ended(0);
            bulletin.assertServes("1.0.0");
            LoadReport report = visitors.stop();
            assertThat(report.failed()).as(report.firstFailure()).isZero();
            assertThat(report.answered()).isPositive();
        }
        bulletin.bipctl("history", "--verify").ended(0);
    }
}

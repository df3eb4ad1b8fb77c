package bip.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Releases, settings and databases that are not as they should be. */
@ExtendWith(Laboratory.Key.class)
class BadReleaseIT {

    private static final String SETTINGS = "etc/bip/bip.env";

    /** The bad one is taken back and blocked; another one can be had at once. */
    @Tag("faults")
    @ParameterizedTest
    @CsvSource({"dies-once-ready, S120, does not live long", "sick, S121, 500"})
    void isTakenBack(String fault, String code, String cause, Laboratory laboratory)
            throws Exception {
        laboratory.reset().tell(fault).readyLimit(20);
        var before = laboratory.names();

        var run = laboratory.upgrade(Laboratory.FAULTY, 30);

        assertThat(run.err()).contains("BIP-" + code, cause, "BIP-U134", "1.0.0 is current again");
        laboratory.assertServes("1.0.0");
        assertThat(laboratory.names()).isEqualTo(before);
        assertThat(laboratory.history()).first().isEqualTo("upgrade 1.9.0 rolled-back");
        assertThat(laboratory.processes()).hasSize(1);
        assertThat(laboratory.site().bipctl("status", "--json").ended(0).out()).contains("1.9.0");
        laboratory.readyLimit(60);
        laboratory.secondRunWorks();
    }

    @Tag("torture")
    @ParameterizedTest
    @CsvSource({
        "dies, S120, cannot start",
        "never-ready, S121, was not ready after 20 s",
        "wrong-version, S122, 9.9.9",
    })
    void isTakenBackToo(String fault, String code, String cause, Laboratory laboratory)
            throws Exception {
        isTakenBack(fault, code, cause, laboratory);
    }

    @Test
    @Tag("torture")
    void aReleaseThatDislikesTheSettingsIsRefusedInTime(Laboratory laboratory) throws Exception {
        laboratory.reset().tell("dislikes-settings");
        var before = laboratory.names();
        var run = laboratory.upgrade(Laboratory.FAULTY, 13);
        assertThat(run.err())
                .contains(
                        "BIP-S112", "BIP_LISTEN", "wants it otherwise", "the site was not touched");
        laboratory.assertServes("1.0.0");
        assertThat(laboratory.names()).isEqualTo(before);
        laboratory.tell("none").upgrade(Laboratory.FAULTY, 0);
        laboratory.assertServes(Laboratory.FAULTY);
    }

    /** A setting that was spoiled since the start, a secret that cannot be read. */
    @Tag("torture")
    @ParameterizedTest
    @CsvSource({
        "BIP_TIME_ZONE=Mars/Olympus, 13, S112, BIP_TIME_ZONE",
        "CREDENTIALS_DIRECTORY=secrets, 1, S110, sentry-dsn",
    })
    void aSettingThatCannotBeUsedStopsAnUpgrade(
            String line, int exitCode, String code, String cause, Laboratory laboratory)
            throws Exception {
        laboratory.reset();
        Path settings = laboratory.path(SETTINGS);
        String good = Files.readString(settings);
        String folder = laboratory.path("secrets").toString();
        // A folder where the secret should be: unreadable for root, too.
        Files.createDirectories(laboratory.path("secrets/sentry-dsn"));
        Files.writeString(settings, good + line.replace("=secrets", "=" + folder) + "\n");
        var run = laboratory.upgrade("1.1.0", exitCode);
        assertThat(run.err()).contains("BIP-" + code, cause);
        laboratory.assertServes("1.0.0");
        Files.writeString(settings, good);
        laboratory.secondRunWorks();
    }

    @Test
    @Tag("torture")
    void anUnknownKeyIsPointedOutAndStopsNothing(Laboratory laboratory) throws Exception {
        laboratory.reset();
        Files.writeString(laboratory.path(SETTINGS), "BIP_BASE_ULR=x\n", StandardOpenOption.APPEND);
        var run = laboratory.upgrade("1.1.0", 0);
        assertThat(run.err()).contains("BIP_BASE_ULR", "BIP_BASE_URL");
        laboratory.assertServes("1.1.0");
    }

    /** The old process is one that bipctl knows nothing of, and holds the address. */
    @Test
    @Tag("torture")
    void anOldProcessThatSurvivesIsNotTakenForTheNewRelease(Laboratory laboratory)
            throws Exception {
        laboratory.reset();
        Files.delete(laboratory.path("run/bip/server.json"));
        var run = laboratory.upgrade("1.1.0", 30);
        // The new one cannot listen and dies; which of the two is seen first is a matter of time.
        assertThat(run.err()).containsAnyOf("BIP-S120", "BIP-S122").contains("BIP-U134");
        laboratory.assertServes("1.0.0");
        laboratory.endServer();
        laboratory.secondRunWorks();
    }

    /** Exit 31: neither the new release nor the old one starts. */
    @Test
    @Tag("faults")
    void whenTakingBackFailsTooItSaysSoAndTheNextRunGoesOn(Laboratory laboratory) throws Exception {
        laboratory.reset().tell("dies");
        Path java = java(laboratory, "1.0.0");
        Path hidden = java.resolveSibling("java.hidden");
        try (var upgrade = UnderWay.upgrade(laboratory, Laboratory.FAULTY)) {
            upgrade.awaitStep("restart").meanwhile(() -> Files.move(java, hidden));
            var run = upgrade.end().ended(31);
            assertThat(run.err()).contains("BIP-S120", "BIP-U131", "may be down", "resume");
        }
        var status = laboratory.site().bipctl("status");
        assertThat(status.out() + status.err()).contains("CUT SHORT");
        assertThat(laboratory.site().bipctl("resume", "--lang=pl").ended(31).err())
                .contains("BIP-U131", "Co dalej:");
        Files.move(hidden, java);

        laboratory.site().bipctl("resume").ended(0);

        laboratory.assertServes("1.0.0");
        assertThat(laboratory.history()).first().isEqualTo("upgrade 1.9.0 rolled-back");
        laboratory.secondRunWorks();
    }

    private static Path java(Laboratory laboratory, String version) throws Exception {
        return release(laboratory, version).resolve("runtime/bin/java");
    }

    private static Path release(Laboratory laboratory, String version) throws Exception {
        try (var releases = Files.list(laboratory.path("opt/bip/releases"))) {
            return releases.filter(it -> it.getFileName().toString().startsWith(version + "-"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    @Test
    @Tag("torture")
    void aRollbackWhoseOwnProbeFailsComesBackToWhatRan(Laboratory laboratory) throws Exception {
        laboratory.reset().upgrade("1.1.0", 0);
        Path java = java(laboratory, "1.0.0");
        Path hidden = java.resolveSibling("java.hidden");
        try (var rollback = UnderWay.start(laboratory, "rollback", "--yes")) {
            rollback.awaitStep("restart").meanwhile(() -> Files.move(java, hidden));
            var run = rollback.end().ended(30);
            assertThat(run.err()).contains("BIP-S120", "BIP-U134", "1.1.0 is current again");
        }
        laboratory.assertServes("1.1.0");
        Files.move(hidden, java);
        laboratory.site().bipctl("rollback", "--yes").ended(0);
        laboratory.assertServes("1.0.0");
    }

    @Test
    @Tag("torture")
    void aRollbackWhoseTargetWasDeletedOrDamaged(Laboratory laboratory) throws Exception {
        laboratory.reset().upgrade("1.1.0", 0);
        Path old = release(laboratory, "1.0.0");
        Path jar = old.resolve("lib/bip-server.jar");
        byte[] good = Files.readAllBytes(jar);
        byte[] bad = good.clone();
        bad[bad.length / 2] ^= 1;
        Files.delete(jar);
        Files.write(jar, bad);
        // It comes anew from the channel; without that nothing is touched.
        var offline = laboratory.site().bipctl("rollback", "--yes", "--channel=/nowhere").ended(20);
        assertThat(offline.err()).contains("BIP-R107", "bip-server.jar", "fetched anew");
        laboratory.assertServes("1.1.0");
        rollback(laboratory).ended(0);
        laboratory.assertServes("1.0.0");

        laboratory.upgrade("1.1.0", 0);
        laboratory.forget("1.0.0");
        assertThat(rollback(laboratory).ended(13).err()).contains("BIP-U105", "--version VERSION");
        laboratory.assertServes("1.1.0");
        rollback(laboratory, "--version=1.0.0").ended(0);
        laboratory.assertServes("1.0.0");
    }

    private static Site.Run rollback(Laboratory laboratory, String... more) throws Exception {
        var words = new ArrayList<>(List.of("rollback", "--yes", "--unsigned"));
        words.addAll(List.of(more));
        return laboratory.site().bipctl(words.toArray(String[]::new));
    }

    /** Somebody's shell holds the database, nobody serves. */
    @Test
    @Tag("faults")
    void aDatabaseThatSomebodyHasLockedIsNamed(Laboratory laboratory) throws Exception {
        laboratory.reset();
        laboratory.site().bipctl("stop").ended(0);
        Path database = laboratory.path("var/lib/bip/data/1/bip.db");
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database);
                Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA locking_mode=EXCLUSIVE");
            statement.execute("BEGIN EXCLUSIVE");
            statement.execute("CREATE TABLE lock (x)");
            var run = laboratory.upgrade("1.1.0", 1);
            assertThat(run.err()).contains("BIP-S110", "the database is busy", database.toString());
        }
        laboratory.secondRunWorks();
    }

    @Test
    @Tag("faults")
    void aMigrationThatHangsCanBeStopped(Laboratory laboratory) throws Exception {
        laboratory.reset().tell("migration-hangs");
        var before = laboratory.names();
        try (var upgrade = UnderWay.upgrade(laboratory, Laboratory.FAULTY)) {
            upgrade.awaitStep("migrate").awaitChild(" migrate");
            assertThat(laboratory.site().get(Laboratory.PAGE).status()).isEqualTo(200);
            var run = upgrade.signal("INT").end().ended(130);
            assertThat(run.err()).contains("BIP-U135");
        }
        laboratory.assertServes("1.0.0");
        assertThat(laboratory.names()).isEqualTo(before);
        assertThat(laboratory.processes()).hasSize(1);
        laboratory.secondRunWorks();
    }

    /** Its first migration succeeds, its second fails at its second statement. */
    @Test
    @Tag("torture")
    void aMigrationThatFailsHalfWay(Laboratory laboratory) throws Exception {
        Path work = Files.createTempDirectory("bip-half-way");
        laboratory.reset();
        laboratory
                .channel()
                .add(SchemaRelease.make("2.0.0", SchemaRelease.Change.FAILS_HALF_WAY, work));
        Trees.delete(work);
        var before = laboratory.names();
        var run = laboratory.upgrade("2.0.0", 13);
        assertThat(run.err()).contains("BIP-U170", "no_such_column", "was not touched");
        laboratory.assertServes("1.0.0");
        assertThat(laboratory.names()).isEqualTo(before);
        assertThat(laboratory.history()).first().isEqualTo("upgrade 2.0.0 undone");
        laboratory.secondRunWorks();
    }

    /** As the kernel does when memory is short. */
    @Test
    @Tag("torture")
    void aMigratorThatIsKilled(Laboratory laboratory) throws Exception {
        laboratory.reset().tell("migration-hangs");
        try (var upgrade = UnderWay.upgrade(laboratory, Laboratory.FAULTY)) {
            upgrade.awaitStep("migrate").awaitChild(" migrate").destroyForcibly();
            assertThat(upgrade.end().ended(1).err()).contains("BIP-U180", "migrate", "free -m");
        }
        laboratory.assertServes("1.0.0");
        laboratory.secondRunWorks();
    }

    /** The old one while the new data are made; it is not missed once the new one serves. */
    @Test
    @Tag("torture")
    void aServerThatIsKilled(Laboratory laboratory) throws Exception {
        laboratory.reset();
        ProcessHandle server = laboratory.processes().getFirst();
        try (var upgrade = UnderWay.upgrade(laboratory, "1.1.0")) {
            upgrade.awaitStep("copy").meanwhile(server::destroyForcibly);
            upgrade.end().ended(0);
        }
        laboratory.assertServes("1.1.0");
        laboratory.endServer();
        assertThat(laboratory.site().bipctl("status").ended(3).out()).contains("killed");
        laboratory.site().bipctl("restart").ended(0);
        laboratory.assertServes("1.1.0");
    }
}

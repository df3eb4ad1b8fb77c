package bip.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/**
 * SIGKILL of the real bipctl at random moments of making and of removing backups. After each one
 * every backup that is listed is whole, the next one is made, and nothing is left over.
 */
@Tag("torture")
class BackupKillsIT {

    private static final int EACH = Integer.getInteger("bip.torture.backups", 40);
    private static final long SEED = 6_000;

    @TempDir Path folder;

    private Site site;
    private Path repository;

    @BeforeEach
    void install() throws Exception {
        Path released = folder.resolve("channel");
        new ChannelFolder(Files.createDirectories(released)).add(Checkout.archive("1.0.0"));
        site = Site.prepare(folder.resolve("site"), released.toString());
        repository = site.root().resolve("var/backups/bip");
        Files.writeString(
                site.root().resolve("etc/bip/bipctl.env"),
                "BIPCTL_BACKUP_SECOND="
                        + Files.createDirectory(folder.resolve("second"))
                        + "\nBIPCTL_BACKUP_KEEP=daily=1,weekly=0,monthly=0,upgrade=0,manual=2\n",
                StandardOpenOption.APPEND);
        site.bipctl("install", "1.0.0", "--unsigned", "--yes").ended(0);
        site.server("import", "biuletyn-bip", Checkout.legacyData().toString()).ended(0);
    }

    @AfterEach
    void stop() throws Exception {
        site.close();
    }

    @Test
    void makingOne() throws Exception {
        int killed = 0;
        for (int round = 0; round < EACH; round++) {
            // Something new each time, so that there is something to write.
            site.bipctl("user", "create", "osoba-" + round, "--generate").ended(0);
            killed += kill(List.of("backup", "create"), SEED + round, 2_500) ? 1 : 0;
            judge();
        }
        System.out.println("backup create: " + killed + " of " + EACH + " killed under way");
        assertThat(killed).isGreaterThan(EACH / 3);
    }

    @Test
    void removingSome() throws Exception {
        int killed = 0;
        for (int round = 0; round < EACH; round++) {
            site.bipctl("user", "create", "osoba-" + round, "--generate").ended(0);
            site.bipctl("backup", "create").ended(0);
            killed += kill(List.of("backup", "prune"), SEED + round, 700) ? 1 : 0;
            judge();
        }
        System.out.println("backup prune: " + killed + " of " + EACH + " killed under way");
        assertThat(killed).isGreaterThan(EACH / 3);
    }

    /** Whether it was still at work when the signal came. */
    private boolean kill(List<String> command, long seed, int longestMillis) throws Exception {
        Process process = site.start(Map.of(), folder.resolve("killed"), command);
        boolean isOver =
                process.waitFor(new Random(seed).nextInt(longestMillis), TimeUnit.MILLISECONDS);
        process.destroyForcibly().waitFor();
        return !isOver;
    }

    private void judge() throws Exception {
        if (Files.exists(repository.resolve("repository.json"))) {
            site.bipctl("backup", "verify").ended(0);
        }
        var made =
                JsonMapper.shared()
                        .readTree(site.bipctl("backup", "create", "--json").ended(0).out());
        assertThat(site.bipctl("backup", "list").ended(0).out())
                .contains(made.required("id").stringValue());
        for (Path one : List.of(repository, folder.resolve("second"))) {
            site.bipctl("backup", "verify", "--from", one.toString()).ended(0);
            try (var files = Files.walk(one)) {
                assertThat(files.map(Path::toString))
                        .noneMatch(it -> it.endsWith(".part") || it.endsWith(".removed"));
            }
        }
        assertThat(site.root().resolve("var/lib/bip/data/.backup")).doesNotExist();
        site.bipctl("status").ended(0);
        assertThat(site.get("/").status()).isEqualTo(200);
    }
}

package bip.ctl.upgrade;

import static org.assertj.core.api.Assertions.assertThat;

import bip.ctl.support.AtomicFiles;
import bip.ctl.support.Programs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Ends the run at each point where something was just written down or just done, as {@code kill -9}
 * would, and lets the next run recover; that one is ended at each of its points as well.
 */
class CrashMatrixTest {

    @TempDir Path folder;

    /** What a killed process does: nothing more, not even undo. */
    private static final class Killed extends Error {
        private static final long serialVersionUID = 1;
    }

    /** Kills at the given event, counted from 1. */
    private static final class Killer implements UpgradeEvent.Listener {
        private int left;

        Killer(int at) {
            left = at;
        }

        @Override
        public void on(UpgradeEvent event) {
            if (!(event instanceof UpgradeEvent.Advanced) && --left == 0) {
                throw new Killed();
            }
        }
    }

    /** Makes a site what it is before the operation. */
    private interface Preparation {
        void prepare(Site site) throws Exception;
    }

    /** Plans what is then cut short. */
    private interface Planning {
        Planned plan(Site site) throws Exception;
    }

    @Test
    void installIsUndoneOrFinished() throws Exception {
        everyPoint(
                site -> {
                    site.offering("1.0.0", 1, "well");
                },
                site -> site.planner().planInstall(new Wanted.Usual()),
                "- -",
                "1.0.0 1.0.0");
    }

    @Test
    void upgradeIsUndoneOrFinished() throws Exception {
        everyPoint(
                site -> {
                    site.offering("1.0.0", 1, "well").installed("1.0.0").write("a page");
                    site.offering("1.1.0", 2, "well");
                },
                site -> site.planner().planUpgrade(new Wanted.Usual()),
                "1.0.0 1.0.0",
                "1.1.0 1.1.0");
    }

    @Test
    void failingUpgradeIsTakenBack() throws Exception {
        everyPoint(
                site -> {
                    site.offering("1.0.0", 1, "well").installed("1.0.0").write("a page");
                    site.offering("1.1.0", 2, "dies");
                },
                site -> site.planner().planUpgrade(new Wanted.Usual()),
                "1.0.0 1.0.0",
                "");
    }

    @Test
    void rollbackIsUndoneOrFinished() throws Exception {
        everyPoint(
                site -> {
                    site.offering("1.0.0", 1, "well").installed("1.0.0");
                    site.offering("1.1.0", 1, "well");
                    site.assertDone(site.upgrade("1.1.0"));
                },
                site -> site.planner().planRollback(null),
                "1.1.0 1.1.0",
                "1.0.0 1.0.0");
    }

    @Test
    void restorationIsUndoneOrFinished() throws Exception {
        everyPoint(
                site -> {
                    site.offering("1.0.0", 1, "well").installed("1.0.0").write("a page");
                    site.offering("1.1.0", 2, "well");
                    site.assertDone(site.upgrade("1.1.0"));
                    site.write("a page and more");
                },
                site -> site.planner().planRollback(null, true),
                "1.1.0 1.1.0",
                "1.0.0 1.0.0");
    }

    @Test
    void upgradeThatLetsGoOfAnOldGenerationIsUndoneOrFinished() throws Exception {
        everyPoint(
                site -> {
                    Files.writeString(site.layout.toolEnvironment(), "BIPCTL_KEEP_RELEASES=1\n");
                    site.offering("1.0.0", 1, "well").installed("1.0.0");
                    site.offering("1.1.0", 1, "well");
                    site.assertDone(site.upgrade("1.1.0"));
                    site.offering("1.2.0", 1, "well");
                },
                site -> site.planner().planUpgrade(new Wanted.Usual()),
                "1.1.0 1.1.0",
                "1.2.0 1.2.0");
        // The last point was never reached: that run went through.
        assertThat(folder.resolve("site/root/opt/bip/generations/1")).doesNotExist();
    }

    @Test
    void restoreOntoAnEmptyMachineIsUndoneOrFinished() throws Exception {
        KeptBackup backup = BackupPuttingBackTest.backupOf(folder.resolve("origin"), "a page");
        everyPoint(_ -> {}, site -> site.planner().planRestore(backup), "- -", "1.0.0 1.0.0");
    }

    @Test
    void restoreOverWhatRunsIsUndoneOrFinished() throws Exception {
        KeptBackup backup = BackupPuttingBackTest.backupOf(folder.resolve("origin"), "a page");
        everyPoint(
                site -> {
                    site.offering("1.1.0", 2, "well").installed("1.1.0").write("other words");
                },
                site -> site.planner().planRestore(backup),
                "1.1.0 1.1.0",
                "1.0.0 1.0.0");
    }

    /** The site is made once; each point begins with all its files as they were then. */
    private void everyPoint(Preparation preparation, Planning planning, String before, String after)
            throws Exception {
        Path place = folder.resolve("site");
        Path prepared = folder.resolve("prepared");
        try (var site = new Site(place)) {
            preparation.prepare(site);
            assertThat(site.serving()).isEqualTo(before);
        }
        Files.move(place, prepared);
        int undone = 0;
        int finished = 0;
        for (int point = 1; ; point++) {
            try (var site = new Site(place)) {
                putBack(prepared, site, place);
                assertThat(site.serving()).as("point %d", point).isEqualTo(before);
                Planned plan = planning.plan(site);
                List<String> tree = site.tree();
                if (!isKilled(site, plan, point)) {
                    break;
                }
                recover(site);
                if (site.serving().equals(before)) {
                    assertThat(site.tree()).as("point %d", point).isEqualTo(tree);
                    undone++;
                } else {
                    assertThat(site.serving()).as("point %d", point).isEqualTo(after);
                    finished++;
                }
                assertThat(site.operations().findUnfinished()).isEmpty();
                assertThat(site.layout.openOperation()).doesNotExist();
                assertThat(new Journals(site.layout).check().flaws())
                        .as("point %d", point)
                        .isEmpty();
            }
        }
        // Two events for each step before the thaw at the least; two steps after it.
        assertThat(undone).isGreaterThan(20);
        assertThat(finished).isGreaterThanOrEqualTo(after.isEmpty() ? 0 : 5);
    }

    /** In the same place, because links name it; its server runs if one ran. */
    private static void putBack(Path prepared, Site site, Path place) throws Exception {
        AtomicFiles.deleteTree(place);
        var copied =
                Programs.run(
                        List.of("cp", "-a", prepared.toString(), place.toString()),
                        Map.of("PATH", "/usr/bin:/bin"),
                        Duration.ofSeconds(60));
        assertThat(copied.exitCode()).as(copied.err()).isZero();
        if (Files.exists(site.layout.current())) {
            site.service.start();
        }
    }

    private static boolean isKilled(Site site, Planned plan, int point) throws IOException {
        try {
            site.run(plan, new Killer(point));
            return false;
        } catch (Killed e) {
            return true;
        }
    }

    /** Each attempt lives one event longer than the one before. */
    private static void recover(Site site) throws IOException {
        int point = 1;
        while (isRecoveryKilled(site, point)) {
            point++;
        }
    }

    private static boolean isRecoveryKilled(Site site, int point) throws IOException {
        try {
            Optional<Outcome> outcome = site.operations().recover(new Killer(point));
            assertThat(outcome)
                    .hasValueSatisfying(it ->
                            assertThat(it)
                                    .isNotInstanceOfAny(
                                            Outcome.Stuck.class, Outcome.Unfinished.class));
            return false;
        } catch (Killed e) {
            return true;
        }
    }
}

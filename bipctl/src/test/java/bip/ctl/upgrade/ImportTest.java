package bip.ctl.upgrade;

import static org.assertj.core.api.Assertions.assertThat;

import bip.ctl.release.ReleaseVersion;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A release that is brought by itself, for an upgrade that comes later. */
class ImportTest {

    @TempDir Path folder;
    private Site site;
    private List<String> before = List.of();

    @BeforeEach
    void site() throws Exception {
        site = new Site(folder).offering("1.0.0", 1, "well").installed("1.0.0");
        site.offering("1.1.0", 2, "well");
        before = site.tree();
    }

    @AfterEach
    void close() {
        site.close();
    }

    private Planned planned(String version) throws Exception {
        return site.planner().planImport(new Wanted.Exactly(Site.parse(version)));
    }

    private List<String> releases() throws Exception {
        return site.machine().store().list().stream().map(it -> it.version().toString()).toList();
    }

    @Test
    void switchesNothingAndStaysUntilItsUpgrade() throws Exception {
        site.assertDone(site.run(planned("1.1.0")));
        assertThat(site.serving()).isEqualTo("1.0.0 1.0.0");
        assertThat(site.layout.downloads()).isEmptyDirectory();
        assertThat(site.operations().findChangedCurrent()).isEmpty();

        var verdict = new Retention(site.machine()).decide();
        assertThat(verdict.all())
                .anyMatch(it -> it.isKept() && it.reason() == Kept.Reason.IMPORTED);
        new Retention(site.machine()).carryOut(verdict);
        assertThat(releases()).containsExactly("1.0.0", "1.1.0");

        Planned upgrade = site.planner().planUpgrade(new Wanted.Exactly(Site.parse("1.1.0")));
        assertThat(((Planned.Ready) upgrade).plan().source()).isInstanceOf(Source.OnDisk.class);
        site.assertDone(site.run(upgrade));
        assertThat(new Retention(site.machine()).decide().all())
                .noneMatch(it -> it.reason() == Kept.Reason.IMPORTED);
    }

    @Test
    void whatIsNoLongerNewerGoes() throws Exception {
        site.assertDone(site.run(planned("1.1.0")));
        site.offering("1.2.0", 2, "well");
        site.assertDone(site.upgrade("1.2.0"));
        assertThat(releases()).containsExactly("1.0.0", "1.2.0");
    }

    @Test
    void aPersonMayRemoveIt() throws Exception {
        site.assertDone(site.run(planned("1.1.0")));
        var retention = new Retention(site.machine());
        retention.carryOut(retention.decideRemoval(new ReleaseVersion(1, 1, 0)));
        assertThat(site.tree()).isEqualTo(before);
    }

    @Test
    void leavesABlockAsItIs() throws Exception {
        site.offering("1.1.0", 2, "dies");
        site.upgrade("1.1.0");
        var blocked = site.machine().policy().load();
        assertThat(blocked.isBlocked(Site.parse("1.1.0"))).isTrue();
        site.assertDone(site.run(planned("1.1.0")));
        assertThat(site.machine().policy().load()).isEqualTo(blocked);
    }

    @ParameterizedTest
    @ValueSource(strings = {"fetch", "unpack"})
    void oneThatWasKilledLeavesNothing(String step) throws Exception {
        CutShort.after(step, site, planned("1.1.0"));
        assertThat(site.operations().findUnfinished()).isPresent();
        assertThat(site.operations().recover(Site.NOBODY)).isPresent();
        assertThat(site.tree()).isEqualTo(before);
        assertThat(site.operations().findChangedCurrent()).isEmpty();
    }

    @Test
    void oneThatWasKilledAtTheEndIsFinished() throws Exception {
        CutShort.after("settle", site, planned("1.1.0"));
        assertThat(site.operations().recover(Site.NOBODY))
                .hasValueSatisfying(it -> assertThat(it).isInstanceOf(Outcome.Done.class));
        assertThat(releases()).containsExactly("1.0.0", "1.1.0");
        assertThat(site.serving()).isEqualTo("1.0.0 1.0.0");
        assertThat(site.operations().findChangedCurrent()).isEmpty();
    }

    /** The part that was kept is told of, counts as here, and goes. */
    @Test
    void aPartOfADownloadIsLetGoOf() throws Exception {
        Path part =
                site.layout
                        .downloads()
                        .resolve("bip-server-1.1.0-linux-x64.tar.gz.0123456789abcdef.partial");
        Files.write(part, new byte[9]);
        var retention = new Retention(site.machine());
        var verdict = retention.decide();
        assertThat(verdict.removed())
                .containsExactly(new Kept(new Kept.OfDownload(part, 9), false, Kept.Reason.CUT));
        retention.carryOut(verdict);
        assertThat(site.layout.downloads()).isEmptyDirectory();
        Files.write(part, new byte[9]);
        site.assertDone(site.upgrade("1.1.0"));
        assertThat(site.layout.downloads()).isEmptyDirectory();
    }

    /** Cut by the network, not killed: the next run goes on with it. */
    @Test
    void whatWasCutInTheSameRunStays() throws Exception {
        var facts = new Facts();
        var fetch =
                new TargetSteps.Fetch(
                        site.machine(), site.machine().channel().get().offers().getLast());
        facts.add(fetch.prepare(facts));
        Path part = Path.of(facts.get(Facts.ARCHIVE) + ".0123456789abcdef.partial");
        Files.write(part, new byte[9]);
        facts.add(Map.of(Facts.FAILED_STEP, "fetch"));
        fetch.undo(facts);
        assertThat(part).exists();
        new TargetSteps.Fetch(site.machine(), null).undo(facts);
        assertThat(site.layout.downloads()).isEmptyDirectory();
    }
}

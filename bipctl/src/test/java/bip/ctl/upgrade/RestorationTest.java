package bip.ctl.upgrade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import bip.ctl.policy.PolicyFile;
import bip.ctl.release.Generation;
import bip.ctl.service.ServerProgram.Changes;
import bip.ctl.support.AtomicFiles;
import bip.ctl.support.ErrorCode;
import bip.ctl.support.Failures;
import bip.ctl.support.Messages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Going back to a release that cannot read today's data. */
class RestorationTest {

    @TempDir Path folder;

    private Site site;

    /** 1.0.0 with a page, then 1.1.0 on a newer schema, and two words more. */
    @BeforeEach
    void leaveARelease() throws Exception {
        site = new Site(folder);
        site.offering("1.0.0", 1, "well").installed("1.0.0").write("page");
        site.offering("1.1.0", 2, "well");
        site.assertDone(site.upgrade("1.1.0"));
        site.write("page and more");
    }

    @AfterEach
    void close() {
        site.close();
    }

    @Test
    void isRefusedWithWhatWouldBeLost() throws Exception {
        List<String> before = site.tree();
        assertThat(refused(ErrorCode.U150, null, false))
                .contains(
                        "Version 1.0.0 cannot read today's data: the database has schema 2, it"
                                + " reads 1 to 1",
                        "data of generation 1",
                        "(1 min ago): saved texts: 2, on pages: 1;",
                        "bipctl rollback --version 1.0.0 --restore-data");
        assertThat(site.tree()).isEqualTo(before);
    }

    @Test
    void saysSoWhenTheReleaseCannotCount() throws Exception {
        site.offering("1.2.0", 2, "cannot-count");
        site.assertDone(site.upgrade("1.2.0"));
        assertThat(refused(ErrorCode.U150, "1.0.0", false)).contains("cannot tell");
        site.assertDone(run(plan("1.0.0")));
        assertThat(site.serving()).isEqualTo("1.0.0 1.0.0");
    }

    @Test
    void bringsACopyOfTheDataOfThenAndLeavesBothAsTheyWere() throws Exception {
        var generations = site.machine().generations();
        Generation then = generations.list().getFirst();
        Generation left = generations.current().orElseThrow();

        var plan = plan(null);
        assertThat(plan.findRestoration().orElseThrow().kept()).isEqualTo(then);
        assertThat(plan.findRestoration().orElseThrow().isNeeded()).isTrue();
        assertThat(plan.steps()).containsSubsequence("freeze", "restore", "switch", "thaw");
        site.assertDone(run(plan));

        assertThat(site.serving()).isEqualTo("1.0.0 1.0.0");
        assertThat(site.read()).isEqualTo("page");
        assertThat(generations.current().orElseThrow().number()).isEqualTo(3);
        assertThat(generations.current().orElseThrow().data()).isNotIn(then.data(), left.data());
        assertThat(then.database()).hasContent("1\npage\n");
        assertThat(left.database()).hasContent("2\npage and more\n");
        assertThat(site.layout.freeze()).doesNotExist();
        var policy = new PolicyFile(site.layout).load();
        assertThat(policy.isBlocked(Site.parse("1.1.0"))).isTrue();
        assertThat(policy.findHold()).isPresent();
    }

    @Test
    void theNextUpgradeGoesOnFromWhatIsCurrentThen() throws Exception {
        site.assertDone(run(plan(null)));
        site.write("page afterwards");
        site.assertDone(site.upgrade("1.1.0"));
        assertThat(site.read()).isEqualTo("page afterwards");
        // What was left with 1.1.0 first is still there to be looked at.
        assertThat(site.machine().generations().list())
                .filteredOn(it -> it.number() == 2)
                .allSatisfy(it -> assertThat(it.database()).hasContent("2\npage and more\n"))
                .hasSize(1);
    }

    @Test
    void countsFromTheLastMomentThatTheDataWereLive() throws Exception {
        Instant left = restoration(null).findLeft().orElseThrow();
        site.offering("1.2.0", 3, "well");
        site.assertDone(site.upgrade("1.2.0"));
        assertThat(restoration("1.0.0").findLeft()).contains(left);
        assertThat(restoration("1.1.0").findLeft().orElseThrow()).isAfter(left);
    }

    @Test
    void countsBegunMinutes() throws IOException {
        Instant left = Instant.parse("2026-03-01T12:00:00Z");
        assertThat(after(left, Duration.ZERO)).isZero();
        assertThat(after(left, Duration.ofSeconds(1))).isEqualTo(1);
        assertThat(after(left, Duration.ofMinutes(47))).isEqualTo(47);
        assertThat(after(left, Duration.ofMinutes(-9))).isZero();
    }

    private long after(Instant left, Duration since) throws IOException {
        Generation any = site.machine().generations().current().orElseThrow();
        return new Restoration(any, left, left.plus(since), null, true).minutes();
    }

    @Test
    void isAllowedWhereItIsNotNeededAndSaysSo() throws Exception {
        site.offering("1.2.0", 2, "well");
        site.assertDone(site.upgrade("1.2.0"));
        site.write("page and more afterwards");
        var restoration = restoration("1.1.0");
        assertThat(restoration.isNeeded()).isFalse();
        assertThat(restoration.findLost()).contains(new Changes(1, 1, 0, 0, 1));
        site.assertDone(run(plan("1.1.0")));
        assertThat(site.read()).isEqualTo("page and more");
    }

    @Test
    void neverLosesAnythingWithoutBeingToldTo() throws Exception {
        site.offering("1.2.0", 2, "well");
        site.assertDone(site.upgrade("1.2.0"));
        site.write("page and more afterwards");
        site.assertDone(site.run(site.planner().planRollback(Site.parse("1.1.0"), false)));
        assertThat(site.read()).isEqualTo("page and more afterwards");
    }

    @Test
    void refusesWhenNothingOfThatTimeIsKept() throws Exception {
        Generation then = site.machine().generations().list().getFirst();
        site.machine().generations().remove(then);
        assertThat(refused(ErrorCode.U114, "1.0.0", false)).contains("no data of its own time");
        assertThat(refused(ErrorCode.U151, "1.0.0", true)).contains("Stay on 1.1.0");
        AtomicFiles.deleteTree(then.release().folder());
        assertThat(refused(ErrorCode.U151, "1.0.0", true)).contains("no data of version 1.0.0");
        var outcome = site.run(site.planner().planRollback(Site.parse("1.0.0"), false));
        assertThat(((Outcome.Failed) outcome).cause())
                .isInstanceOfSatisfying(
                        Refused.class,
                        it -> assertThat(it.reasons().getFirst().code()).isEqualTo(ErrorCode.U114));
        assertThat(site.serving()).isEqualTo("1.1.0 1.1.0");
    }

    @Test
    void aGenerationThatWasNeverProvedGoodIsNotBroughtBack() throws Exception {
        forgetTheJournals();
        assertThat(refused(ErrorCode.U151, "1.0.0", true)).contains("proved good");
    }

    private void forgetTheJournals() throws IOException {
        AtomicFiles.deleteTree(site.layout.operations());
        Files.delete(site.layout.lastOperation());
        Files.createDirectories(site.layout.operations());
    }

    @Test
    void tellsOfWhatWasSavedBetweenTheQuestionAndTheFreeze() throws Exception {
        var plan = plan(null);
        site.write("page and more and last");
        var warnings = new ArrayList<String>();
        site.assertDone(
                site.operations()
                        .run(
                                plan,
                                event -> {
                                    if (event instanceof UpgradeEvent.Warned(var step, var text)) {
                                        warnings.add(step + " " + text);
                                    }
                                }));
        assertThat(warnings).containsExactly("restore 2");
    }

    @Test
    void theReleaseThatIsLeftCopiesWhenTheOldOneCannot() throws Exception {
        site.offering("2.0.0", 3, "fails-snapshot");
        site.assertDone(site.upgrade("2.0.0"));
        site.offering("2.1.0", 4, "well");
        site.assertDone(site.upgrade("2.1.0"));
        site.assertDone(run(plan("2.0.0")));
        assertThat(site.serving()).isEqualTo("2.0.0 2.0.0");
    }

    @Test
    void aPinMovesAlong() throws Exception {
        var policies = new PolicyFile(site.layout);
        policies.save(policies.load().withPin(Site.parse("1.1.0")));
        site.assertDone(run(plan(null)));
        assertThat(policies.load().findPin()).contains(Site.parse("1.0.0"));
    }

    @Test
    void whatFailsIsTakenBackWithTodaysData() throws Exception {
        List<String> before = site.tree();
        Path kept = site.machine().generations().list().getFirst().database();
        var plan = plan(null);
        Files.move(kept, kept.resolveSibling("elsewhere"));
        assertThat(run(plan)).isInstanceOf(Outcome.Failed.class);
        Files.move(kept.resolveSibling("elsewhere"), kept);
        assertThat(site.tree()).isEqualTo(before);
        assertThat(site.read()).isEqualTo("page and more");
    }

    private Restoration restoration(@Nullable String version) throws Exception {
        return plan(version).findRestoration().orElseThrow();
    }

    private Plan plan(@Nullable String version) throws Exception {
        var planned =
                site.planner().planRollback(version == null ? null : Site.parse(version), true);
        return ((Planned.Ready) planned).plan();
    }

    private Outcome run(Plan plan) throws IOException {
        return site.run(new Planned.Ready(plan));
    }

    /** What a person reads. */
    private String refused(ErrorCode code, @Nullable String version, boolean restoresData) {
        var thrown =
                catchThrowable(() ->
                        site.planner()
                                .planRollback(
                                        version == null ? null : Site.parse(version),
                                        restoresData));
        assertThat(thrown).isInstanceOf(Refused.class);
        var reason = ((Refused) thrown).reasons().getFirst();
        assertThat(reason.code()).isEqualTo(code);
        return String.join("\n", new Failures(new Messages(Locale.ENGLISH)).lines(reason));
    }
}

package bip.ctl.upgrade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bip.ctl.policy.PolicyFile;
import bip.ctl.release.InstalledRelease;
import bip.ctl.support.AtomicFiles;
import bip.ctl.support.CtlException;
import bip.ctl.support.ErrorCode;
import bip.ctl.testing.Failing;
import bip.ctl.testing.TestRelease;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OperationsTest {

    @TempDir Path folder;

    private Site site;

    @BeforeEach
    void open() throws IOException {
        site = new Site(folder);
    }

    @AfterEach
    void close() {
        site.close();
    }

    @Test
    void installsTheNewestOfTheChannel() throws Exception {
        site.offering("1.0.0", 1, "well").offering("1.1.0", 2, "well");
        site.assertDone(site.run(site.planner().planInstall(new Wanted.Usual())));
        assertThat(site.serving()).isEqualTo("1.1.0 1.1.0");
        assertThat(Files.readString(site.layout.serverEnvironment())).contains("BIP_LISTEN");
        assertThat(site.layout.downloads()).isEmptyDirectory();
    }

    @Test
    void keepsSettingsThatAreThereAlready() throws Exception {
        Files.writeString(site.layout.serverEnvironment(), "BIP_ACCESS_LOG=on\n");
        site.offering("1.0.0", 1, "well").installed("1.0.0");
        assertThat(site.layout.serverEnvironment()).hasContent("BIP_ACCESS_LOG=on\n");
    }

    @ParameterizedTest
    @CsvSource({"dies, S120", "unready, S121", "liar, S122", "refuses-config, S112"})
    void failedInstallLeavesNothingInstalled(String behaviour, ErrorCode code) throws Exception {
        List<String> before = site.tree();
        site.offering("1.0.0", 1, behaviour);
        var outcome = site.run(site.planner().planInstall(new Wanted.Usual()));
        assertThat(cause(outcome)).isEqualTo(code);
        assertThat(site.tree()).isEqualTo(before);
        assertThat(site.serving()).isEqualTo("- -");
    }

    @Test
    void upgradeMigratesACopyAndLeavesTheOldDatabase() throws Exception {
        site.offering("1.0.0", 1, "well").installed("1.0.0").write("a page");
        Path old = site.machine().generations().current().orElseThrow().database();
        site.offering("1.1.0", 2, "well");
        site.assertDone(site.upgrade("1.1.0"));
        assertThat(site.serving()).isEqualTo("1.1.0 1.1.0");
        assertThat(site.read()).isEqualTo("a page");
        assertThat(old).hasContent("1\na page\n");
        assertThat(site.layout.freeze()).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource({"dies, S120", "unready, S121", "liar, S122"})
    void unhealthyUpgradeIsTakenBackAndBlocked(String behaviour, ErrorCode code) throws Exception {
        site.offering("1.0.0", 1, "well").installed("1.0.0").write("a page");
        site.offering("1.1.0", 2, behaviour);
        List<String> before = site.tree();

        var outcome = site.upgrade("1.1.0");

        assertThat(outcome).isInstanceOf(Outcome.RolledBack.class);
        assertThat(cause(outcome)).isEqualTo(code);
        assertThat(site.serving()).isEqualTo("1.0.0 1.0.0");
        assertThat(site.tree()).isEqualTo(before);
        var policy = new PolicyFile(site.layout).load();
        assertThat(policy.isBlocked(Site.parse("1.1.0"))).isTrue();
        assertThat(policy.findHold()).isPresent();
        refuses(ErrorCode.P102, () -> site.planner().planUpgrade(new Wanted.Usual()));
    }

    @Test
    void namingABlockedVersionTriesItOnceMoreAndClearsTheBlock() throws Exception {
        site.offering("1.0.0", 1, "well").installed("1.0.0");
        site.offering("1.1.0", 1, "dies").upgrade("1.1.0");
        site.offering("1.1.0", 1, "well");
        var planned = site.planner().planUpgrade(new Wanted.Exactly(Site.parse("1.1.0")));
        assertThat(((Planned.Ready) planned).plan().isBlocked()).isTrue();
        site.assertDone(site.run(planned));
        var policy = new PolicyFile(site.layout).load();
        assertThat(policy.blocked()).isEmpty();
        assertThat(policy.findHold()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"refuses-config, S112", "fails-migration, U170"})
    void failureBeforeTheSwitchNeverTouchesTheSite(String behaviour, ErrorCode code)
            throws Exception {
        site.offering("1.0.0", 1, "well").installed("1.0.0");
        List<String> before = site.tree();
        site.offering("1.1.0", 2, behaviour);
        var outcome = site.upgrade("1.1.0");
        assertThat(outcome).isInstanceOf(Outcome.Failed.class);
        assertThat(cause(outcome)).isEqualTo(code);
        assertThat(site.tree()).isEqualTo(before);
        assertThat(site.service.starts()).isEqualTo(1);
        assertThat(new PolicyFile(site.layout).load().blocked()).isEmpty();
    }

    @Test
    void goesBackAlsoWhenTheFilesOfTheCurrentReleaseAreGone() throws Exception {
        site.offering("1.0.0", 1, "well").installed("1.0.0");
        site.offering("1.1.0", 1, "well");
        site.assertDone(site.upgrade("1.1.0"));
        site.write("of today");
        AtomicFiles.deleteTree(
                site.machine().generations().current().orElseThrow().release().folder());
        site.service.stop();
        site.assertDone(site.run(site.planner().planRollback(null)));
        assertThat(site.serving()).isEqualTo("1.0.0 1.0.0");
        assertThat(site.read()).isEqualTo("of today");
    }

    @Test
    void newReleaseCopiesTheDatabaseWhenTheCurrentOneCannot() throws Exception {
        site.offering("1.0.0", 1, "fails-snapshot").installed("1.0.0").write("a page");
        site.offering("1.1.0", 2, "well");
        site.assertDone(site.upgrade("1.1.0"));
        assertThat(site.read()).isEqualTo("a page");
    }

    @Test
    void rollbackKeepsTodaysDataAndBlocksWhatItLeaves() throws Exception {
        site.offering("1.0.0", 1, "well").installed("1.0.0");
        site.offering("1.1.0", 1, "well");
        site.assertDone(site.upgrade("1.1.0"));
        site.write("written today");
        var policies = new PolicyFile(site.layout);
        policies.save(policies.load().withPin(Site.parse("1.1.0")));

        site.assertDone(site.run(site.planner().planRollback(null)));

        assertThat(site.serving()).isEqualTo("1.0.0 1.0.0");
        assertThat(site.read()).isEqualTo("written today");
        assertThat(policies.load().findPin()).contains(Site.parse("1.0.0"));
        assertThat(policies.load().isBlocked(Site.parse("1.1.0"))).isTrue();
        refuses(ErrorCode.U105, () -> site.planner().planRollback(null));
    }

    @Test
    void rollbackFetchesAVersionThatIsNoLongerHere() throws Exception {
        site.offering("1.0.0", 1, "well").offering("1.1.0", 1, "well").installed("1.1.0");
        var planned = site.planner().planRollback(Site.parse("1.0.0"));
        assertThat(((Planned.Ready) planned).plan().source())
                .isInstanceOf(Source.FromChannel.class);
        site.assertDone(site.run(planned));
        assertThat(site.serving()).isEqualTo("1.0.0 1.0.0");
    }

    @Test
    void aReleaseThatIsDamagedOnDiskIsFetchedAnew() throws Exception {
        site.offering("1.0.0", 1, "well").installed("1.0.0");
        site.offering("1.1.0", 1, "well");
        site.assertDone(site.upgrade("1.1.0"));
        damage(site.machine().store().find(Site.parse("1.0.0")).orElseThrow());
        Path index = folder.resolve("channel/index.json");
        Path away = Files.move(index, folder.resolve("index.json"));
        Failing.with(ErrorCode.R107, () -> site.planner().planRollback(null));
        Files.move(away, index);

        site.assertDone(site.run(site.planner().planRollback(null)));

        assertThat(site.serving()).isEqualTo("1.0.0 1.0.0");
        site.machine()
                .store()
                .verify(site.machine().generations().current().orElseThrow().release());
    }

    private static void damage(InstalledRelease release) throws IOException {
        Path file = release.folder().resolve("lib/behaviour");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        Files.writeString(file, "other");
    }

    @Test
    void rollbackWorksWhenTheServerIsDead() throws Exception {
        site.offering("1.0.0", 1, "well").installed("1.0.0");
        site.offering("1.1.0", 1, "well");
        site.assertDone(site.upgrade("1.1.0"));
        site.service.stop();
        site.assertDone(site.run(site.planner().planRollback(null)));
        assertThat(site.serving()).isEqualTo("1.0.0 1.0.0");
    }

    @Test
    void refusesToGoBackToAReleaseThatCannotReadTodaysData() throws Exception {
        site.offering("1.0.0", 1, "well").installed("1.0.0");
        site.offering("1.1.0", 2, "well");
        site.assertDone(site.upgrade("1.1.0"));
        refuses(ErrorCode.U150, () -> site.planner().planRollback(null));
    }

    @Test
    void saysWhyAnOperationMakesNoSense() throws Exception {
        refuses(ErrorCode.U107, () -> site.planner().planInstall(new Wanted.Usual()));
        refuses(ErrorCode.U100, () -> site.planner().planUpgrade(new Wanted.Usual()));
        site.offering("1.0.0", 1, "well").offering("1.1.0", 1, "well").installed("1.1.0");
        refuses(ErrorCode.U101, () -> site.planner().planInstall(new Wanted.Usual()));
        refuses(ErrorCode.U102, () -> site.planner().planUpgrade(exactly("1.0.0")));
        refuses(ErrorCode.U103, () -> site.planner().planUpgrade(exactly("2.0.0")));
        refuses(ErrorCode.U106, () -> site.planner().planRollback(Site.parse("2.0.0")));
        assertThat(site.planner().planUpgrade(new Wanted.Usual()))
                .isInstanceOf(Planned.AlreadyCurrent.class);
    }

    @Test
    void pinLetsOnlyOneVersionBecomeCurrent() throws Exception {
        site.offering("1.0.0", 1, "well").installed("1.0.0");
        site.offering("1.1.0", 1, "well").offering("1.2.0", 1, "well");
        var policies = new PolicyFile(site.layout);
        policies.save(policies.load().withPin(Site.parse("1.0.0")));
        refuses(ErrorCode.P101, () -> site.planner().planUpgrade(new Wanted.Usual()));
        refuses(ErrorCode.P101, () -> site.planner().planUpgrade(exactly("1.1.0")));
        policies.save(policies.load().withPin(Site.parse("1.1.0")));
        var planned = site.planner().planUpgrade(new Wanted.Usual());
        assertThat(((Planned.Ready) planned).plan().target()).hasToString("1.1.0");
    }

    @Test
    void aFileIsKnownByItsContent() throws Exception {
        site.offering("1.0.0", 1, "well").installed("1.0.0");
        Path other = new TestRelease("1.0.0").file("lib/x", "other").writeTo(folder);
        refuses(ErrorCode.U104, () -> site.planner().planUpgrade(new Wanted.Archive(other)));
        Path newer = new TestRelease("1.1.0").writeTo(folder);
        site.assertDone(site.run(site.planner().planUpgrade(new Wanted.Archive(newer))));
        assertThat(site.serving()).isEqualTo("1.1.0 1.1.0");
        assertThat(newer).exists();
    }

    @Test
    void everyReasonAgainstAReleaseIsSaidAtOnce() throws Exception {
        site.offering("1.0.0", 1, "well").installed("1.0.0");
        site.channel.with(
                "1.1.0",
                new TestRelease("1.1.0")
                        .field("platform", "linux-arm64")
                        .field("bipctl", "9.0.0")
                        .field("upgradeFrom", "1.0.5"));
        var outcome = site.upgrade("1.1.0");
        assertThat(((Outcome.Failed) outcome).cause())
                .isInstanceOfSatisfying(
                        Refused.class,
                        it ->
                                assertThat(it.reasons())
                                        .extracting(CtlException::code)
                                        .containsExactly(
                                                ErrorCode.U110, ErrorCode.U111, ErrorCode.U112));
    }

    private static Wanted exactly(String version) {
        return new Wanted.Exactly(Site.parse(version));
    }

    private static ErrorCode cause(Outcome outcome) {
        Exception cause =
                switch (outcome) {
                    case Outcome.Failed(_, var it) -> it;
                    case Outcome.RolledBack(_, var it, _) -> it;
                    case Outcome.Done _, Outcome.Stuck _, Outcome.Unfinished _ ->
                            throw new AssertionError(outcome.toString());
                };
        return ((CtlException) cause).code();
    }

    private static void refuses(ErrorCode code, ThrowingCallable planning) {
        assertThatThrownBy(planning)
                .isInstanceOfSatisfying(
                        Refused.class,
                        it ->
                                assertThat(it.reasons())
                                        .extracting(CtlException::code)
                                        .containsExactly(code));
    }
}

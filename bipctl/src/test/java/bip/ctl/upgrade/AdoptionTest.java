package bip.ctl.upgrade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bip.ctl.policy.PolicyFile;
import bip.ctl.support.AtomicFiles;
import bip.ctl.support.CtlException;
import bip.ctl.support.ErrorCode;
import bip.ctl.testing.Failing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The link {@code current}, changed by hand in every way. */
class AdoptionTest {

    @TempDir Path folder;

    private Site site;
    private Path current;

    /** Generation 1 is 1.0.0 on its data, generation 2 is 1.1.0 on a migrated copy. */
    @BeforeEach
    void open() throws Exception {
        site = new Site(folder);
        site.offering("1.0.0", 1, "well").installed("1.0.0").write("a page");
        site.offering("1.1.0", 2, "well");
        site.assertDone(site.upgrade("1.1.0"));
        current = site.layout.current();
    }

    @AfterEach
    void close() {
        site.close();
    }

    private void pointAt(String target) throws IOException {
        AtomicFiles.replaceLink(current, Path.of(target));
    }

    private void assertRefused(ErrorCode code, String... said) {
        for (var planning :
                List.<ThrowingCallable>of(
                        () -> site.planner().planUpgrade(new Wanted.Usual()),
                        () -> site.planner().planRollback(null),
                        () -> site.planner().planInstall(new Wanted.Usual()))) {
            assertThat(String.join("\n", Failing.with(code, planning))).contains(said);
        }
    }

    @Test
    void whatAnOperationLeftIsNoChange() throws Exception {
        assertThat(site.operations().findChangedCurrent()).isEmpty();
        assertThat(site.planner().planAdoption()).isInstanceOf(Planned.AlreadyCurrent.class);
        site.offering("1.2.0", 2, "dies").upgrade("1.2.0");
        assertThat(site.operations().findChangedCurrent()).isEmpty();
    }

    @Test
    void nothingIsToBeChangedWhereNothingWasEverDone() throws Exception {
        try (var fresh = new Site(folder.resolve("fresh"))) {
            assertThat(fresh.operations().findChangedCurrent()).isEmpty();
            assertThatThrownBy(() -> fresh.planner().planAdoption()).isInstanceOf(Refused.class);
        }
    }

    @Test
    void anotherGenerationIsRefusedWithBothWaysOut() throws Exception {
        pointAt("generations/1");
        assertRefused(
                ErrorCode.U141,
                "left generation 2 (version 1.1.0); now it is generation 1 (version 1.0.0)",
                "ln -sfn generations/2 " + current + " ;",
                "bipctl adopt");
        runRemedy();
        assertThat(site.operations().findChangedCurrent()).isEmpty();
    }

    @Test
    void adoptionIsAnOperationOfItsOwn() throws Exception {
        pointAt("generations/1");
        site.assertDone(site.run(site.planner().planAdoption()));
        assertThat(site.operations().findChangedCurrent()).isEmpty();
        var last = new Journals(site.layout).list().getLast();
        assertThat(last.kind()).isEqualTo(OperationKind.ADOPT);
        assertThat(last.from() + " " + last.to()).isEqualTo("1.1.0 1.0.0");
        assertThat(site.read()).isEqualTo("a page");
        assertThat(new Journals(site.layout).check().flaws()).isEmpty();
        // Somebody went back: no timer may go forward again.
        assertThat(new PolicyFile(site.layout).load().findHold())
                .hasValueSatisfying(it -> assertThat(it.reason()).isEqualTo("adopt"));
        site.service.restart();
        assertThat(site.serving()).isEqualTo("1.0.0 1.0.0");
        site.offering("1.2.0", 2, "well");
        site.assertDone(site.upgrade("1.2.0"));
        assertThat(site.read()).isEqualTo("a page");
    }

    @Test
    void anAdoptionThatWasCutShortLeavesWhatWasExpectedBefore() throws Exception {
        pointAt("generations/1");
        CutShort.after("verify", site, site.planner().planAdoption());
        assertThat(site.operations().findChangedCurrent()).isEmpty();
        assertThat(site.operations().recover(Site.NOBODY)).isPresent();
        assertRefused(ErrorCode.U141, "left generation 2");
    }

    /** Generation 3 is 1.0.0 on the data of schema 2, made by hand. */
    @Test
    void aReleaseThatCannotReadItsDataIsNotAdopted() throws Exception {
        Path made = Files.createDirectory(site.layout.generations().resolve("3"));
        var generations = site.machine().generations().list();
        for (String link : List.of("release", "data")) {
            Path from = generations.get(link.equals("release") ? 0 : 1).folder().resolve(link);
            Files.createSymbolicLink(made.resolve(link), Files.readSymbolicLink(from));
        }
        pointAt("generations/3");
        assertThatThrownBy(() -> site.planner().planAdoption())
                .isInstanceOfSatisfying(
                        Refused.class,
                        it ->
                                assertThat(it.reasons())
                                        .extracting(CtlException::code)
                                        .containsExactly(ErrorCode.U143));
    }

    @Test
    void aDanglingLinkIsRefusedAndNotAdopted() throws Exception {
        pointAt("generations/9");
        assertUseless("it points at generations/9, which does not exist");
    }

    @Test
    void aLinkToSomewhereElseIsRefusedAndNotAdopted() throws Exception {
        pointAt(Files.createDirectories(folder.resolve("elsewhere")).toString());
        assertUseless("it points at " + folder.resolve("elsewhere"));
    }

    @Test
    void aLinkThatIsGoneIsRefusedAndNotAdopted() throws Exception {
        Files.delete(current);
        assertUseless("nothing installed");
    }

    @Test
    void aFolderInItsPlaceIsMovedAside() throws Exception {
        Files.delete(current);
        Files.createDirectory(current);
        Files.writeString(current.resolve("somebodys"), "x");
        assertUseless("it is not a link", "mv " + current + " " + current + ".old ; ");
        assertThat(current.resolveSibling("current.old/somebodys")).exists();
    }

    private void assertUseless(String... said) throws Exception {
        assertRefused(ErrorCode.U142, said);
        Failing.with(ErrorCode.U142, () -> site.planner().planAdoption());
        runRemedy();
        assertThat(site.operations().findChangedCurrent()).isEmpty();
        assertThat(site.serving()).isEqualTo("1.1.0 1.1.0");
    }

    /** The command that a person is told, as a shell takes it. */
    private void runRemedy() throws Exception {
        String next = site.operations().findChangedCurrent().orElseThrow().arguments().get(4) + "";
        Process shell = new ProcessBuilder("sh", "-c", next).inheritIO().start();
        assertThat(shell.waitFor()).as(next).isZero();
    }

    @Test
    void whenTheExpectedOneIsGoneAnotherWholeOneIsNamed() throws Exception {
        AtomicFiles.deleteTree(site.layout.generations().resolve("2"));
        assertRefused(
                ErrorCode.U142,
                "generation 2, which is no longer whole",
                "ln -sfn generations/1 " + current + " ; then: bipctl adopt");
        pointAt("generations/1");
        site.assertDone(site.run(site.planner().planAdoption()));
        assertThat(site.operations().findChangedCurrent()).isEmpty();
    }

    /** Its installation was taken back, so nothing was to be current. */
    @Test
    void whereNothingWasLeftTheLinkIsToGo() throws Exception {
        try (var failed = new Site(folder.resolve("failed"))) {
            failed.offering("1.0.0", 1, "dies");
            failed.run(failed.planner().planInstall(new Wanted.Usual()));
            Files.createSymbolicLink(failed.layout.current(), Path.of("generations/1"));
            assertThat(failed.operations().findChangedCurrent().orElseThrow().arguments().get(4))
                    .isEqualTo("rm " + failed.layout.current());
        }
    }
}

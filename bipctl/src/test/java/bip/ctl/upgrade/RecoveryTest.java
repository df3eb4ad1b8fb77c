package bip.ctl.upgrade;

import static org.assertj.core.api.Assertions.assertThat;

import bip.ctl.layout.Layout;
import bip.ctl.service.ServiceState;
import bip.ctl.support.ErrorCode;
import bip.ctl.testing.Failing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An upgrade that was cut short, dealt with by hand and at boot. */
class RecoveryTest {

    @TempDir Path folder;

    private Site site;
    private List<String> before;

    @BeforeEach
    void open() throws Exception {
        site = new Site(folder);
        site.offering("1.0.0", 1, "well").installed("1.0.0").write("a page");
        site.offering("1.1.0", 2, "well");
        before = site.tree();
    }

    @AfterEach
    void close() {
        site.close();
    }

    private void cutShortAfter(String step) throws Exception {
        CutShort.after(step, site, site.planner().planUpgrade(new Wanted.Usual()));
    }

    @Test
    void thereIsNothingToDoWhereNothingWasCutShort() throws Exception {
        assertThat(site.operations().recover(Site.NOBODY)).isEmpty();
        assertThat(site.operations().abort(Site.NOBODY)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"fetch", "migrate", "switch", "probe"})
    void abortTakesBackWhatEditorsHaveNotSeen(String step) throws Exception {
        cutShortAfter(step);
        assertThat(site.layout.openOperation()).exists();
        assertThat(site.operations().abort(Site.NOBODY)).isPresent();
        assertThat(site.serving()).isEqualTo("1.0.0 1.0.0");
        assertThat(site.tree()).isEqualTo(before);
        assertThat(site.layout.openOperation()).doesNotExist();
    }

    /** A kill may come in the middle of writing, where no record tells of it. */
    @Test
    void whatWasHalfWrittenGoesWithTheRest() throws Exception {
        cutShortAfter("rehearse");
        Path download =
                site.layout
                        .downloads()
                        .resolve("bip-server-1.1.0-linux-x64.tar.gz.0123456789abcdef.partial");
        Path validator = download.resolveSibling(download.getFileName() + ".from");
        Path cache = site.layout.aotCaches().resolve(".1.1.0-01234567.aot.new");
        Files.write(download, new byte[9]);
        Files.writeString(validator, "\"1\"");
        Files.createDirectories(cache.resolveSibling(""));
        Files.write(cache, new byte[9]);

        assertThat(site.operations().recover(Site.NOBODY)).isPresent();

        assertThat(download).doesNotExist();
        assertThat(validator).doesNotExist();
        assertThat(cache).doesNotExist();
        assertThat(site.tree()).isEqualTo(before);
    }

    /** The freeze lapses a minute after nobody renews it. */
    @ParameterizedTest
    @ValueSource(strings = {"restart", "probe"})
    void whatEditorsSavedWhenTheFreezeHadLapsedIsKept(String step) throws Exception {
        cutShortAfter(step);
        site.write("saved on the new release");
        assertThat(site.operations().recover(Site.NOBODY))
                .hasValueSatisfying(it -> assertThat(it).isInstanceOf(Outcome.Done.class));
        assertThat(site.serving()).isEqualTo("1.1.0 1.1.0");
        assertThat(site.read()).isEqualTo("saved on the new release");
        assertThat(site.layout.freeze()).doesNotExist();
        assertThat(site.operations().findUnfinished()).isEmpty();
    }

    @Test
    void abortRefusesPastTheThaw() throws Exception {
        cutShortAfter("thaw");
        var said = Failing.with(ErrorCode.U140, () -> site.operations().abort(Site.NOBODY));
        assertThat(said.getLast()).contains("bipctl resume", "bipctl rollback");
        assertThat(site.serving()).isEqualTo("1.1.0 1.1.0");
        assertThat(site.operations().recover(Site.NOBODY))
                .hasValueSatisfying(it -> assertThat(it).isInstanceOf(Outcome.Done.class));
    }

    /** The machine went down with the server: nothing runs, and systemd starts it later. */
    @ParameterizedTest
    @ValueSource(strings = {"switch", "restart", "probe"})
    void atBootFilesArePutRightAndNothingIsStarted(String step) throws Exception {
        cutShortAfter(step);
        site.service.stop();
        int starts = site.service.starts();
        var outcome = atBoot().recover(Site.NOBODY);
        assertThat(outcome)
                .hasValueSatisfying(it -> assertThat(it).isInstanceOf(Outcome.RolledBack.class));
        assertThat(site.tree()).isEqualTo(before);
        assertThat(site.service.starts()).isEqualTo(starts);
        assertThat(site.service.state()).isInstanceOf(ServiceState.Stopped.class);
        assertThat(site.layout.openOperation()).doesNotExist();
        site.service.start();
        assertThat(site.serving()).isEqualTo("1.0.0 1.0.0");
    }

    @Test
    void atBootWhatEditorsMayHaveUsedIsFinished() throws Exception {
        cutShortAfter("thaw");
        site.service.stop();
        assertThat(atBoot().recover(Site.NOBODY))
                .hasValueSatisfying(it -> assertThat(it).isInstanceOf(Outcome.Done.class));
        site.service.start();
        assertThat(site.serving()).isEqualTo("1.1.0 1.1.0");
        assertThat(site.operations().findUnfinished()).isEmpty();
        assertThat(site.layout.openOperation()).doesNotExist();
    }

    private Operations atBoot() throws IOException {
        return new Operations(site.machine().atBoot(), site.stop);
    }

    /** Undoing from a journal that somebody changed could take back what ended long ago. */
    @Test
    void nothingIsUndoneFromAJournalThatWasChanged() throws Exception {
        site.assertDone(site.upgrade("1.1.0"));
        Path journal = Operation.last(site).journal();
        Files.writeString(
                journal, Files.readString(journal).replaceFirst("\"bytes\":\"", "\"bytes\":\"9"));
        var said = Failing.with(ErrorCode.H101, () -> site.operations().recover(Site.NOBODY));
        assertThat(said.getLast()).contains("history --verify", Operation.last(site).id());
        assertThat(site.serving()).isEqualTo("1.1.0 1.1.0");
    }

    @Test
    void anOlderJournalThatWasChangedIsNotTakenForOneThatWasCutShort() throws Exception {
        Path journal = Operation.last(site).journal();
        site.assertDone(site.upgrade("1.1.0"));
        Files.writeString(journal, Files.readString(journal).replaceFirst("jan", "ola"));
        assertThat(site.operations().recover(Site.NOBODY)).isEmpty();
        assertThat(new Journals(site.layout).list())
                .extracting(OperationRecord::ending)
                .containsExactly(OperationRecord.Ending.DAMAGED, OperationRecord.Ending.DONE);
    }

    /** As the unit file names it. */
    @Test
    void theNoteIsWhereTheUnitLooksForIt() throws Exception {
        var layout = new Layout(Path.of("/"));
        assertThat(Files.readString(Path.of("../systemd/bipctl-recover.service")))
                .contains("ConditionPathExists=" + layout.openOperation() + "\n");
    }
}

package bip.ctl.upgrade;

import static org.assertj.core.api.Assertions.assertThat;

import bip.ctl.support.AtomicFiles;
import bip.ctl.upgrade.JournalFlaw.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every partial change of the history shows, and what a crash leaves is none. */
class JournalCheckTest {

    @TempDir Path folder;

    private Site site;
    private List<Operation> operations;

    @BeforeEach
    void doThreeThings() throws Exception {
        site = new Site(folder);
        site.offering("1.0.0", 1, "well").installed("1.0.0");
        site.offering("1.1.0", 1, "well");
        site.assertDone(site.upgrade("1.1.0"));
        site.assertDone(site.run(site.planner().planRollback(null)));
        operations = Operation.all(site);
    }

    @AfterEach
    void close() {
        site.close();
    }

    private JournalCheck check() throws IOException {
        return new Journals(site.layout).check();
    }

    private void assertOnly(int operation, int line, Kind kind) throws IOException {
        assertThat(check().flaws())
                .extracting(it -> it.operation() + " " + it.line() + " " + it.kind())
                .containsExactly(operations.get(operation).id() + " " + line + " " + kind);
    }

    @Test
    void wholeIsWhole() throws IOException {
        assertThat(check()).isEqualTo(new JournalCheck(3, false, List.of()));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void everySingleChangedLineShows(int number) throws IOException {
        Operation operation = operations.get(number);
        List<String> lines = operation.lines();
        for (int i = 0; i < lines.size(); i++) {
            var changed = new ArrayList<>(lines);
            changed.set(i, changed.get(i).replaceFirst("\"time\":\"20", "\"time\":\"19"));
            operation.keep(changed);
            assertOnly(number, i + 1, Kind.CHANGED_LINE);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void everySingleLineThatIsLeftOutShows(int number) throws IOException {
        Operation operation = operations.get(number);
        List<String> lines = operation.lines();
        for (int i = 0; i < lines.size() - 1; i++) {
            var fewer = new ArrayList<>(lines);
            fewer.remove(i);
            operation.keep(fewer);
            assertOnly(number, i + 1, Kind.LEFT_OUT);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void everyEndThatIsCutShows(int number) throws IOException {
        Operation operation = operations.get(number);
        List<String> lines = operation.lines();
        for (int left = lines.size() - 1; left > 0; left--) {
            operation.keep(lines.subList(0, left));
            assertOnly(number, left, Kind.CUT_END);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void everyOperationThatIsRemovedShows(int number) throws IOException {
        AtomicFiles.deleteTree(operations.get(number).folder());
        assertOnly(number, 0, Kind.MISSING);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void anEmptiedJournalShows(int number) throws IOException {
        operations.get(number).keep(List.of());
        assertOnly(number, 0, Kind.MISSING);
    }

    @Test
    void aHistoryThatIsGoneShows() throws IOException {
        AtomicFiles.deleteTree(site.layout.operations());
        assertOnly(2, 0, Kind.MISSING);
    }

    /** Also once more operations have followed. */
    @Test
    void whatWasMissedOnceIsMissedForEver() throws Exception {
        AtomicFiles.deleteTree(operations.get(2).folder());
        site.assertDone(site.run(site.planner().planAdoption()));
        site.offering("1.2.0", 1, "well");
        site.assertDone(site.upgrade("1.2.0"));
        assertOnly(2, 0, Kind.MISSING);
    }

    @Test
    void somethingAddedBehindTheEndShows() throws IOException {
        Operation last = operations.getLast();
        Files.writeString(last.journal(), "x", StandardOpenOption.APPEND);
        assertOnly(2, last.lines().size(), Kind.CHANGED_LINE);
    }

    @Test
    void aForeignOperationBetweenTwoShows() throws IOException {
        Operation first = operations.getFirst();
        Path foreign = Files.createDirectory(first.folder().resolveSibling(first.id() + "-1"));
        Files.copy(first.journal(), foreign.resolve(Journal.FILE));
        assertThat(check().flaws()).extracting(JournalFlaw::kind).containsExactly(Kind.FOREIGN);
    }

    @Test
    void aTornLastLineOfAnOpenOperationIsNoDamage() throws Exception {
        site.offering("1.2.0", 1, "well");
        CutShort.after("copy", site, site.planner().planUpgrade(new Wanted.Usual()));
        Files.writeString(
                Operation.last(site).journal(), "{\"seq\":9,\"ti", StandardOpenOption.APPEND);
        assertThat(check()).isEqualTo(new JournalCheck(4, true, List.of()));
        assertThat(site.operations().recover(Site.NOBODY)).isPresent();
        assertThat(check()).isEqualTo(new JournalCheck(4, false, List.of()));
    }

    /** Made before operations were linked. */
    @Test
    void olderJournalsAreReadAndCarriedOn() throws Exception {
        AtomicFiles.deleteTree(site.layout.operations());
        Files.delete(site.layout.lastOperation());
        for (String id : List.of("20260101T120000.000Z", "20260101T120000.000Z-1")) {
            unlinked(id);
        }
        assertThat(check().flaws()).isEmpty();
        assertThat(new Journals(site.layout).list()).hasSize(2);
        site.offering("1.2.0", 1, "well");
        site.assertDone(site.upgrade("1.2.0"));
        assertThat(check()).isEqualTo(new JournalCheck(3, false, List.of()));
    }

    private void unlinked(String id) throws IOException {
        Path made = Files.createDirectories(site.layout.operations().resolve(id));
        var facts = Map.of("operation", "upgrade", "to.version", "1.1.0", "generation", "3");
        var first =
                new JournalRecord(
                        0,
                        Instant.EPOCH,
                        JournalRecord.OPERATION,
                        JournalRecord.Phase.INTENT,
                        facts,
                        JournalRecord.NO_PREV);
        var last =
                new JournalRecord(
                        1,
                        Instant.EPOCH,
                        JournalRecord.OPERATION,
                        JournalRecord.Phase.DONE,
                        Map.of(),
                        JournalRecord.hash(first.line()));
        Files.write(made.resolve(Journal.FILE), first.line());
        Files.write(made.resolve(Journal.FILE), last.line(), StandardOpenOption.APPEND);
    }

    @Test
    void stepsAreToldWithTheirTimes() throws IOException {
        var upgrade = new Journals(site.layout).find(operations.get(1).id()).orElseThrow();
        assertThat(upgrade.operation().kind()).isEqualTo(OperationKind.UPGRADE);
        assertThat(upgrade.acts())
                .extracting(it -> it.step() + " " + it.result())
                .startsWith("fetch DONE", "unpack DONE")
                .endsWith("thaw DONE", "settle DONE", "collect DONE");
    }
}

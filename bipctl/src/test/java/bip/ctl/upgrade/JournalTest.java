package bip.ctl.upgrade;

import static java.time.ZoneOffset.UTC;
import static org.assertj.core.api.Assertions.assertThat;

import bip.ctl.layout.Layout;
import bip.ctl.upgrade.JournalRecord.Phase;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {

    @TempDir Path root;

    private Path folder;
    private Path file;
    private byte[] whole;

    @BeforeEach
    void writeThreeRecords() throws IOException {
        var layout = new Layout(root);
        try (var journal = Journal.begin(layout, Clock.systemUTC())) {
            journal.append("operation", Phase.INTENT, Map.of("to.version", "1.1.0"));
            journal.append("fetch", Phase.INTENT, Map.of("archive", "żółw \"x\"\n.tar.gz"));
            journal.append("fetch", Phase.DONE, Map.of());
            folder = layout.operations().resolve(journal.id());
            file = folder.resolve(Journal.FILE);
        }
        whole = Files.readAllBytes(file);
    }

    @Test
    void readsWhatWasWritten() throws IOException {
        var text = JournalText.load(file);
        assertThat(text.bytes()).isEqualTo(whole.length);
        assertThat(text.records())
                .extracting(it -> it.seq() + " " + it.step() + " " + it.phase())
                .containsExactly("0 operation INTENT", "1 fetch INTENT", "2 fetch DONE");
        assertThat(text.records().get(1).data()).containsEntry("archive", "żółw \"x\"\n.tar.gz");
    }

    @Test
    void ignoresWhateverPartOfTheLastLineIsThere() {
        int lastLine =
                new String(whole, StandardCharsets.ISO_8859_1).lastIndexOf('\n', whole.length - 2)
                        + 1;
        for (int length = lastLine; length < whole.length; length++) {
            var text = JournalText.of(Arrays.copyOf(whole, length));
            assertThat(text.records()).as("cut at %d", length).hasSize(2);
            assertThat(text.bytes()).isEqualTo(lastLine);
        }
    }

    @Test
    void goesOnBehindATornLine() throws IOException {
        Files.write(file, Arrays.copyOf(whole, whole.length - 5));
        try (var journal = Journal.goOn(folder, JournalText.load(file), Clock.systemUTC())) {
            journal.append("fetch", Phase.UNDONE, Map.of());
        }
        assertThat(JournalText.load(file).records())
                .extracting(JournalRecord::phase)
                .containsExactly(Phase.INTENT, Phase.INTENT, Phase.UNDONE);
    }

    @Test
    void trustsNothingBehindALineThatWasChanged() {
        byte[] changed =
                new String(whole, StandardCharsets.UTF_8)
                        .replace("żółw", "wilk")
                        .getBytes(StandardCharsets.UTF_8);
        assertThat(JournalText.of(changed).records()).hasSize(2);
    }

    /** As when a later block of the disk was written and the one before it was not. */
    @Test
    void aLastLineWithAHoleIsTorn() {
        String text = new String(whole, StandardCharsets.UTF_8);
        int lastLine = text.lastIndexOf('\n', text.length() - 2) + 1;
        byte[] holed = whole.clone();
        Arrays.fill(holed, lastBytes(lastLine), holed.length - 20, (byte) 0);
        var read = JournalText.of(holed);
        assertThat(read.records()).hasSize(2);
        assertThat(read.isTorn()).isTrue();
        assertThat(read.findFlaw()).isEmpty();
    }

    private int lastBytes(int characters) {
        return new String(whole, StandardCharsets.UTF_8)
                .substring(0, characters)
                .getBytes(StandardCharsets.UTF_8)
                .length;
    }

    @Test
    void tellsAChangedLineFromOneThatIsMissing() {
        String text = new String(whole, StandardCharsets.UTF_8);
        assertThat(flaw(text.replace("żółw", "wilk"))).isEqualTo(new JournalText.Flaw(2, false));
        String withoutSecond =
                text.lines()
                        .filter(it -> !it.contains("żółw"))
                        .reduce("", (all, line) -> all + line + "\n");
        assertThat(flaw(withoutSecond)).isEqualTo(new JournalText.Flaw(2, true));
        assertThat(flaw("hello\n" + text)).isEqualTo(new JournalText.Flaw(1, false));
    }

    private static JournalText.Flaw flaw(String text) {
        return JournalText.of(text.getBytes(StandardCharsets.UTF_8)).findFlaw().orElseThrow();
    }

    /** Operations are listed in the order of their folders. */
    @Test
    void foldersStayInOrderWhenTheClockIsSetBack() throws IOException {
        var layout = new Layout(root.resolve("other"));
        var ids = new ArrayList<String>();
        for (String now :
                List.of(
                        "2026-03-01T12:00:00Z",
                        "2025-03-01T12:00:00Z",
                        "2025-03-01T12:00:00Z",
                        "2026-03-02T12:00:00Z")) {
            try (var journal = Journal.begin(layout, Clock.fixed(Instant.parse(now), UTC))) {
                ids.add(journal.id());
            }
        }
        assertThat(ids)
                .containsExactly(
                        "20260301T120000.000Z",
                        "20260301T120000.001Z",
                        "20260301T120000.002Z",
                        "20260302T120000.000Z");
    }

    @Test
    void takesNoForeignFileForAJournal() {
        assertThat(JournalText.of("hello\nworld\n".getBytes(StandardCharsets.UTF_8)).records())
                .isEmpty();
        assertThat(JournalText.of(new byte[0]).records()).isEmpty();
    }
}

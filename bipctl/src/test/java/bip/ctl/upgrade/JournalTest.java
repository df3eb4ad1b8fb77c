package bip.ctl.upgrade;

import static org.assertj.core.api.Assertions.assertThat;

import bip.ctl.layout.Layout;
import bip.ctl.upgrade.JournalRecord.Phase;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
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

    @Test
    void takesNoForeignFileForAJournal() {
        assertThat(JournalText.of("hello\nworld\n".getBytes(StandardCharsets.UTF_8)).records())
                .isEmpty();
        assertThat(JournalText.of(new byte[0]).records()).isEmpty();
    }
}

package bip.ctl.history;

import static org.assertj.core.api.Assertions.assertThat;

import bip.ctl.layout.Layout;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistoryTest {

    @TempDir Path root;

    @Test
    void isEmptyWhereNothingWasDone() throws Exception {
        assertThat(new History(new Layout(root)).list()).isEmpty();
        assertThat(new History(new Layout(root)).findLast()).isEmpty();
    }

    @Test
    void passesOverWhatIsNoJournal() throws Exception {
        Path operations = Files.createDirectories(new Layout(root).operations());
        Files.writeString(operations.resolve("stray"), "x");
        Files.createDirectories(operations.resolve("empty"));
        Path torn = Files.createDirectories(operations.resolve("torn"));
        Files.writeString(torn.resolve("journal.ndjson"), "{\"seq\":0,\"ti");
        Path foreign = Files.createDirectories(operations.resolve("foreign"));
        Files.writeString(foreign.resolve("journal.ndjson"), "{\"hello\":\"world\"}\n");
        assertThat(new History(new Layout(root)).list()).isEmpty();
    }
}

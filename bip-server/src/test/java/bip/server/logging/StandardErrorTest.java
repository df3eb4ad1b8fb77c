package bip.server.logging;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StandardErrorTest {
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();

    @Test
    void weighsEachLineForTheJournal() {
        StandardError error = StandardError.journal(written);

        error.stream().println("źle:\n  bardzo");
        error.notice("nasłuchuje");
        error.stream().print("koniec");

        assertThat(written.toString(UTF_8))
                .isEqualTo("<3>źle:\n<3>  bardzo\n<5>nasłuchuje\n<3>koniec");
    }

    @Test
    void tellsPeopleTheWordsAlone() {
        StandardError error = StandardError.plain(written);

        error.stream().println("źle");
        error.notice("nasłuchuje");

        assertThat(written.toString(UTF_8)).isEqualTo("źle\nnasłuchuje\n");
    }

    @Test
    void knowsTheJournalByDeviceAndNumberOnly(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("stream"), "");
        Map<String, Object> named = Files.readAttributes(file, "unix:dev,ino");
        String stream = named.get("dev") + ":" + named.get("ino");

        assertThat(StandardError.isJournal(Map.of("JOURNAL_STREAM", stream), file)).isTrue();
        assertThat(StandardError.isJournal(Map.of("JOURNAL_STREAM", "1:1"), file)).isFalse();
        assertThat(StandardError.isJournal(Map.of(), file)).isFalse();
        assertThat(
                        StandardError.isJournal(
                                Map.of("JOURNAL_STREAM", stream), folder.resolve("none")))
                .isFalse();
    }
}

package bip.server.logging;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

class LoggingTest {
    private static final Logger log = LoggerFactory.getLogger("bip.test");

    @TempDir private Path folder = Path.of("");
    private final ByteArrayOutputStream standardError = new ByteArrayOutputStream();

    @Test
    void writesOneReadableLineAnEvent() throws IOException {
        try (Logging _ = open()) {
            RequestReference.during("ABCD2345", () -> log.warn("zażółć {}", "gęślą"));
            log.info("outside");
        }

        List<String> lines = Files.readAllLines(file());
        assertThat(lines.getFirst())
                .matches(
                        "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}\\+0[12]:00 WARN "
                                + " ABCD2345 bip\\.test zażółć gęślą");
        assertThat(lines.getLast()).matches("\\S+ INFO  - bip\\.test outside");
        assertThat(standardError.toString(UTF_8)).isEmpty();
    }

    @Test
    void indentsWhatWouldLookLikeAnEventOfItsOwn() throws IOException {
        try (Logging _ = open()) {
            log.info("/a\n2026-01-01T00:00:00.000+01:00 ERROR - bip.test forged\u001b[2J");
            log.error("failed", new IllegalStateException("why\nand how"));
        }

        List<String> lines = Files.readAllLines(file());
        assertThat(lines).filteredOn(line -> !line.startsWith(" ")).hasSize(2);
        assertThat(lines.get(1)).startsWith("    2026-01-01").endsWith("forged\\u001b[2J");
        assertThat(lines).contains("    java.lang.IllegalStateException: why", "    and how");
        assertThat(lines).anyMatch(line -> line.startsWith("        at bip.server.logging."));
        assertThat(standardError.toString(UTF_8)).contains("ERROR - bip.test failed");
    }

    @Test
    void losesNothingWhenTheFileIsRenamedAndReopened() throws IOException {
        try (Logging logging = open()) {
            log.info("one");
            Files.move(file(), folder.resolve("bip.log.1"));
            log.info("two");
            logging.reopen();
            log.info("three");
        }

        assertThat(Files.readAllLines(folder.resolve("bip.log.1"))).hasSize(2);
        assertThat(Files.readAllLines(file()))
                .singleElement()
                .matches(line -> line.endsWith("three"));
    }

    @Test
    void goesOnWithTheOldFileWhenTheNewOneCannotBeOpened() throws IOException {
        try (Logging logging = open()) {
            Files.move(file(), folder.resolve("bip.log.1"));
            Files.createDirectory(file());
            logging.reopen();
            log.info("still here");
        }

        assertThat(Files.readString(folder.resolve("bip.log.1"))).contains("still here");
        assertThat(standardError.toString(UTF_8)).contains("cannot reopen " + file());
    }

    @Test
    void refusesAFileThatCannotBeOpened() {
        LoggingSettings settings =
                new LoggingSettings(folder.resolve("no/such/folder/bip.log"), ZoneId.of("UTC"));

        assertThatThrownBy(() -> Logging.toFile(settings, stream()).close())
                .isInstanceOf(LogFileException.class)
                .hasMessageContaining("no/such/folder/bip.log");
    }

    private Logging open() throws LogFileException {
        return Logging.toFile(new LoggingSettings(file(), ZoneId.of("Europe/Warsaw")), stream());
    }

    private Path file() {
        return folder.resolve("bip.log");
    }

    private PrintStream stream() {
        return new PrintStream(standardError, true, UTF_8);
    }
}

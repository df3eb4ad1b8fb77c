package bip.server.logging;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReopeningFileTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir private Path folder = Path.of("");

    @Test
    void opensAnewWithTheNextEventWhileWhoeverAskedStillWaits() throws Exception {
        Path path = folder.resolve("bip.log");
        ReopeningFile file =
                new ReopeningFile(
                        path,
                        new EventLine(ZoneId.of("Europe/Warsaw")),
                        new PrintStream(System.err, true, UTF_8));
        Files.move(path, folder.resolve("bip.log.1"));
        Thread asks;
        synchronized (file) {
            asks = Thread.ofPlatform().start(file::reopen);
            await(asks, Thread.State.BLOCKED);
            file.append(event("first after the rotation"));
        }
        assertThat(asks.join(PATIENCE)).isTrue();
        file.append(event("second"));
        file.stop();

        assertThat(folder.resolve("bip.log.1")).isEmptyFile();
        assertThat(Files.readAllLines(path)).hasSize(2);
    }

    private static void await(Thread thread, Thread.State state) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (thread.getState() != state && System.nanoTime() < end) {
            Thread.onSpinWait();
        }
        assertThat(thread.getState()).isEqualTo(state);
    }

    private static LoggingEvent event(String message) {
        var logger = new LoggerContext().getLogger("bip.test");
        return new LoggingEvent(
                ReopeningFileTest.class.getName(), logger, Level.INFO, message, null, null);
    }
}

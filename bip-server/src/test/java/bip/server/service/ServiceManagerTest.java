package bip.server.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bip.server.logging.Logging;
import bip.server.logging.LoggingSettings;
import bip.server.testing.NotifyReceiver;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServiceManagerTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration MOMENT = Duration.ofMillis(600);
    private static final long PROCESS = 4711;

    @TempDir private Path folder = Path.of("");

    @Test
    void tellsASocketAtAPath() throws Throwable {
        String path = folder.resolve("notify").toString();
        try (NotifyReceiver receiver = new NotifyReceiver(path)) {
            ServiceManager manager = manager(path, Map.of());

            manager.ready("działa\nREADY=0");
            manager.status("indeksuje");
            manager.stopping("kończy");

            assertThat(receiver.receive(PATIENCE)).isEqualTo("READY=1\nSTATUS=działa READY=0");
            assertThat(receiver.receive(PATIENCE)).isEqualTo("STATUS=indeksuje");
            assertThat(receiver.receive(PATIENCE)).isEqualTo("STOPPING=1\nSTATUS=kończy");
        }
    }

    @Test
    void tellsAnAbstractSocket() throws Throwable {
        String name = "@bip-test-" + ProcessHandle.current().pid() + "-" + System.nanoTime();
        try (NotifyReceiver receiver = new NotifyReceiver(name)) {
            manager(name, Map.of()).ready("x");

            assertThat(receiver.receive(PATIENCE)).isEqualTo("READY=1\nSTATUS=x");
        }
    }

    @Test
    void goesOnWhenNobodyListensOrWantsToHear() {
        manager(folder.resolve("nobody").toString(), Map.of()).ready("x");
        ServiceManager.of(Map.of(), PROCESS).ready("x");
        manager("vsock:2:1234", Map.of()).ready("x");
    }

    @Test
    void refusesWhatNamesNoSocket() {
        assertThatThrownBy(() -> new NotifySocket("relative"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new NotifySocket("/" + "a".repeat(108)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void saysThatItIsAliveOnlyWhileTheCheckPassesAndSaysOnceWhyNot() throws Throwable {
        String path = folder.resolve("notify").toString();
        AtomicBoolean works = new AtomicBoolean(true);
        try (NotifyReceiver receiver = new NotifyReceiver(path);
                Logging _ = logging();
                ServiceManager.Watch _ =
                        manager(path, Map.of("WATCHDOG_USEC", "200000"))
                                .watch(() -> {
                                    if (!works.get()) {
                                        throw new IOException("the database is away");
                                    }
                                })) {
            assertThat(receiver.receive(PATIENCE)).isEqualTo("WATCHDOG=1");
            assertThat(receiver.receive(PATIENCE)).isEqualTo("WATCHDOG=1");
            works.set(false);
            drain(receiver);
            assertThat(receiver.receive(MOMENT)).isEmpty();
            works.set(true);
            assertThat(receiver.receive(PATIENCE)).isEqualTo("WATCHDOG=1");
        }
        assertThat(log()).containsOnlyOnce("the database is away").contains("passes again");
    }

    @Test
    void saysNothingWhileTheCheckHangs() throws Throwable {
        String path = folder.resolve("notify").toString();
        CountDownLatch never = new CountDownLatch(1);
        try (NotifyReceiver receiver = new NotifyReceiver(path);
                Logging _ = logging();
                ServiceManager.Watch _ =
                        manager(path, Map.of("WATCHDOG_USEC", "200000")).watch(() -> hang(never))) {
            assertThat(receiver.receive(Duration.ofSeconds(5))).isEmpty();
            never.countDown();
            assertThat(receiver.receive(PATIENCE)).isEqualTo("WATCHDOG=1");
        }
        assertThat(log()).containsOnlyOnce("no answer within 2 s");
    }

    @Test
    void isNotWatchedWhenTheWatchdogWantsAnotherProcess() {
        assertThat(watchdog(Map.of("WATCHDOG_USEC", "30000000")))
                .isEqualTo(new WatchdogSettings(Duration.ofSeconds(15), Duration.ofSeconds(2)));
        assertThat(WatchdogSettings.of(Map.of("WATCHDOG_USEC", "1", "WATCHDOG_PID", "1"), PROCESS))
                .isEmpty();
        assertThat(WatchdogSettings.of(Map.of("WATCHDOG_USEC", "soon"), PROCESS)).isEmpty();
    }

    private static WatchdogSettings watchdog(Map<String, String> environment) {
        return WatchdogSettings.of(environment, PROCESS).orElseThrow();
    }

    /** Deaf to interruption, as a hanging disk is. */
    private static void hang(CountDownLatch latch) {
        boolean over = false;
        while (!over) {
            try {
                over = latch.await(1, TimeUnit.MINUTES);
            } catch (InterruptedException _) {
                over = false;
            }
        }
    }

    private static void drain(NotifyReceiver receiver) throws Throwable {
        String last = "some";
        while (!last.isEmpty()) {
            last = receiver.receive(MOMENT);
        }
    }

    private static ServiceManager manager(String socket, Map<String, String> more) {
        Map<String, String> environment = new HashMap<>(more);
        environment.put("NOTIFY_SOCKET", socket);
        return ServiceManager.of(environment, PROCESS);
    }

    private Logging logging() throws IOException {
        PrintStream silent =
                new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
        return Logging.toFile(
                new LoggingSettings(folder.resolve("bip.log"), ZoneId.of("UTC")), silent);
    }

    private String log() throws IOException {
        return Files.readString(folder.resolve("bip.log"));
    }
}

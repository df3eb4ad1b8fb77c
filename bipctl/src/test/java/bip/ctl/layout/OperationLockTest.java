package bip.ctl.layout;

import static org.assertj.core.api.Assertions.assertThat;

import bip.ctl.support.AtomicFiles;
import bip.ctl.support.CtlException;
import bip.ctl.support.ErrorCode;
import bip.ctl.support.Failures;
import bip.ctl.support.Messages;
import bip.ctl.support.Programs;
import bip.ctl.testing.ChildJvm;
import bip.ctl.testing.Failing;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OperationLockTest {

    private static final Instant NINE = Instant.parse("2026-03-01T09:00:00Z");

    @TempDir Path folder;

    @Test
    void secondThreadIsToldWhoHoldsIt() throws Exception {
        var layout = new Layout(folder);
        try (var _ = OperationLock.acquire(layout, "upgrade 1.1.0", NINE, sudo("anna"));
                var threads = Executors.newSingleThreadExecutor()) {
            Future<List<String>> told =
                    threads.submit(
                            () -> Failing.with(ErrorCode.L100, () -> acquire(layout).close()));
            assertThat(told.get().getFirst())
                    .isEqualTo(
                            "BIP-L100: Another operation is running: upgrade 1.1.0 (by anna"
                                    + " (sudo), since 2026-03-01T09:00:00Z, process "
                                    + ProcessHandle.current().pid()
                                    + ").");
        }
        acquire(layout).close();
    }

    @Test
    void aBackupMayBeEnded() throws Exception {
        var layout = new Layout(folder);
        String pid = Long.toString(ProcessHandle.current().pid());
        try (var _ = OperationLock.acquire(layout, "backup create --daily", NINE, Map.of())) {
            assertThat(Failing.with(ErrorCode.L106, () -> acquire(layout).close()).getLast())
                    .endsWith("kill " + pid);
        }
        try (var _ = OperationLock.acquire(layout, "backup restore", NINE, Map.of())) {
            Failing.with(ErrorCode.L100, () -> acquire(layout).close());
        }
    }

    @Test
    void otherProcessIsLockedOutAlsoAfterAnAttemptHere() throws Exception {
        var layout = new Layout(folder);
        try (var _ = OperationLock.acquire(layout, "backup", NINE, Map.of())) {
            // An attempt that opened and closed the file would have freed the kernel's lock.
            Failing.with(ErrorCode.L100, () -> acquire(layout).close());
            var other = ChildJvm.run(Attempt.class, List.of(), Map.of(), folder.toString());
            assertThat(other.out()).contains("BIP-L100").contains("backup");
            assertThat(other.exitCode()).isEqualTo(12);
        }
        var after = ChildJvm.run(Attempt.class, List.of(), Map.of(), folder.toString());
        assertThat(after.exitCode()).as(after.err()).isZero();
    }

    @Test
    void noteOfADeadHolderIsNotBelieved() throws Exception {
        var layout = new Layout(folder);
        try (var _ = acquire(layout)) {
            Path note = layout.lock().resolveSibling("lock.json");
            String told = Files.readString(note);
            AtomicFiles.write(
                    note,
                    told.replaceFirst("\"startTicks\":\\d+", "\"startTicks\":1")
                            .getBytes(StandardCharsets.UTF_8));
            Failing.with(ErrorCode.L101, () -> acquire(layout).close());
            Files.writeString(note, "torn {");
            Failing.with(ErrorCode.L101, () -> acquire(layout).close());
            Files.delete(note);
            assertThat(Failing.with(ErrorCode.L101, () -> acquire(layout).close()).getFirst())
                    .contains("unknown");
        }
    }

    @Test
    void noteGoesWithTheLock() throws IOException {
        var layout = new Layout(folder);
        acquire(layout).close();
        assertThat(layout.lock()).exists();
        assertThat(layout.lock().resolveSibling("lock.json")).doesNotExist();
    }

    /** Root is refused nothing, so as root the attempt is made by another user. */
    @Test
    void saysThatTheUserMayNot() throws Exception {
        Path root = Files.createDirectory(folder.resolve("root"));
        Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("r-xr-xr-x"));
        var command = new ArrayList<String>();
        if (System.getProperty("user.name").equals("root")) {
            command.addAll(List.of("/usr/bin/setpriv", "--reuid=65534", "--clear-groups"));
        }
        command.addAll(ChildJvm.command(Attempt.class, List.of(), root.toString()));
        var result = Programs.run(command, Map.of(), Duration.ofSeconds(60));
        assertThat(result.out()).contains("BIP-L102").contains("sudo");
        assertThat(result.exitCode()).isEqualTo(15);
    }

    private static OperationLock acquire(Layout layout) throws IOException {
        return OperationLock.acquire(layout, "anything", NINE, Map.of());
    }

    private static Map<String, String> sudo(String person) {
        return Map.of("SUDO_USER", person);
    }

    /** Tries to take the lock of the root that it is given; ends with the exit code of the tool. */
    static final class Attempt {
        private Attempt() {}

        @SuppressWarnings("SystemOut") // its only way to be heard
        public static void main(String[] arguments) throws IOException {
            try {
                acquire(new Layout(Path.of(arguments[0]))).close();
            } catch (CtlException e) {
                new Failures(new Messages(Locale.ENGLISH)).lines(e).forEach(System.out::println);
                System.exit(e.code().exitCode().number());
            }
        }
    }
}

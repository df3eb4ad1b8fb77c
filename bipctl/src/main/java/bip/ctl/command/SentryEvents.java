package bip.ctl.command;

import bip.ctl.sentry.Event;
import bip.ctl.sentry.SentrySetting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

/** Makes the events that bipctl sends. */
final class SentryEvents {

    private static final Path HOST_NAME = Path.of("/proc/sys/kernel/hostname");

    private SentryEvents() {}

    /** An event of now. */
    static Event of(Desk desk, String level, String message) throws IOException {
        return new Event(
                UUID.randomUUID().toString().replace("-", ""),
                desk.toolkit().clock().instant(),
                level,
                message,
                new SentrySetting(desk.layout()).environment(),
                desk.toolkit().version());
    }

    /** This machine's name, as the kernel has it: no look-up. */
    static String hostName() throws IOException {
        return Files.readString(HOST_NAME).strip();
    }
}

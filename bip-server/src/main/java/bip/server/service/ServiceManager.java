package bip.server.service;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The door of this room: whoever started this process and wants to know how it stands. Without one,
 * nothing is told. What cannot be told is logged and changes nothing else.
 */
public final class ServiceManager {
    private static final Logger log = LoggerFactory.getLogger(ServiceManager.class);
    private static final String NOTIFY_SOCKET = "NOTIFY_SOCKET";

    private final Optional<NotifySocket> socket;
    private final Optional<WatchdogSettings> watchdog;

    private ServiceManager(Optional<NotifySocket> socket, Optional<WatchdogSettings> watchdog) {
        this.socket = socket;
        this.watchdog = watchdog;
    }

    /**
     * The one that the environment names by {@code NOTIFY_SOCKET}.
     *
     * @param process the number of this process
     */
    public static ServiceManager of(Map<String, String> environment, long process) {
        String name = environment.getOrDefault(NOTIFY_SOCKET, "");
        if (name.isEmpty()) {
            return new ServiceManager(Optional.empty(), Optional.empty());
        }
        try {
            return new ServiceManager(
                    Optional.of(new NotifySocket(name)), WatchdogSettings.of(environment, process));
        } catch (IllegalArgumentException e) {
            log.warn("{} cannot be used: {}", NOTIFY_SOCKET, e.getMessage());
            return new ServiceManager(Optional.empty(), Optional.empty());
        }
    }

    /** The server answers; whoever waits for the start may go on. */
    public void ready(String status) {
        tell("READY=1\nSTATUS=" + oneLine(status));
    }

    /** The server was asked to end and is about to. */
    public void stopping(String status) {
        tell("STOPPING=1\nSTATUS=" + oneLine(status));
    }

    /** Says how things stand, in words for people. */
    public void status(String status) {
        tell("STATUS=" + oneLine(status));
    }

    /**
     * Tells that this process is alive as often as the service manager wants to hear it, as long as
     * {@code check} passes.
     *
     * @param check looks whether the server works, throws when it does not
     * @return ends it
     */
    public Watch watch(WatchdogCheck check) {
        if (watchdog.isEmpty()) {
            return () -> {};
        }
        return Watchdog.start(watchdog.get(), check, () -> tell("WATCHDOG=1"));
    }

    /** The watching; ends when closed. */
    @FunctionalInterface
    public interface Watch extends AutoCloseable {
        @Override
        void close();
    }

    private void tell(String message) {
        if (socket.isEmpty()) {
            return;
        }
        try {
            socket.get().send(message);
        } catch (IOException e) {
            log.warn("the service manager was not told {}: {}", message, e.getMessage());
        }
    }

    /** A line end would begin another assignment. */
    private static String oneLine(String status) {
        return status.replaceAll("\\R", " ");
    }
}

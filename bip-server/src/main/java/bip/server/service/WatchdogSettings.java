package bip.server.service;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * How the watchdog is kept content (sd_watchdog_enabled(3)).
 *
 * @param interval between two looks: half of the time after which the service manager would act
 * @param limit how long a look may last
 */
record WatchdogSettings(Duration interval, Duration limit) {
    private static final Duration LIMIT = Duration.ofSeconds(2);

    /**
     * What {@code WATCHDOG_USEC} says; empty when it says nothing, or says it to another process
     * than {@code process}.
     */
    static Optional<WatchdogSettings> of(Map<String, String> environment, long process) {
        String addressee = environment.getOrDefault("WATCHDOG_PID", "" + process);
        String microseconds = environment.getOrDefault("WATCHDOG_USEC", "");
        if (!addressee.equals("" + process) || !microseconds.matches("[1-9][0-9]{0,15}")) {
            return Optional.empty();
        }
        Duration interval = Duration.ofNanos(Long.parseLong(microseconds) * 1000 / 2);
        return Optional.of(new WatchdogSettings(interval, LIMIT));
    }
}

package bip.ctl.sentry;

import bip.ctl.support.CtlException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a check found.
 *
 * @param passed the steps that went well, in order, by their names
 * @param accepted null when no event was accepted
 * @param failure what went wrong first; null when all is well
 */
public record CheckReport(
        List<String> passed, @Nullable Accepted accepted, @Nullable CtlException failure) {

    public CheckReport {
        passed = List.copyOf(passed);
    }

    /** The event that Sentry took, and how long that lasted from the first look-up of the name. */
    public record Accepted(String eventId, Duration took, String project) {}

    public Optional<Accepted> findAccepted() {
        return Optional.ofNullable(accepted);
    }

    public Optional<CtlException> findFailure() {
        return Optional.ofNullable(failure);
    }
}

package bip.server.health;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The document {@code bip-health/v1}, as docs/contract/health.md has it. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record HealthAnswer(
        String format,
        boolean live,
        boolean ready,
        String version,
        int schema,
        boolean frozen,
        @Nullable String sentryDsnHash,
        List<HealthCheck.Result> checks) {

    static HealthAnswer of(
            String version,
            int schema,
            boolean frozen,
            @Nullable String sentryDsnHash,
            List<HealthCheck.Result> checks) {
        boolean ready = checks.stream().allMatch(result -> result.state() == HealthCheck.State.OK);
        return new HealthAnswer(
                "bip-health/v1", true, ready, version, schema, frozen, sentryDsnHash, checks);
    }
}

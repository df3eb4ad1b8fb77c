package bip.server.health;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/** The document {@code bip-health/v1}, as docs/contract/health.md has it. */
record HealthAnswer(
        @JsonProperty("format") String format,
        @JsonProperty("live") boolean live,
        @JsonProperty("ready") boolean ready,
        @JsonProperty("version") String version,
        @JsonProperty("schema") int schema,
        @JsonProperty("frozen") boolean frozen,
        @JsonProperty("checks") List<HealthCheck.Result> checks) {

    static HealthAnswer of(
            String version, int schema, boolean frozen, List<HealthCheck.Result> checks) {
        boolean ready = checks.stream().allMatch(result -> result.state() == HealthCheck.State.OK);
        return new HealthAnswer("bip-health/v1", true, ready, version, schema, frozen, checks);
    }
}

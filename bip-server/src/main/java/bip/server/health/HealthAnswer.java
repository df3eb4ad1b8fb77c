package bip.server.health;

import java.util.List;

/** The document {@code bip-health/v1}, as docs/contract/health.md has it. */
record HealthAnswer(
        String format,
        boolean live,
        boolean ready,
        String version,
        int schema,
        boolean frozen,
        List<HealthCheck.Result> checks) {

    static HealthAnswer of(
            String version, int schema, boolean frozen, List<HealthCheck.Result> checks) {
        boolean ready = checks.stream().allMatch(result -> result.state() == HealthCheck.State.OK);
        return new HealthAnswer("bip-health/v1", true, ready, version, schema, frozen, checks);
    }
}

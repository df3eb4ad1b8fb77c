package bip.server.health;

import bip.server.web.Access;
import bip.server.web.Request;
import bip.server.web.Response;
import bip.server.web.Routes;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** The door of this room: the health answer, for this machine only. */
public final class HealthFeature {
    private static final int READY = 200;
    private static final int NOT_READY = 503;

    private final JsonMapper json = new JsonMapper();
    private final String version;
    private final int schema;
    private final @Nullable String sentryDsnHash;
    private final BooleanSupplier frozen;
    private final List<HealthCheck> checks;

    /**
     * Answers by {@code checks}.
     *
     * @param version of the running release
     * @param schema number of the open database's schema
     * @param sentryDsnHash tells which DSN errors are reported to, without telling it; empty when
     *     they are reported nowhere
     * @param frozen nothing will be written until the editors' freeze ends
     */
    public HealthFeature(
            String version,
            int schema,
            Optional<String> sentryDsnHash,
            BooleanSupplier frozen,
            List<HealthCheck> checks) {
        this.version = version;
        this.schema = schema;
        this.sentryDsnHash = sentryDsnHash.orElse(null);
        this.frozen = frozen;
        this.checks = List.copyOf(checks);
    }

    public void register(Routes routes) {
        routes.get("/health", Access.PUBLIC, this::show);
    }

    private Response show(Request request) {
        if (!request.isLocal()) {
            return new Response.NotFound();
        }
        HealthAnswer answer =
                HealthAnswer.of(
                        version,
                        schema,
                        frozen.getAsBoolean(),
                        sentryDsnHash,
                        checks.stream().map(HealthCheck::check).toList());
        return new Response.Json(
                answer.ready() ? READY : NOT_READY, json.writeValueAsString(answer));
    }
}

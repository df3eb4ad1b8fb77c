package bip.ctl.service;

import bip.ctl.support.CtlException;
import bip.ctl.support.ErrorCode;
import bip.ctl.support.JsonObject;
import bip.ctl.support.JsonProblem;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Understands what {@code migrate} says, line by line as it comes. Lines come on another thread
 * than the one that asks for the result.
 */
final class MigrateLines implements Consumer<String> {

    private static final String FORMAT = "bip-migrate/v1";

    private final Consumer<String> migrating;
    private volatile ServerProgram.@Nullable Migration result;
    private volatile @Nullable CtlException failure;

    MigrateLines(Consumer<String> migrating) {
        this.migrating = migrating;
    }

    @Override
    public void accept(String line) {
        if (line.isBlank()) {
            return;
        }
        try {
            understand(line);
        } catch (JsonProblem e) {
            failure = new CtlException(e, ErrorCode.S111, "bip-server", "migrate", e.reason());
        }
    }

    private void understand(String line) throws JsonProblem {
        var json = ReleaseProgram.document(line, FORMAT);
        switch (json.string("kind")) {
            case "migrating" -> migrating.accept(json.string("description"));
            case "migrated" ->
                    result =
                            new ServerProgram.Migration(
                                    ReleaseProgram.number(json, "from"),
                                    ReleaseProgram.number(json, "to"),
                                    json.integer("millis", 0, Long.MAX_VALUE));
            case "failed" ->
                    failure = new CtlException(ErrorCode.S113, schema(json), json.string("error"));
            default -> {
                // Kinds of line may be added within a format; a reader passes over them.
            }
        }
    }

    /** Unknown when not even the database could be opened. */
    private static String schema(JsonObject json) {
        try {
            return Integer.toString(ReleaseProgram.number(json, "schema"));
        } catch (JsonProblem e) {
            return "?";
        }
    }

    Optional<ServerProgram.Migration> findResult() {
        return Optional.ofNullable(result);
    }

    Optional<CtlException> findFailure() {
        return Optional.ofNullable(failure);
    }
}

package bip.packaging;

import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialects;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Readers of the interface's description that others wrote: the npm package
 * openapi-schema-validator, which holds the schemas of the OpenAPI Initiative, for the description
 * itself, and networknt's JSON Schema for what the interface answers.
 */
final class OpenApiReaders {
    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final String PROGRAM =
            "packaging/e2e/node_modules/@seriousme/openapi-schema-validator/bin/validate-api-cli.js";
    private static final String DOCUMENT = "https://bip.example/openapi.json";

    private final JsonNode description;
    private final SchemaRegistry schemas;
    private final Map<String, Integer> seen = new TreeMap<>();

    OpenApiReaders(String description) {
        this.description = JsonMapper.shared().readTree(description);
        this.schemas =
                SchemaRegistry.withDefaultDialect(
                        Dialects.getOpenApi31(),
                        builder -> builder.schemas(Map.of(DOCUMENT, description)));
    }

    /** What is wrong with the description in {@code file}; empty when it is valid. */
    static String faults(Path file) throws IOException, InterruptedException {
        String said =
                HostCommand.run(
                                LIMIT,
                                "node",
                                Checkout.root().resolve(PROGRAM).toString(),
                                file.toString())
                        .out();
        JsonNode verdict = JsonMapper.shared().readTree(said);
        return verdict.required("valid").booleanValue() ? "" : said;
    }

    /**
     * What is wrong with an answer to {@code GET template}: its status or type is not described, or
     * its body is not as its schema says.
     */
    List<String> faults(String template, Site.Answer answer) {
        String response =
                "/paths/" + template.replace("/", "~1") + "/get/responses/" + answer.status();
        response = followed(response);
        String type = answer.mediaType();
        String schema = response + "/content/" + type.replace("/", "~1") + "/schema";
        if (description.at(schema).isMissingNode()) {
            return List.of(template + ": no schema at " + schema);
        }
        seen.merge("GET " + template + " " + answer.status(), 1, Integer::sum);
        if (!type.endsWith("json")) {
            return List.of();
        }
        var errors = new ArrayList<String>();
        schemas.getSchema(SchemaLocation.of(DOCUMENT + "#" + schema))
                .validate(
                        JsonMapper.shared().readTree(answer.text()),
                        context ->
                                context.executionConfig(
                                        config -> config.formatAssertionsEnabled(true)))
                .forEach(error -> errors.add(template + ": " + error));
        return errors;
    }

    private String followed(String pointer) {
        String reference = description.at(pointer).path("$ref").asString("");
        return reference.isEmpty() ? pointer : reference.substring(1);
    }

    /** Answers that were looked at, by operation and status. */
    Map<String, Integer> seen() {
        return Map.copyOf(seen);
    }

    /** All that is described, as {@link #seen} names it; but answers without a body. */
    List<String> described() {
        var all = new ArrayList<String>();
        for (var path : description.required("paths").properties()) {
            for (var response :
                    path.getValue().required("get").required("responses").properties()) {
                if (!response.getKey().equals("304")) {
                    all.add("GET " + path.getKey() + " " + response.getKey());
                }
            }
        }
        return all;
    }
}

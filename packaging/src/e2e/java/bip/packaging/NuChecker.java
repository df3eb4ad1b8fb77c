package bip.packaging;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The Nu HTML checker of the W3C, from the npm package {@code vnu-jar}. */
final class NuChecker {

    private static final Duration LIMIT = Duration.ofMinutes(3);
    private static final String JAR = "packaging/e2e/node_modules/vnu-jar/build/dist/vnu.jar";

    private NuChecker() {}

    /** The errors in {@code pages}, each with its file and place. */
    static List<String> errors(List<Path> pages) throws IOException, InterruptedException {
        var command =
                new ArrayList<>(
                        List.of(
                                Runtimes.ownJdk().resolve("bin/java").toString(),
                                "-Xss2m",
                                "-jar",
                                Checkout.root().resolve(JAR).toString(),
                                "--exit-zero-always",
                                "--format",
                                "json"));
        pages.forEach(page -> command.add(page.toString()));
        JsonNode said =
                JsonMapper.shared().readTree(HostCommand.run(LIMIT, command).ended(0).err());
        var errors = new ArrayList<String>();
        for (JsonNode message : said.required("messages")) {
            if (!message.path("type").asString("").equals("info")) {
                errors.add(
                        "%s:%s %s %s"
                                .formatted(
                                        Path.of(
                                                        message.path("url")
                                                                .asString("")
                                                                .replace("file:", ""))
                                                .getFileName(),
                                        message.path("lastLine").asString(""),
                                        message.path("message").asString(""),
                                        message.path("extract").asString("").strip()));
            }
        }
        return errors;
    }
}

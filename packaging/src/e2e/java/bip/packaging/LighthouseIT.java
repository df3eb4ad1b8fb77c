package bip.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What Lighthouse says of the pages that are asked for most, as on a slow phone. */
@Tag("torture")
class LighthouseIT {

    private static final Duration LIMIT = Duration.ofMinutes(3);
    private static final String PROGRAM = "packaging/e2e/node_modules/lighthouse/cli/index.js";
    private static final int WHOLE = 100;
    private static final int FAST = 98;

    /** Lighthouse's own word for a trace that Chromium began too late; it asks to be run again. */
    private static final String NO_TRACE = "(NO_NAVSTART)";

    private static final int RUNS = 3;

    @TempDir static Path folder;
    private static ShownBulletin bulletin;
    private static final List<String> ROWS = new ArrayList<>();

    @BeforeAll
    static void serve() throws Exception {
        bulletin = ShownBulletin.serveWithAddress(folder);
    }

    @AfterAll
    static void report() throws Exception {
        bulletin.close();
        Files.writeString(
                Checkout.root().resolve("docs/evidence/lighthouse.md"),
                "# Lighthouse, as `make torture` prints it\n\n"
                        + "Mobile, throttled as Lighthouse does of itself; Debian's Chromium, the"
                        + " office of the demonstration on this machine; commit "
                        + Evidence.commit()
                        + ", "
                        + LocalDate.now(ZoneOffset.UTC)
                        + ".\n\n"
                        + "| page | performance | accessibility | best practices | SEO | bytes |"
                        + " largest paint |\n| --- | --- | --- | --- | --- | --- | --- |\n"
                        + String.join("\n", ROWS)
                        + "\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"home", "page", "section", "search", "changes"})
    void findsNothing(String name) throws Exception {
        PageKind kind =
                bulletin.kinds().stream()
                        .filter(it -> it.name().equals(name))
                        .findFirst()
                        .orElseThrow();
        JsonNode report = run(kind);
        var scores = new TreeMap<String, Integer>();
        for (JsonNode category : report.required("categories")) {
            scores.put(
                    category.required("id").stringValue(),
                    (int) Math.round(WHOLE * category.required("score").doubleValue()));
        }
        ROWS.add(
                "| `%s` | %d | %d | %d | %d | %s | %s |"
                        .formatted(
                                kind.path(),
                                scores.get("performance"),
                                scores.get("accessibility"),
                                scores.get("best-practices"),
                                scores.get("seo"),
                                audit(report, "total-byte-weight"),
                                audit(report, "largest-contentful-paint")));
        var softly = new SoftAssertions();
        String faults = faults(report);
        softly.assertThat(scores.get("accessibility")).as(faults).isEqualTo(WHOLE);
        softly.assertThat(scores.get("best-practices")).as(faults).isEqualTo(WHOLE);
        softly.assertThat(scores.get("seo")).as(faults).isEqualTo(WHOLE);
        softly.assertThat(scores.get("performance")).as(faults).isGreaterThanOrEqualTo(FAST);
        softly.assertAll();
    }

    private static JsonNode run(PageKind kind) throws Exception {
        Path report = folder.resolve(kind.name() + ".json");
        Site.Run run = run(kind, report);
        for (int more = 1; more < RUNS && run.err().contains(NO_TRACE); more++) {
            System.out.println("Lighthouse got no trace of " + kind.path() + " and is run again");
            run = run(kind, report);
        }
        run.ended(0);
        assertThat(report).isNotEmptyFile();
        return JsonMapper.shared().readTree(Files.readAllBytes(report));
    }

    private static Site.Run run(PageKind kind, Path report) throws Exception {
        return HostCommand.run(
                LIMIT,
                "env",
                "CHROME_PATH=/usr/bin/chromium",
                "node",
                Checkout.root().resolve(PROGRAM).toString(),
                bulletin.site().address(kind.path()).toString(),
                "--quiet",
                "--output=json",
                "--output-path=" + report,
                "--only-categories=performance,accessibility,best-practices,seo",
                "--no-enable-error-reporting",
                "--chrome-flags=--headless=new --no-sandbox --disable-gpu");
    }

    private static String audit(JsonNode report, String name) {
        return report.required("audits")
                .path(name)
                .path("displayValue")
                .asString("")
                .replace('\u00a0', ' ');
    }

    /** The audits that are not passed. */
    private static String faults(JsonNode report) {
        var faults = new StringBuilder();
        for (JsonNode audit : report.required("audits")) {
            if (audit.path("score").isNumber() && audit.path("score").doubleValue() < 0.9) {
                faults.append(audit.required("id").stringValue())
                        .append(": ")
                        .append(audit.path("title").asString(""))
                        .append(' ')
                        .append(audit.path("displayValue").asString(""))
                        .append('\n');
            }
        }
        return faults.toString();
    }
}

package bip.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Scanners that others wrote, from Debian's packages, against the running demonstration on this
 * machine: wapiti goes through the whole site, sqlmap through every parameter (R52, R53).
 */
@Tag("torture")
class ScannersIT {

    private static final Duration LIMIT = Duration.ofMinutes(40);
    private static final int SCAN_SECONDS = 1_200;

    /** Those that ask the outside world for help are left out. */
    private static final String MODULES =
            "backup,blindsql,cookieflags,crlf,csp,csrf,exec,file,htaccess,http_headers,methods,"
                    + "permanentxss,redirect,shellshock,sql,xss";

    /**
     * HSTS is for sites behind TLS, where a browser keeps to it ({@code WebServerTest}). Browsers
     * no longer know the other; the policy forbids every script.
     */
    private static final List<String> EXPECTED =
            List.of("Strict-Transport-Security is not set", "X-XSS-Protection is not set");

    private static final Pattern CRAWLED = Pattern.compile("found (\\d+) URLs and forms");
    private static final String PAGE = "/strona/status-prawny-i-statut";

    @TempDir static Path folder;
    private static ShownBulletin bulletin;

    @BeforeAll
    static void serve() throws Exception {
        bulletin = ShownBulletin.serve(folder);
    }

    @AfterAll
    static void stop() throws Exception {
        bulletin.close();
    }

    @Test
    void wapitiReportsNothing() throws Exception {
        Path report = folder.resolve("wapiti.json");
        var run =
                HostCommand.run(
                                LIMIT,
                                "env",
                                "HOME=" + Files.createDirectories(folder.resolve("home")),
                                "wapiti",
                                "--url",
                                bulletin.site().address("/").toString(),
                                "--scope",
                                "domain",
                                "--module",
                                MODULES,
                                "--max-scan-time",
                                Integer.toString(SCAN_SECONDS),
                                "--max-links-per-page",
                                "60",
                                "--depth",
                                "3",
                                "--no-bugreport",
                                "--flush-session",
                                "--format",
                                "json",
                                "--output",
                                report.toString())
                        .ended(0);
        JsonNode said = JsonMapper.shared().readTree(Files.readAllBytes(report));
        var findings = new ArrayList<String>();
        for (String kind : List.of("vulnerabilities", "anomalies")) {
            said.required(kind)
                    .forEachEntry((name, found) ->
                            found.forEach(each ->
                                    findings.add(
                                            "%s: %s %s %s"
                                                    .formatted(
                                                            name,
                                                            each.path("method").asString(""),
                                                            each.path("path").asString(""),
                                                            each.path("info").asString("")))));
        }
        findings.removeIf(finding -> EXPECTED.stream().anyMatch(finding::endsWith));
        var crawled = CRAWLED.matcher(run.out());
        assertThat(crawled.find()).as(run.out()).isTrue();
        System.out.printf("wapiti: %s addresses, %s%n", crawled.group(1), findings);
        assertThat(Integer.parseInt(crawled.group(1))).isGreaterThan(100);
        assertThat(findings).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/szukaj?q=rada*",
                "/zmiany?p=1*&przed=1*",
                "/stan?dzien=2026-01-31*",
                PAGE + "/porownanie?od=1*&do=2*",
                PAGE + "/wersja/1*",
                "/strona/status-prawny-i-statut*",
                "/etykieta/uchwaly*",
                "/attachment/statut*",
            })
    void sqlmapFindsNothingToInject(String path) throws Exception {
        String said =
                HostCommand.run(
                                LIMIT,
                                "sqlmap",
                                "--url=" + bulletin.site().address("").toString() + path,
                                "--batch",
                                "--level=2",
                                "--risk=2",
                                "--dbms=SQLite",
                                "--flush-session",
                                "--ignore-code=404",
                                "--disable-coloring",
                                "--output-dir=" + folder.resolve("sqlmap"))
                        .ended(0)
                        .out();
        assertThat(said)
                .contains("all tested parameters do not appear to be injectable")
                .doesNotContain("is vulnerable", "identified the following injection");
    }
}

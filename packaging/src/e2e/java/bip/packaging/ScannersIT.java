package bip.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Scanners that others wrote, from Debian's packages, against the running demonstration on this
 * machine: wapiti goes through the whole site, sqlmap through every parameter (R52, R53).
 */
@Tag("torture")
class ScannersIT {

    private static final Duration LIMIT = Duration.ofMinutes(40);

    /**
     * HSTS and a secure cookie are for sites behind TLS, where a browser keeps to them ({@code
     * RefusalsTest}, {@code SignInTest}); here it is HTTP on loopback. Browsers no longer know the
     * third; the policy forbids every script.
     */
    private static final List<String> EXPECTED =
            List.of(
                    "Strict-Transport-Security is not set",
                    "Secure flag is not set in the cookie : bip-session",
                    "X-XSS-Protection is not set");

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
        String site = bulletin.site().address("/").toString();
        try (var listener = new FaultySite()) {
            List<String> starts =
                    Stream.concat(
                                    bulletin.kinds().stream().map(kind -> kind.path()),
                                    Stream.of("/zaloguj", "/api/v1/pages?limit=2"))
                            .flatMap(address -> Stream.of(address, "/en" + address))
                            .map(address -> site + address.substring(1))
                            .toList();
            Wapiti said = Wapiti.scan(site, starts, listener.address(), folder);
            List<String> findings = new ArrayList<>(said.findings());
            findings.removeIf(finding -> EXPECTED.stream().anyMatch(finding::endsWith));
            long english = said.addresses().stream().filter(it -> it.startsWith("/en")).count();
            long polish = said.addresses().size() - english;
            System.out.printf(
                    "%s: %d Polish addresses, %d English, %d kinds of findings, of them %s%n",
                    said.version(), polish, english, said.kinds(), findings);
            assertThat(findings).isEmpty();
            assertThat(listener.fetched()).isEmpty();
            assertThat(polish).isGreaterThan(100);
            assertThat(english).isGreaterThan(100);
            assertThat(said.addresses()).contains("/zaloguj", "/stan?dzien=2026-01-31");
        }
    }

    /** Else a report of nothing would say nothing. */
    @Test
    void wapitiReportsAFaultySite(@TempDir Path scratch) throws Exception {
        try (var site = new FaultySite()) {
            Wapiti said = Wapiti.scan(site.address(), List.of(), site.address(), scratch);
            System.out.println("wapiti of a faulty site: " + said.findings());
            assertThat(said.findings())
                    .anyMatch(finding -> finding.contains("Cross Site Scripting"))
                    .anyMatch(finding -> finding.contains("SQL Injection"))
                    .anyMatch(finding -> finding.contains("Internal Server Error"))
                    .anyMatch(finding -> finding.contains("X-Frame-Options"));
            assertThat(site.fetched()).isNotEmpty();
        }
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
                "/en/szukaj?q=rada*&p=1*",
                "/zmiany.csv?od=2026-01-01*&do=2026-12-31*&dzial=petycje*&kto=redaktor*&rodzaj=changed*",
                "/en/zmiany.json?przed=1*",
                "/statystyka.csv?p=1*",
                "/dzial/petycje*?p=1*",
                "/zalacznik/1*/x.pdf*",
                "/zaloguj?dalej=/redakcja*",
                "/api/v1/pages?section=petycje*&label=uchwaly*&after=0*&limit=1*",
                "/api/v1/pages/1*/versions?after=0*",
                "/api/v1/sections/petycje*",
            })
    void sqlmapFindsNothingToInject(String path) throws Exception {
        assertThat(sqlmap(bulletin.site().address("").toString() + path))
                .contains("all tested parameters do not appear to be injectable")
                .doesNotContain("is vulnerable", "identified the following injection");
    }

    @Test
    void sqlmapFindsWhatAFaultySiteLetsIn() throws Exception {
        try (var site = new FaultySite()) {
            assertThat(sqlmap(site.address() + "row?id=1"))
                    .contains("identified the following injection");
        }
    }

    private static String sqlmap(String address) throws Exception {
        return HostCommand.run(
                        LIMIT,
                        "sqlmap",
                        "--url=" + address,
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
    }
}

package bip.packaging;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What Debian's wapiti made of a site.
 *
 * @param version as it says itself
 * @param addresses that it came to, without their host
 * @param kinds of findings that it looked for
 * @param findings vulnerabilities, anomalies and whatever else it tells
 */
record Wapiti(String version, Set<String> addresses, int kinds, List<String> findings) {

    private static final Duration LIMIT = Duration.ofMinutes(40);
    private static final int SCAN_SECONDS = 900;

    /** All but nikto and wapp, which fetch lists of theirs from the network. */
    private static final String MODULES =
            "backup,blindsql,brute_login_form,buster,cookieflags,crlf,csp,csrf,exec,file,htaccess,"
                    + "http_headers,methods,permanentxss,redirect,shellshock,sql,ssrf,xss,xxe";

    private static final Pattern CAME_TO =
            Pattern.compile("^\\[\\+] (?:GET|POST) https?://[^/\\s]+(/\\S*)", Pattern.MULTILINE);

    private static final Pattern BROKE_OFF =
            Pattern.compile("^ *File \"|skipped due to network|Max (scan|attack) time was reached");

    /**
     * Goes through the whole site and tries everything on it.
     *
     * @param starts addresses besides the site's own to begin at
     * @param listener where a site that fetches what it is told to would fetch it
     */
    static Wapiti scan(String site, List<String> starts, String listener, Path folder)
            throws Exception {
        Path report = folder.resolve("wapiti.json");
        var command = new ArrayList<>(List.of("env"));
        command.add("HOME=" + Files.createDirectories(folder.resolve("home")));
        command.addAll(List.of("wapiti", "--url", site, "--scope", "domain", "--module", MODULES));
        starts.forEach(start -> command.addAll(List.of("--start", start)));
        command.addAll(List.of("--max-scan-time", Integer.toString(SCAN_SECONDS)));
        command.addAll(List.of("--max-links-per-page", "30", "--max-files-per-dir", "60"));
        command.addAll(List.of("--depth", "2", "--store-config", lists(folder).toString()));
        command.addAll(List.of("--endpoint", listener, "--verbose", "1", "--no-bugreport"));
        command.addAll(List.of("--flush-session", "--format", "json", "--output"));
        command.add(report.toString());
        Site.Run run = HostCommand.run(LIMIT, command).ended(0);
        JsonNode said = JsonMapper.shared().readTree(Files.readAllBytes(report));
        var findings = new ArrayList<String>();
        int kinds = 0;
        for (String part : List.of("vulnerabilities", "anomalies", "additionals")) {
            kinds += said.path(part).size();
            said.path(part)
                    .forEachEntry((name, found) ->
                            found.forEach(each -> findings.add(finding(name, each))));
        }
        // A module that broke off found nothing for that reason.
        (run.out() + run.err())
                .lines()
                .filter(line -> BROKE_OFF.matcher(line).find())
                .forEach(line -> findings.add("wapiti itself: " + line));
        var addresses = new TreeSet<String>();
        CAME_TO.matcher(run.out()).results().forEach(found -> addresses.add(found.group(1)));
        return new Wapiti(
                said.path("infos").path("version").asString(""), addresses, kinds, findings);
    }

    /**
     * Where wapiti keeps lists that it would fetch from the network at each start, for two modules
     * that are not asked for: they are empty.
     */
    private static Path lists(Path folder) throws IOException {
        Path lists = Files.createDirectories(folder.resolve("lists"));
        Files.writeString(lists.resolve("apps.json"), "{}");
        Files.writeString(lists.resolve("nikto_db"), "");
        return lists;
    }

    private static String finding(String name, JsonNode found) {
        return "%s: %s %s %s"
                .formatted(
                        name,
                        found.path("method").asString(""),
                        found.path("path").asString(""),
                        found.path("info").asString(""));
    }
}

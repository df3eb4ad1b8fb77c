package bip.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import bip.server.logging.Logging;
import bip.server.logging.LoggingSettings;
import bip.server.testing.DemoBulletin;
import bip.server.testing.HandClock;
import bip.server.testing.ImportedBulletin;
import bip.server.testing.RawHttp;
import bip.server.testing.TestServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever is asked of whichever route, with whichever parameter, by a stranger or by somebody
 * signed in: never a 500, nothing thrown into the log, nothing of the question or of what an editor
 * wrote in the answer but as text (R52, R53). {@code -Dbip.fuzzRequests} says how many, {@code
 * -Dbip.fuzzSeed} repeats a run; {@code make torture} asks 100,000.
 */
class FuzzedRequestsTest {

    private static final int REQUESTS = Integer.getInteger("bip.fuzzRequests", 2_000);
    private static final long SEED = Long.getLong("bip.fuzzSeed", 20_261_126L);

    /** More say no more. */
    private static final int PROBLEMS = 10;

    @TempDir private Path folder = Path.of("");

    private final HandClock clock = new HandClock(Instant.parse("2026-03-02T08:00:00Z"));
    private final List<String> problems = new ArrayList<>();
    private final Map<Integer, Integer> statuses = new TreeMap<>();
    private final Set<String> pairs = new HashSet<>();

    @Test
    void nothingThatIsAskedBreaksAnything() throws Exception {
        System.out.println("fuzzed requests: " + REQUESTS + ", seed " + SEED);
        Path file = folder.resolve("bip.log");
        List<String> parameters = FuzzedParameters.find();
        int routes;
        try (Logging _ = log(file);
                TestServer server =
                        TestServer.startOn(
                                ImportedBulletin.in(folder),
                                Map.of("BIP_ACCESS_LOG", "on"),
                                clock)) {
            List<String> templates = server.templates().stream().distinct().toList();
            routes = templates.size();
            ask(server, templates, parameters);
            assertThat(server.get("/").status()).isEqualTo(200);
            assertThat(DemoBulletin.query(server.database(), "PRAGMA integrity_check"))
                    .containsExactly("ok");
        }
        System.out.printf(
                "fuzzed requests: %d routes, %d parameters, %d of their pairs, answered with %s%n",
                routes, parameters.size(), pairs.size(), statuses);
        assertThat(problems).as("seed %d", SEED).isEmpty();
        assertThat(pairs).hasSize(Math.min(REQUESTS, routes * parameters.size()));
        assertThat(statuses.keySet()).contains(200, 303, 400, 403, 404, 405, 414, 431);
        assertLogIsClean(file);
    }

    /** Each route in turn, and for each round of routes the next parameter. */
    private void ask(TestServer server, List<String> templates, List<String> parameters)
            throws Exception {
        var staff = new FuzzingEditor(server, clock);
        staff.writeHostileTexts();
        Set<String> forms = staff.formsAmong(templates);
        assertThat(forms).contains("/zaloguj", "/wyloguj", "/redakcja/strona/{id}");
        var requests = new FuzzedRequest(new Random(SEED), known(server), parameters);
        for (int number = 0; number < REQUESTS && problems.size() < PROBLEMS; number++) {
            String template = templates.get(number % templates.size());
            String parameter = parameters.get(number / templates.size() % parameters.size());
            pairs.add(template + " " + parameter);
            String request =
                    requests.next(template, forms.contains(template), parameter, staff.session());
            ask(server, number, template, request);
            if (request.startsWith("POST ")) {
                staff.doubtSession();
            }
        }
        System.out.printf(
                "fuzzed requests: signed in %d times, %d texts published%n",
                staff.signIns(), staff.published());
    }

    private void ask(TestServer server, int number, String template, String request) {
        try {
            RawHttp.Answer answer =
                    RawHttp.exchange(server.address(), request.getBytes(ISO_8859_1));
            statuses.merge(answer.status(), 1, Integer::sum);
            new FuzzedAnswer(template, target(request), request.startsWith("HEAD "), answer)
                    .problems()
                    .forEach(problem -> add(problem + " in the answer", number, request));
        } catch (IOException | RuntimeException e) {
            add("no answer (" + e + ")", number, request);
        }
    }

    private static String target(String request) {
        String[] line = request.split("[ \r]", 3);
        return line[1];
    }

    private void add(String problem, int number, String request) {
        String shown = request.length() > 1_500 ? request.substring(0, 1_500) + " …" : request;
        problems.add("%s to request %d:%n%s".formatted(problem, number, shown));
    }

    /** It is the log of this run: each request has its line in it, and nothing tells of a fault. */
    private static void assertLogIsClean(Path file) throws IOException {
        try (Stream<String> lines = Files.lines(file)) {
            assertThat(lines.filter(FuzzedRequestsTest::tellsOfAFault).limit(20).toList())
                    .as("the log, seed %d", SEED)
                    .isEmpty();
        }
        try (Stream<String> lines = Files.lines(file)) {
            assertThat(lines.filter(line -> line.contains(" bip.access ")).count())
                    .isGreaterThan(REQUESTS / 2);
        }
    }

    /** No line that is not one event: what was asked ends no line of the log. */
    static boolean tellsOfAFault(String line) {
        return !line.matches("\\d{4}-\\d\\d-\\d\\dT[\\d:.+-]+ +(INFO|WARN|DEBUG) .*")
                || line.contains("Exception");
    }

    private static Logging log(Path file) throws Exception {
        return Logging.toFile(
                new LoggingSettings(file, ZoneId.of("Europe/Warsaw")),
                new PrintStream(new ByteArrayOutputStream(), true, UTF_8));
    }

    /** Of the demonstration: what the named parts of addresses stand for. */
    private static List<String> known(TestServer server) throws Exception {
        var known = new ArrayList<>(List.of("1", "2", "3", "bip.css", "logo.svg", "1.xml"));
        for (String query :
                List.of(
                        "SELECT slug FROM page LIMIT 40",
                        "SELECT slug FROM label",
                        "SELECT slug FROM section",
                        "SELECT file_name FROM attachment",
                        "SELECT id FROM attachment LIMIT 5",
                        "SELECT sha256 FROM attachment WHERE sha256 IS NOT NULL LIMIT 3")) {
            known.addAll(DemoBulletin.query(server.database(), query));
        }
        return known;
    }
}

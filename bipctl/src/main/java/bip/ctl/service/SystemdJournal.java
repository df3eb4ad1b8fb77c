package bip.ctl.service;

import bip.ctl.support.Json;
import bip.ctl.support.JsonObject;
import bip.ctl.support.JsonProblem;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The server's lines in systemd's journal: what it said before it had a log of its own. */
public final class SystemdJournal {

    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final int MAX_LINE_BYTES = 1 << 20;

    private final SystemTools tools;

    public SystemdJournal(SystemTools tools) {
        this.tools = tools;
    }

    /**
     * One line.
     *
     * @param priority as in syslog(3): 3 an error, 4 a warning, 6 information
     */
    public record Line(Instant at, int priority, String text) {}

    /**
     * The last lines of one run of the service, its own and what systemd said of it.
     *
     * @param invocation systemd's id of the run; nothing is found for an empty one
     */
    List<String> lastWords(String invocation, int atMost) throws InterruptedException {
        if (invocation.isEmpty()) {
            return List.of();
        }
        List<String> own = texts("_SYSTEMD_INVOCATION_ID=" + invocation, atMost);
        return own.isEmpty() ? texts("INVOCATION_ID=" + invocation, atMost) : own;
    }

    /** The last lines of the service, whichever of its runs said them. */
    List<String> lastWords(int atMost) throws InterruptedException {
        return texts("_SYSTEMD_UNIT=" + Systemctl.SERVICE, atMost);
    }

    private List<String> texts(String match, int atMost) throws InterruptedException {
        return read(List.of("--lines=" + atMost, match)).stream().map(Line::text).toList();
    }

    /** What the service said after {@code moment}. */
    public List<Line> since(Instant moment, int atMost) throws InterruptedException {
        return read(
                List.of(
                        "--lines=" + atMost,
                        "--since=@" + moment.getEpochSecond(),
                        "_SYSTEMD_UNIT=" + Systemctl.SERVICE));
    }

    private List<Line> read(List<String> arguments) throws InterruptedException {
        // What was said a moment ago may still be on its way; without root's rights it stays so.
        tools.journalctl(LIMIT, List.of("--sync"));
        var all =
                new ArrayList<>(
                        List.of(
                                "--quiet",
                                "--output=json",
                                "--output-fields=MESSAGE,PRIORITY,__REALTIME_TIMESTAMP"));
        all.addAll(arguments);
        var result = tools.journalctl(LIMIT, all);
        return result.out().lines().map(SystemdJournal::line).flatMap(Optional::stream).toList();
    }

    /** Empty for a line that is no text: bytes that are not UTF-8 are printed as numbers. */
    private static Optional<Line> line(String json) {
        try {
            JsonObject entry = Json.read(json.getBytes(StandardCharsets.UTF_8), MAX_LINE_BYTES);
            long micros = Long.parseLong(entry.string("__REALTIME_TIMESTAMP"));
            int priority = Integer.parseInt(entry.findString("PRIORITY").orElse("6"));
            return Optional.of(
                    new Line(
                            Instant.ofEpochSecond(micros / 1_000_000, micros % 1_000_000 * 1_000),
                            priority,
                            entry.string("MESSAGE")));
        } catch (JsonProblem | NumberFormatException e) {
            return Optional.empty();
        }
    }
}

package bip.ctl.command;

import bip.ctl.layout.Layout;
import bip.ctl.logs.EventText;
import bip.ctl.logs.LogEvent;
import bip.ctl.logs.LogLevel;
import bip.ctl.logs.LogQuery;
import bip.ctl.logs.LogReader;
import bip.ctl.logs.Since;
import bip.ctl.service.SystemdJournal;
import bip.ctl.support.EnvironmentFile;
import bip.ctl.support.ExitCode;
import bip.ctl.support.Failures;
import bip.ctl.support.Json;
import bip.ctl.support.Phrase;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The server's log, with what was rotated away; {@code -f} follows it. */
@Command(name = "logs")
final class LogsCommand extends Verb {

    /** And what is worse, of syslog(3). */
    private static final int ERROR = 3;

    @Option(names = {"-f", "--follow"})
    boolean isFollowed;

    @Option(
            names = {"-n", "--lines"},
            paramLabel = "NUMBER")
    @Nullable Integer last;

    @Option(names = "--since", paramLabel = "WHEN")
    @Nullable String since;

    @Option(names = "--level", paramLabel = "LEVEL")
    @Nullable String level;

    @Option(names = "--grep", paramLabel = "REGEX")
    @Nullable String regex;

    @Option(names = "--no-rotated")
    boolean isRotatedLeftOut;

    @Mixin JsonOption json = new JsonOption();

    @Override
    ExitCode run(Desk desk) throws IOException, InterruptedException {
        LogQuery query = query(desk);
        var reader = new LogReader(log(desk.layout()));
        if (!isFollowed) {
            return read(desk, reader, query);
        }
        var stop = desk.toolkit().stop();
        reader.follow(
                query,
                event -> print(desk, event),
                notice -> tell(desk, notice),
                () -> stop.isRequested() || !desk.console().hasReader());
        return stop.isRequested() ? ExitCode.SIGINT : ExitCode.DONE;
    }

    /** The log, then what a server that does not start could not write into it. */
    private ExitCode read(Desk desk, LogReader reader, LogQuery query)
            throws IOException, InterruptedException {
        Path file = log(desk.layout());
        boolean isThere = Files.exists(file);
        Instant written = isThere ? Files.getLastModifiedTime(file).toInstant() : Instant.EPOCH;
        var unlogged = desk.machine().service().lastWords(written.plusSeconds(1));
        if (isThere || unlogged.isEmpty()) {
            reader.read(query, event -> print(desk, event), notice -> tell(desk, notice));
        }
        if (!unlogged.isEmpty()) {
            desk.console().notice(desk.text("logs.journal"));
            unlogged.forEach(line -> print(desk, line));
        }
        return ExitCode.DONE;
    }

    private void print(Desk desk, SystemdJournal.Line line) {
        if (json.isWanted) {
            var document = new LinkedHashMap<String, Object>();
            document.put("format", "bipctl-log-event/v1");
            document.put("time", line.at());
            document.put("level", line.priority() <= ERROR ? "ERROR" : "INFO");
            document.put("reference", "-");
            document.put("logger", "systemd-journal");
            document.put("message", line.text());
            document.put("stack", List.of());
            desk.console().result(new String(Json.write(document), StandardCharsets.UTF_8).strip());
            return;
        }
        String at = Times.local(line.at(), desk);
        desk.console().result(at + "  " + Failures.printable(line.text()));
    }

    /** Where the server writes: {@code BIP_LOG_FILE} of its settings, else the usual place. */
    static Path log(Layout layout) throws IOException {
        String set = EnvironmentFile.read(layout.serverEnvironment()).get("BIP_LOG_FILE");
        return set == null || set.isBlank() ? layout.logs().resolve("bip.log") : Path.of(set);
    }

    private LogQuery query(Desk desk) {
        Instant from = since == null ? null : instant(desk, since);
        int atMost = from == null ? LogQuery.DEFAULT_LAST : 0;
        LogLevel least = level == null ? null : LogLevel.parse(level);
        Pattern pattern = regex == null ? null : LogQuery.pattern(regex);
        return new LogQuery(last == null ? atMost : last, from, least, pattern, !isRotatedLeftOut);
    }

    static Instant instant(Desk desk, String since) {
        Instant now = desk.toolkit().clock().instant();
        return Since.parse(since, now, Times.zone(desk.layout()));
    }

    private boolean print(Desk desk, LogEvent event) {
        var console = desk.console();
        if (json.isWanted) {
            console.result(EventText.json(event));
        } else {
            EventText.lines(event).forEach(console::result);
        }
        return console.isRead();
    }

    private static void tell(Desk desk, Phrase notice) {
        desk.console().notice(desk.text(notice));
    }
}

package bip.ctl.service;

import bip.ctl.layout.Layout;
import bip.ctl.support.CtlException;
import bip.ctl.support.ErrorCode;
import bip.ctl.support.Json;
import bip.ctl.support.JsonObject;
import bip.ctl.support.JsonProblem;
import bip.ctl.support.Phrase;
import bip.ctl.support.Programs;
import bip.ctl.support.Said;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;

/** Runs the subcommands, each in a process of its own. */
public final class ReleaseProgram implements ServerProgram {

    /** Questions are answered within a JVM's start. */
    private static final Duration QUESTION_LIMIT = Duration.ofMinutes(1);

    /** A migration or copy of the largest bulletin seen takes minutes; this ends only a hang. */
    static final Duration WORK_LIMIT = Duration.ofHours(2);

    private static final int DOCUMENT_MAX_BYTES = 1 << 20;

    private static final int DOES_NOT_FIT = 78;

    /** As shells count SIGKILL, the kernel's answer to a lack of memory. */
    private static final int KILLED = 137;

    private static final List<JsonObject> NONE = List.of();

    private final Layout layout;
    private final ReleaseRunner runner;
    private final ReleaseInspections inspections;

    public ReleaseProgram(Layout layout, ReleaseRunner runner) {
        this.layout = layout;
        this.runner = runner;
        this.inspections = new ReleaseInspections(runner);
    }

    @Override
    public void endStrays() throws InterruptedException {
        runner.endStrays();
    }

    @Override
    public List<Problem> checkConfig(Path program) throws IOException, InterruptedException {
        var result = run(QUESTION_LIMIT, program, "check-config");
        if (result.exitCode() != 0 && result.exitCode() != DOES_NOT_FIT) {
            throw failed(program, "check-config", result);
        }
        // The release's launcher refuses what no JVM starts with, in words alone.
        if (result.exitCode() == DOES_NOT_FIT && result.out().isBlank()) {
            throw new CtlException(
                    ErrorCode.S112,
                    layout.serverEnvironment(),
                    Said.of(result.err().lines().toList()));
        }
        var problems = problems(program, result.out(), "problems");
        if (!problems.isEmpty()) {
            throw new CtlException(
                    ErrorCode.S112, layout.serverEnvironment(), Problem.inOneLine(problems));
        }
        if (result.exitCode() != 0) {
            throw failed(program, "check-config", result);
        }
        return problems(program, result.out(), "warnings");
    }

    private static List<Problem> problems(Path program, String out, String list) {
        return understood(
                program,
                "check-config",
                () -> {
                    var problems = new ArrayList<Problem>();
                    JsonObject json = document(out, "bip-check-config/v1");
                    for (var problem : json.has(list) ? json.objects(list) : NONE) {
                        problems.add(
                                new Problem(
                                        problem.string("key"),
                                        problem.string("problem"),
                                        problem.findString("hint").orElse("")));
                    }
                    return problems;
                });
    }

    @Override
    public SchemaReport schema(Path program, Path database)
            throws IOException, InterruptedException {
        var result = run(QUESTION_LIMIT, program, "schema", "--database", database.toString());
        if (result.exitCode() != 0) {
            throw failed(program, "schema", result);
        }
        return understood(
                program,
                "schema",
                () -> {
                    var json = document(result.out(), "bip-schema/v1");
                    return new SchemaReport(
                            number(json, "database"),
                            number(json, "writes"),
                            number(json.object("reads"), "from"),
                            number(json.object("reads"), "to"));
                });
    }

    @Override
    public Migration migrate(
            Path program, Path database, Duration limit, Consumer<String> migrating)
            throws IOException, InterruptedException {
        var lines = new MigrateLines(migrating);
        var result =
                runner.run(
                        List.of(program.toString(), "migrate", "--database", database.toString()),
                        limit,
                        lines);
        Optional<CtlException> failure = lines.findFailure();
        if (failure.isPresent()) {
            throw failure.get();
        }
        if (result.exitCode() != 0) {
            throw failed(program, "migrate", result);
        }
        return lines.findResult()
                .orElseThrow(() -> new CtlException(ErrorCode.S111, program, "migrate", "-"));
    }

    @Override
    public Snapshot snapshot(Path program, Path database, Path target, boolean isChecked)
            throws IOException, InterruptedException {
        var arguments = new ArrayList<String>();
        arguments.addAll(List.of("snapshot", "--database", database.toString()));
        arguments.addAll(List.of("--to", target.toString()));
        if (isChecked) {
            arguments.add("--check");
        }
        var result = run(WORK_LIMIT, program, arguments.toArray(String[]::new));
        if (result.exitCode() != 0) {
            throw failed(program, "snapshot", result);
        }
        return understood(
                program,
                "snapshot",
                () -> {
                    var json = document(result.out(), "bip-snapshot/v1");
                    return new Snapshot(
                            json.integer("bytes", 0, Long.MAX_VALUE),
                            json.string("sha256"),
                            number(json, "schema"));
                });
    }

    @Override
    public Changes changes(Path program, Path database, Path older)
            throws IOException, InterruptedException {
        var result =
                run(
                        WORK_LIMIT,
                        program,
                        "changes",
                        "--database",
                        database.toString(),
                        "--beyond",
                        older.toString());
        if (result.exitCode() != 0) {
            throw failed(program, "changes", result);
        }
        return understood(
                program,
                "changes",
                () -> {
                    var json = document(result.out(), "bip-changes/v1");
                    return new Changes(
                            json.integer("edits", 0, Long.MAX_VALUE),
                            json.integer("pages", 0, Long.MAX_VALUE),
                            json.integer("attachments", 0, Long.MAX_VALUE),
                            json.integer("accounts", 0, Long.MAX_VALUE),
                            json.integer("auditEntries", 0, Long.MAX_VALUE));
                });
    }

    @Override
    public Inspection inspect(Path program, Path database, Path attachments, boolean isHashed)
            throws IOException, InterruptedException {
        return inspections.inspect(program, database, attachments, isHashed);
    }

    @Override
    public Optional<KeptBulletin.Page> lookUpPage(
            Path program, Path database, String slug, OptionalInt revision)
            throws IOException, InterruptedException {
        return inspections.lookUpPage(program, database, slug, revision);
    }

    @Override
    public List<KeptBulletin.Attachment> lookUpAttachments(
            Path program, Path database, String nameOrSha256)
            throws IOException, InterruptedException {
        return inspections.lookUpAttachments(program, database, nameOrSha256);
    }

    @Override
    public KeptBulletin.Pages lookUpWords(Path program, Path database, String words)
            throws IOException, InterruptedException {
        return inspections.lookUpWords(program, database, words);
    }

    private Programs.Result run(Duration limit, Path program, String... arguments)
            throws IOException, InterruptedException {
        var command = new ArrayList<String>();
        command.add(program.toString());
        command.addAll(Arrays.asList(arguments));
        return runner.run(command, limit, "");
    }

    static JsonObject document(String text, String format) throws JsonProblem {
        return document(text, format, DOCUMENT_MAX_BYTES);
    }

    static JsonObject document(String text, String format, int maxBytes) throws JsonProblem {
        var json = Json.read(text.getBytes(StandardCharsets.UTF_8), maxBytes);
        if (!json.string("format").equals(format)) {
            throw new JsonProblem(Phrase.of("service.otherFormat", format));
        }
        return json;
    }

    static int number(JsonObject json, String name) throws JsonProblem {
        return (int) json.integer(name, 0, Integer.MAX_VALUE);
    }

    static <T> T understood(Path program, String subcommand, Reading<T> reading) {
        try {
            return reading.read();
        } catch (JsonProblem e) {
            throw new CtlException(e, ErrorCode.S111, program, subcommand, e.reason());
        }
    }

    static CtlException failed(Path program, String subcommand, Programs.Result result) {
        if (result.exitCode() == KILLED) {
            return new CtlException(ErrorCode.U180, program, subcommand);
        }
        return new CtlException(
                ErrorCode.S110,
                program,
                subcommand,
                result.exitCode(),
                Said.of(result.err().lines().toList()));
    }

    interface Reading<T> {
        T read() throws JsonProblem;
    }
}

package bip.ctl.service;

import bip.ctl.layout.Layout;
import bip.ctl.support.CtlException;
import bip.ctl.support.ErrorCode;
import bip.ctl.support.Said;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Carries an installation of biuletyn-bip over into the current generation, by way of the release's
 * {@code import} subcommand, contract {@code docs/contract/maintenance.md}. Works beside a running
 * server. The source is only read.
 */
public final class ServerImport {

    private static final String DATABASE = "db.sqlite3";

    /** Thousands of pages with their files take minutes; this ends only a hang. */
    private static final Duration LIMIT = Duration.ofHours(2);

    private static final int TRY_LATER = 75;

    private final Layout layout;
    private final ReleaseRunner runner;

    public ServerImport(Layout layout, ReleaseRunner runner) {
        this.layout = layout;
        this.runner = runner;
    }

    /**
     * Something that was not carried over as it was.
     *
     * @param what {@code page}, {@code attachment}, …
     * @param source the row's key in the source, 0 when it has none
     * @param outcome {@code moved}, {@code withdrawn}, {@code missing}, {@code orphan}, {@code
     *     changed}, or another of a newer release
     * @param address where a page is now; empty when it says nothing of it
     */
    public record Finding(
            String what, long source, String outcome, String detail, String address) {}

    /** What was added, or was there already. */
    public record Counts(
            long pages, long attachments, long files, long labels, long accounts, long changes) {}

    /** How it ended. */
    public record Result(Counts added, Counts alreadyThere, long findings) {}

    /**
     * Carries {@code source} over, or only says what would come of it.
     *
     * @throws CtlException A210 if {@code source} is no such installation, A208 while editing is
     *     frozen, S110 if the release's program failed; the database is as it was then
     */
    public Result run(Path source, boolean isDryRun, Consumer<Finding> findings)
            throws IOException, InterruptedException {
        if (!Files.isRegularFile(source.resolve(DATABASE))) {
            throw new CtlException(ErrorCode.A210, source);
        }
        try (var staged = StagedImport.of(layout, source)) {
            return run(command(staged.folder(), isDryRun), findings);
        }
    }

    private List<String> command(Path folder, boolean isDryRun) {
        var command =
                new ArrayList<>(List.of(program(), "import", "biuletyn-bip", folder.toString()));
        if (isDryRun) {
            command.add("--dry-run");
        }
        return command;
    }

    private Result run(List<String> command, Consumer<Finding> findings)
            throws IOException, InterruptedException {
        var lines = new ImportLines(program(), findings);
        var result = runner.run(command, LIMIT, lines);
        if (result.exitCode() == TRY_LATER) {
            throw new CtlException(ErrorCode.A208);
        }
        if (result.exitCode() != 0) {
            throw new CtlException(
                    ErrorCode.S110,
                    program(),
                    "import",
                    result.exitCode(),
                    Said.of(result.err().lines().toList()));
        }
        return lines.result();
    }

    /** By way of the link, so that it works on the current generation's database. */
    private String program() {
        return layout.current().resolve("release/bin/bip-server").toString();
    }
}

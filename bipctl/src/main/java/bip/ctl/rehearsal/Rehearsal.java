package bip.ctl.rehearsal;

import bip.ctl.aot.AotCaches;
import bip.ctl.aot.AotState;
import bip.ctl.layout.Layout;
import bip.ctl.layout.ServerUser;
import bip.ctl.probe.PageSample;
import bip.ctl.probe.PageVisitor;
import bip.ctl.release.InstalledRelease;
import bip.ctl.service.ReleaseRunner;
import bip.ctl.service.ServerProgram;
import bip.ctl.support.AtomicFiles;
import bip.ctl.support.CtlException;
import bip.ctl.support.ErrorCode;
import bip.ctl.support.Failures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The door of this room: runs a release beside the site on a loopback port of its own, on a copy of
 * the database that is thrown away, without error tracking, and asks it for pages of every kind. At
 * its end the JVM writes the cache of loaded classes, when one is missing.
 */
public final class Rehearsal {

    private static final String FOLDER = ".rehearsal";
    private static final String ATTACHMENTS = "attachments";

    /** So many pages are asked within a second or two; a slow machine may take longer. */
    private static final Duration VISIT_LIMIT = Duration.ofSeconds(30);

    /**
     * How much longer than a rehearsal a trial waits: a drill runs at the lowest priority, maybe on
     * a busy machine, where slow is not broken.
     */
    private static final int PATIENCE = 10;

    /** Asked so often, the code of every page is compiled before the cache is written. */
    private static final int TRAINING_ROUNDS = 2;

    private final Layout layout;
    private final ServerProgram program;
    private final ReleaseRunner runner;
    private final AotCaches caches;
    private final Supplier<Duration> readyLimit;

    public Rehearsal(
            Layout layout,
            ServerProgram program,
            ReleaseRunner runner,
            AotCaches caches,
            Supplier<Duration> readyLimit) {
        this.layout = layout;
        this.program = program;
        this.runner = runner;
        this.caches = caches;
        this.readyLimit = readyLimit;
    }

    /**
     * Rehearses.
     *
     * @param migrationLimit how long a migration may take
     * @throws CtlException U170 if the copy cannot be made or migrated, U171 if the release does
     *     not come to serve pages on it
     */
    public Findings run(Script script, Duration migrationLimit)
            throws IOException, InterruptedException {
        Path folder = layout.aotCaches().resolve(FOLDER);
        try {
            makeFolder(folder);
            Times times = prepareDatabase(script, folder.resolve("bip.db"), migrationLimit);
            return perform(script, folder, times);
        } finally {
            AtomicFiles.deleteTree(folder);
        }
    }

    /**
     * Starts a release on the database and the attachments in {@code folder}, the server's own, and
     * asks it for pages.
     *
     * @param paths what to ask for; empty for pages of every kind
     * @throws CtlException U171 if it does not come to serve pages
     */
    public PageSample tryOut(InstalledRelease release, Path folder, List<String> paths)
            throws IOException, InterruptedException {
        Duration limit = readyLimit.get().multipliedBy(PATIENCE);
        try (TrialServer trial = start(release, folder, null, limit)) {
            var visitor = new PageVisitor(trial.address(), VISIT_LIMIT).waiting(PATIENCE);
            return paths.isEmpty() ? visitor.discover() : visitor.visit(paths);
        }
    }

    /** Removes what a rehearsal left that was cut short. */
    public void sweep() throws IOException {
        AtomicFiles.deleteTree(layout.aotCaches().resolve(FOLDER));
        caches.sweepHalfMade();
    }

    /** The real attachments can be read there; on a real machine nothing outside can be written. */
    private void makeFolder(Path folder) throws IOException {
        AtomicFiles.deleteTree(folder);
        Files.createDirectory(
                folder,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Path attachments = layout.serverState().resolve(ATTACHMENTS);
        if (Files.isDirectory(attachments)) {
            Files.createSymbolicLink(folder.resolve(ATTACHMENTS), attachments);
        }
        ServerUser.own(layout, folder);
    }

    private record Times(Duration copying, Duration migrating) {}

    private Times prepareDatabase(Script script, Path copy, Duration migrationLimit)
            throws IOException, InterruptedException {
        long start = System.nanoTime();
        try {
            if (script.database() != null) {
                program.snapshot(script.copiers(), script.database(), copy, true);
            }
            Duration copying = Duration.ofNanos(System.nanoTime() - start);
            Duration migrating =
                    script.migrates()
                            ? Duration.ofMillis(
                                    program.migrate(
                                                    script.release().program(),
                                                    copy,
                                                    migrationLimit,
                                                    _ -> {})
                                            .millis())
                            : Duration.ZERO;
            return new Times(copying, migrating);
        } catch (CtlException e) {
            throw new CtlException(e, ErrorCode.U170, script.release().version(), Failures.what(e));
        }
    }

    private Findings perform(Script script, Path folder, Times times)
            throws IOException, InterruptedException {
        AotState state = caches.state(script.release());
        boolean trains = state != AotState.READY && state != AotState.UNSUPPORTED;
        Path made = folder.resolve("bip.aot");
        try (TrialServer trial =
                start(script.release(), folder, trains ? made : null, readyLimit.get())) {
            Comparison seen = compare(script, trial);
            if (trains) {
                train(trial, seen.trial());
            }
            trial.stop();
            return new Findings(
                    times.copying(),
                    times.migrating(),
                    seen.live(),
                    seen.trial(),
                    seen.changes(),
                    trains ? keep(script.release(), made) : null);
        }
    }

    private TrialServer start(
            InstalledRelease release, Path folder, @Nullable Path cache, Duration limit)
            throws IOException, InterruptedException {
        try {
            return TrialServer.start(runner, release, folder, cache, limit);
        } catch (CtlException e) {
            throw new CtlException(e, ErrorCode.U171, release.version(), Failures.what(e));
        }
    }

    private record Comparison(PageSample live, PageSample trial, List<PageSample.Change> changes) {}

    /**
     * A page that was edited while this went on proves nothing, so the live site is asked twice.
     */
    private static Comparison compare(Script script, TrialServer trial) {
        var onTrial = new PageVisitor(trial.address(), VISIT_LIMIT);
        if (script.live() == null) {
            return new Comparison(PageSample.NONE, onTrial.discover(), List.of());
        }
        var onLive = new PageVisitor(script.live(), VISIT_LIMIT);
        PageSample before = onLive.discover();
        PageSample tried = onTrial.revisit(before);
        PageSample steady = before.unchangedIn(onLive.revisit(before));
        return new Comparison(before, tried, steady.changesTo(tried));
    }

    private static void train(TrialServer trial, PageSample pages) {
        var visitor = new PageVisitor(trial.address(), VISIT_LIMIT);
        for (int i = 0; i < TRAINING_ROUNDS; i++) {
            visitor.revisit(pages);
        }
    }

    /** Not having it is no reason to stop; says why it is not to be had. */
    private @Nullable String keep(InstalledRelease release, Path made) throws IOException {
        if (!Files.isRegularFile(made)) {
            return "the server has not written " + made;
        }
        try {
            caches.keep(release, made);
            return null;
        } catch (IOException e) {
            return String.valueOf(e.getMessage());
        }
    }
}

package bip.ctl.aot;

import bip.ctl.layout.Layout;
import bip.ctl.layout.ServerUser;
import bip.ctl.probe.HealthProbe;
import bip.ctl.probe.ListenAddress;
import bip.ctl.probe.ProbeOutcome;
import bip.ctl.probe.ProcessWatch;
import bip.ctl.probe.Readiness;
import bip.ctl.release.Generation;
import bip.ctl.release.InstalledRelease;
import bip.ctl.service.ReleaseRunner;
import bip.ctl.service.ServerProgram;
import bip.ctl.support.AtomicFiles;
import bip.ctl.support.Said;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Makes the cache of a release: runs it beside the site on a loopback port of its own, on a copy of
 * the database that is thrown away, without error tracking, asks it for pages of every kind and
 * ends it. The JVM writes the cache at its end.
 */
public final class AotTraining {

    private static final String FOLDER = ".training";

    /** Writing takes 3 to 5 s on two cores; a small busy machine may take ten times that. */
    private static final Duration END_LIMIT = Duration.ofMinutes(2);

    private final Layout layout;
    private final ServerProgram program;
    private final ReleaseRunner runner;
    private final AotCaches caches;
    private final Supplier<Duration> readyLimit;

    public AotTraining(
            Layout layout,
            ServerProgram program,
            ReleaseRunner runner,
            AotCaches caches,
            Supplier<Duration> readyLimit) {
        this.readyLimit = readyLimit;
        this.layout = layout;
        this.program = program;
        this.runner = runner;
        this.caches = caches;
    }

    /**
     * Makes the cache of {@code release} anew.
     *
     * @param current whose database is copied; null for an empty bulletin
     * @throws IOException or CtlException if it cannot be made; what was made before is kept
     */
    public void run(InstalledRelease release, @Nullable Generation current)
            throws IOException, InterruptedException {
        Path folder = layout.aotCaches().resolve(FOLDER);
        try {
            makeFolder(folder);
            prepareDatabase(release, current, folder.resolve("bip.db"));
            Path made = folder.resolve("bip.aot");
            rehearse(release, folder, made);
            if (!Files.isRegularFile(made)) {
                throw new IOException("the server has not written " + made);
            }
            caches.keep(release, made);
        } finally {
            AtomicFiles.deleteTree(folder);
        }
    }

    /** Removes what a training left that was cut short. */
    public void sweep() throws IOException {
        AtomicFiles.deleteTree(layout.aotCaches().resolve(FOLDER));
    }

    private void makeFolder(Path folder) throws IOException {
        AtomicFiles.deleteTree(folder);
        Files.createDirectory(
                folder,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        ServerUser.own(layout, folder);
    }

    /** As the release wants it; a newer one that it can read stays as it is. */
    private void prepareDatabase(
            InstalledRelease release, @Nullable Generation current, Path database)
            throws IOException, InterruptedException {
        if (current != null) {
            program.snapshot(current.release().program(), current.database(), database);
            if (program.schema(release.program(), database).fits()) {
                return;
            }
        }
        program.migrate(release.program(), database, _ -> {});
    }

    private void rehearse(InstalledRelease release, Path folder, Path made)
            throws IOException, InterruptedException {
        var address = new ListenAddress("127.0.0.1", freePort());
        var trial = runner.start(release.program(), environment(address, folder, made), folder);
        try {
            String version = release.version().toString();
            var outcome =
                    new HealthProbe(address)
                            .awaitReady(version, readyLimit.get(), () -> look(trial));
            Readiness.demand(outcome, version);
            new TrainingVisit(address).run();
        } finally {
            trial.stop(END_LIMIT);
        }
    }

    private static ProcessWatch.Sight look(ReleaseRunner.Trial trial) throws InterruptedException {
        return trial.isAlive()
                ? new ProcessWatch.Up(0)
                : new ProcessWatch.Gone(new ProbeOutcome.Death("?", new Said("-", "-"), null));
    }

    private static Map<String, String> environment(ListenAddress address, Path folder, Path made) {
        var environment = new LinkedHashMap<String, String>();
        environment.put(AotCaches.TRAINING_KEY, made.toString());
        environment.put("BIP_LISTEN", address.host() + ":" + address.port());
        environment.put("BIP_DATA_DIR", folder.toString());
        environment.put("BIP_LOG_FILE", folder.resolve("bip.log").toString());
        environment.put("SENTRY_DSN", "");
        return environment;
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}

package bip.ctl.rehearsal;

import bip.ctl.aot.AotCaches;
import bip.ctl.probe.HealthProbe;
import bip.ctl.probe.ListenAddress;
import bip.ctl.probe.ProbeOutcome;
import bip.ctl.probe.ProcessWatch;
import bip.ctl.probe.Readiness;
import bip.ctl.release.InstalledRelease;
import bip.ctl.service.ReleaseRunner;
import bip.ctl.support.CtlException;
import bip.ctl.support.Said;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** A release's server beside the site, on a loopback port of its own. */
final class TrialServer implements AutoCloseable {

    /**
     * Writing a cache takes 3 to 5 s on two cores; a small busy machine may take ten times that.
     */
    private static final Duration END_LIMIT = Duration.ofMinutes(2);

    private static final int LOWEST_PORT = 10_240;
    private static final int PORT_LIMIT = 16_384;
    private static final int MOST_PORTS_TRIED = 100;

    private final ListenAddress address;
    private final ReleaseRunner.Trial process;
    private boolean isStopped;

    private TrialServer(ListenAddress address, ReleaseRunner.Trial process) {
        this.address = address;
        this.process = process;
    }

    /**
     * Starts it and waits until it serves pages.
     *
     * @param cache that its JVM shall write at its end; null for none. One that dies while it
     *     prepares for that is given another chance without.
     * @throws CtlException S120, S121 or S122 if it does not come to serve pages
     */
    static TrialServer start(
            ReleaseRunner runner,
            InstalledRelease release,
            Path folder,
            @Nullable Path cache,
            Duration limit)
            throws IOException, InterruptedException {
        var first = launch(runner, release, folder, cache);
        ProbeOutcome outcome = first.await(release, folder, limit);
        if (cache != null && outcome instanceof ProbeOutcome.Died) {
            first.stop();
            var second = launch(runner, release, folder, null);
            return second.demand(second.await(release, folder, limit), release);
        }
        return first.demand(outcome, release);
    }

    private static TrialServer launch(
            ReleaseRunner runner, InstalledRelease release, Path folder, @Nullable Path cache)
            throws IOException, InterruptedException {
        var address = new ListenAddress("127.0.0.1", freePort());
        return new TrialServer(
                address,
                runner.start(release.program(), environment(address, folder, cache), folder));
    }

    private ProbeOutcome await(InstalledRelease release, Path folder, Duration limit)
            throws IOException, InterruptedException {
        return new HealthProbe(address)
                .awaitReady(release.version().toString(), limit, () -> look(folder));
    }

    private TrialServer demand(ProbeOutcome outcome, InstalledRelease release)
            throws InterruptedException {
        try {
            Readiness.demand(outcome, release.version().toString());
            return this;
        } catch (CtlException e) {
            stop();
            throw e;
        }
    }

    private ProcessWatch.Sight look(Path folder) throws IOException, InterruptedException {
        return process.isAlive()
                ? new ProcessWatch.Up(0)
                : new ProcessWatch.Gone(new ProbeOutcome.Death("?", lastWords(folder), null));
    }

    private static Said lastWords(Path folder) throws IOException {
        Path output = folder.resolve("start.log");
        return Said.of(Files.isReadable(output) ? Files.readAllLines(output) : List.of());
    }

    private static Map<String, String> environment(
            ListenAddress address, Path folder, @Nullable Path cache) {
        var environment = new LinkedHashMap<String, String>();
        if (cache != null) {
            environment.put(AotCaches.TRAINING_KEY, cache.toString());
        }
        environment.put("BIP_LISTEN", address.host() + ":" + address.port());
        environment.put("BIP_DATA_DIR", folder.toString());
        environment.put("BIP_LOG_FILE", folder.resolve("bip.log").toString());
        environment.put("SENTRY_DSN", "");
        return environment;
    }

    /**
     * One below the range from which Linux gives ports to connections (ip_local_port_range, 32768
     * and above): from there it could be taken before the server is there, and a good release be
     * refused.
     */
    private static int freePort() throws IOException {
        for (int tried = 0; tried < MOST_PORTS_TRIED; tried++) {
            int port = ThreadLocalRandom.current().nextInt(LOWEST_PORT, PORT_LIMIT);
            try (var _ = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return port;
            } catch (BindException _) {
                // Somebody's; the next.
            }
        }
        throw new BindException(
                "no free port of %d from %d to %d"
                        .formatted(MOST_PORTS_TRIED, LOWEST_PORT, PORT_LIMIT - 1));
    }

    ListenAddress address() {
        return address;
    }

    /** Asks it to end, and waits until it has written what it was to write. */
    void stop() throws InterruptedException {
        if (!isStopped) {
            isStopped = true;
            process.stop(END_LIMIT);
        }
    }

    @Override
    public void close() throws InterruptedException {
        stop();
    }
}

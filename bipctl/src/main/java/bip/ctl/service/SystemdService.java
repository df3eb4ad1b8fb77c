package bip.ctl.service;

import bip.ctl.layout.Layout;
import bip.ctl.support.CtlException;
import bip.ctl.support.ErrorCode;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * The server as systemd's {@code bip.service} behind {@code bip.socket}. Only properties are read,
 * never what is printed for people.
 *
 * <p>No start waits inside systemctl: a release that crashes again and again is seen at its first
 * end, not when systemd gives up. A restart never is a stop and a start: with the socket listening
 * the next visitor would start the server between the two.
 */
public final class SystemdService implements ServiceManager {

    /** Longer than the unit may take to end (TimeoutStopSec) before systemd kills it. */
    private static final Duration BEGIN_LIMIT = Duration.ofSeconds(60);

    private static final Duration PAUSE = Duration.ofMillis(30);

    private static final int LAST_WORDS = 30;

    private static final String USER = "bip";

    private final Layout layout;
    private final Systemctl systemctl;
    private final SystemdJournal journal;

    /** The run of the service that this process started last; null before it did. */
    private @Nullable String begun;

    public SystemdService(Layout layout, SystemTools tools) {
        this.layout = layout;
        this.systemctl = new Systemctl(tools);
        this.journal = new SystemdJournal(tools);
    }

    @Override
    public void start() throws InterruptedException {
        Systemctl.Units units = usable();
        if (units.service().has("ActiveState", "active")
                && units.socket().has("ActiveState", "active")) {
            return;
        }
        begin("start", units);
    }

    @Override
    public void restart() throws InterruptedException {
        begin("restart", usable());
    }

    private Systemctl.Units usable() throws InterruptedException {
        Systemctl.Units units = systemctl.show();
        Diagnosis.unusable(units)
                .ifPresent(trouble -> {
                    throw trouble;
                });
        return units;
    }

    private void begin(String verb, Systemctl.Units before) throws InterruptedException {
        begun = null;
        systemctl.forgetFailures();
        systemctl.act(verb, "--no-block", Systemctl.SERVICE);
        begun = awaitBegin(before.service().get("InvocationID"));
    }

    /**
     * Waits until the new process is there: until then what systemd says is of the old one.
     *
     * @return the new run's id; the old one when the new one never came to be
     */
    private String awaitBegin(String before) throws InterruptedException {
        long end = System.nanoTime() + BEGIN_LIMIT.toNanos();
        while (true) {
            Systemctl.Units units = systemctl.show();
            String now = units.service().get("InvocationID");
            if ((!now.equals(before) && !now.isEmpty()) || hasGivenUp(units)) {
                return now;
            }
            if (System.nanoTime() > end) {
                throw new CtlException(ErrorCode.S101, units.service().mainPid());
            }
            Thread.sleep(PAUSE);
        }
    }

    /** No work is waiting and nothing came up: its socket failed, or a condition is not met. */
    private static boolean hasGivenUp(Systemctl.Units units) {
        return units.service().get("Job").isEmpty()
                && units.socket().get("Job").isEmpty()
                && !units.service().get("ActiveState").matches("active|activating|deactivating");
    }

    @Override
    public void stop() throws InterruptedException {
        begun = null;
        // Both at once: a socket that goes on listening would start the server again.
        systemctl.act("stop", Systemctl.SOCKET, Systemctl.SERVICE);
        systemctl.forgetFailures();
    }

    @Override
    public ServiceState state() throws InterruptedException {
        Systemctl.Units units = systemctl.show();
        Optional<CtlException> unusable = Diagnosis.unusable(units);
        if (unusable.isPresent() && units.service().mainPid() == 0) {
            return new ServiceState.Died(OptionalInt.empty(), List.of(), unusable.get());
        }
        UnitProperties service = units.service();
        boolean isAnotherRun = begun != null && !begun.equals(service.get("InvocationID"));
        if (isAnotherRun || service.has("SubState", "auto-restart")) {
            return died(units);
        }
        return switch (service.get("ActiveState")) {
            case "active", "reloading" ->
                    new ServiceState.Running(
                            service.mainPid(),
                            service.startedAt(),
                            RunningRelease.of(service.mainPid()));
            case "activating" ->
                    begun == null && service.restarts() > 0
                            ? died(units)
                            : new ServiceState.Starting(service.mainPid());
            default -> hasFailed(units) ? died(units) : new ServiceState.Stopped();
        };
    }

    /** A crash loop that drove the socket into failure leaves the service inactive, not failed. */
    private static boolean hasFailed(Systemctl.Units units) {
        return !units.service().has("Result", "success")
                || units.socket().has("ActiveState", "failed");
    }

    private ServiceState.Died died(Systemctl.Units units) throws InterruptedException {
        if (begun == null && units.service().restarts() > 0) {
            return new Diagnosis(units, journal.lastWords(LAST_WORDS)).died();
        }
        String run = begun == null ? units.service().get("InvocationID") : begun;
        return new Diagnosis(units, journal.lastWords(run, LAST_WORDS)).died();
    }

    @Override
    public Optional<UnitFacts> findFacts() throws InterruptedException {
        Systemctl.Units units = systemctl.show();
        UnitProperties service = units.service();
        return Optional.of(
                new UnitFacts(
                        service.stateText(),
                        units.socket().stateText(),
                        service.has("UnitFileState", "enabled"),
                        service.restarts(),
                        service.get("StatusText"),
                        ProcessMemory.residentBytes(service.mainPid()),
                        service.dropIns(),
                        service.has("NeedDaemonReload", "yes")));
    }

    @Override
    public List<SystemdJournal.Line> lastWords(Instant moment) throws InterruptedException {
        return state() instanceof ServiceState.Running
                ? List.of()
                : journal.since(moment, LAST_WORDS);
    }

    @Override
    public List<CtlException> obstacles() throws InterruptedException {
        Systemctl.Units units = systemctl.show();
        var obstacles = new ArrayList<CtlException>();
        Diagnosis.unusable(units).ifPresentOrElse(obstacles::add, () -> addOwn(obstacles, units));
        return obstacles;
    }

    private void addOwn(List<CtlException> obstacles, Systemctl.Units units) {
        UnitProperties service = units.service();
        Path program = layout.current().resolve("release/bin/bip-server");
        boolean isOurs =
                service.get("ExecStart").contains("path=" + program + " ;")
                        && service.has("User", USER);
        if (!isOurs) {
            obstacles.add(
                    new CtlException(
                            ErrorCode.S151,
                            service.dropIns().isEmpty()
                                    ? service.get("FragmentPath")
                                    : service.dropIns().getLast()));
        }
        if (!units.socket().has("ActiveState", "active")) {
            PortHolder.find(Diagnosis.listen(units.socket()))
                    .ifPresent(holder ->
                            obstacles.add(
                                    new CtlException(
                                            ErrorCode.S152,
                                            Diagnosis.listen(units.socket()),
                                            holder,
                                            "ListenStream (systemctl edit bip.socket)")));
        }
    }

    /** Where visitors connect, {@code 127.0.0.1:8080}; empty when there is no such unit. */
    public String listenAddress() throws InterruptedException {
        return Diagnosis.listen(systemctl.show().socket());
    }
}

package bip.ctl.service;

import bip.ctl.layout.Layout;
import bip.ctl.support.CtlException;
import bip.ctl.support.ErrorCode;
import bip.ctl.support.Programs;
import bip.ctl.support.Said;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * Runs a release's programs as user {@code bip} under the bounds of the server's unit, each in a
 * transient unit of systemd: root never executes a release. The settings are read by systemd as
 * they are for the server, so that no secret of theirs stands on a command line.
 */
public final class ConfinedRunner implements ReleaseRunner {

    /** Of every unit made here; what is left of a killed bipctl is found by it. */
    private static final String PREFIX = "bipctl-run-";

    /** What is tried out stands behind the site's own server. */
    private static final int BEHIND = 5;

    private static final Duration SHORT = Duration.ofSeconds(30);

    /** Systemd's own exit codes, systemd.exec(5): the program was not even started. */
    private static final int FIRST_OF_SYSTEMD = 200;

    private static final int LAST_OF_SYSTEMD = 245;

    private static final AtomicInteger COUNTER = new AtomicInteger();

    private final Layout layout;
    private final SystemTools tools;

    public ConfinedRunner(Layout layout, SystemTools tools) {
        this.layout = layout;
        this.tools = tools;
    }

    @Override
    public Programs.Result run(List<String> command, Duration limit, String input)
            throws InterruptedException {
        return bounded(
                command, confined -> Programs.run(confined, SystemTools.ENVIRONMENT, limit, input));
    }

    @Override
    public Programs.Result run(List<String> command, Duration limit, Consumer<String> line)
            throws InterruptedException {
        return bounded(
                command, confined -> Programs.run(confined, SystemTools.ENVIRONMENT, limit, line));
    }

    /** Ending systemd-run does not end what it started. */
    private Programs.Result bounded(List<String> command, Running running)
            throws InterruptedException {
        String unit = newUnit();
        boolean isOver = false;
        try {
            var confined = systemdRun(unit, List.of("--pipe", "--wait"), 0);
            confined.add("--property=ReadWritePaths=-" + layout.serverState());
            confined.add("--property=ReadWritePaths=-" + layout.logs());
            // Only the folder of a training in it is the server's.
            confined.add("--property=ReadWritePaths=-" + layout.aotCaches());
            confined.add("--");
            confined.addAll(command);
            var result = understood(running.run(confined));
            isOver = true;
            return result;
        } finally {
            if (!isOver) {
                stop(unit);
            }
        }
    }

    private static Programs.Result understood(Programs.Result result) {
        if (result.exitCode() >= FIRST_OF_SYSTEMD && result.exitCode() <= LAST_OF_SYSTEMD) {
            throw new CtlException(ErrorCode.S150, result.exitCode(), said(result));
        }
        if (result.exitCode() != 0 && result.err().startsWith("Failed to ")) {
            throw new CtlException(ErrorCode.S153, said(result));
        }
        return result;
    }

    @Override
    public Trial start(Path program, Map<String, String> environment, Path folder)
            throws InterruptedException {
        String unit = newUnit();
        var command = systemdRun(unit, List.of(), BEHIND);
        command.add("--property=ReadWritePaths=" + folder);
        // The JVM writes its cache after the end signal.
        command.add("--property=TimeoutStopSec=5min");
        environment.forEach((name, value) -> {
            // Settings of the file win over others, so one that differs is set by env(1).
            if (value.isEmpty()) {
                command.add("--property=UnsetEnvironment=" + name);
            }
        });
        command.add("--");
        command.add("/usr/bin/env");
        environment.forEach((name, value) -> {
            if (!value.isEmpty()) {
                command.add(name + "=" + value);
            }
        });
        command.add(program.toString());
        var result = Programs.run(command, SystemTools.ENVIRONMENT, SHORT);
        if (result.exitCode() != 0) {
            throw new CtlException(ErrorCode.S153, said(result));
        }
        return new UnitTrial(unit);
    }

    private List<String> systemdRun(String unit, List<String> options, int niceness) {
        var command = new ArrayList<String>();
        command.add(tools.folder().resolve("systemd-run").toString());
        command.addAll(List.of("--quiet", "--collect", "--no-ask-password", "--service-type=exec"));
        command.add("--unit=" + unit);
        command.addAll(options);
        Hardening.PROPERTIES.forEach(it -> command.add("--property=" + it));
        // What is started is never more urgent than this process itself.
        command.add("--property=Nice=" + Math.max(niceness, Niceness.own()));
        command.add("--property=Environment=LANG=C.UTF-8");
        command.add("--property=EnvironmentFile=-" + layout.serverEnvironment());
        return command;
    }

    private static String newUnit() {
        return PREFIX
                + ProcessHandle.current().pid()
                + "-"
                + COUNTER.incrementAndGet()
                + ".service";
    }

    @Override
    public void endStrays() throws InterruptedException {
        stop(PREFIX + "*.service");
    }

    private void stop(String unit) throws InterruptedException {
        tools.systemctl(SHORT, List.of("stop", unit));
    }

    private static Said said(Programs.Result result) {
        return Said.of(result.err().lines().toList());
    }

    private interface Running {
        Programs.Result run(List<String> command) throws InterruptedException;
    }

    private final class UnitTrial implements Trial {
        private final String unit;

        UnitTrial(String unit) {
            this.unit = unit;
        }

        @Override
        public boolean isAlive() throws InterruptedException {
            return tools.systemctl(SHORT, List.of("is-active", "--quiet", unit)).exitCode() == 0;
        }

        @Override
        public void stop(Duration limit) throws InterruptedException {
            tools.systemctl(limit, List.of("stop", unit));
        }
    }
}

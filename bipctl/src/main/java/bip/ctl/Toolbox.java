package bip.ctl;

import bip.ctl.channel.Channel;
import bip.ctl.command.Toolkit;
import bip.ctl.layout.Layout;
import bip.ctl.policy.PolicyFile;
import bip.ctl.probe.HealthProbe;
import bip.ctl.probe.ListenAddress;
import bip.ctl.release.Generations;
import bip.ctl.release.ReleaseStore;
import bip.ctl.release.ReleaseVersion;
import bip.ctl.service.PlainProcess;
import bip.ctl.service.ReleaseProgram;
import bip.ctl.service.ServerEnvironment;
import bip.ctl.support.CtlException;
import bip.ctl.support.ErrorCode;
import bip.ctl.support.Messages;
import bip.ctl.terminal.Console;
import bip.ctl.terminal.Consoles;
import bip.ctl.upgrade.Machine;
import bip.ctl.upgrade.StopSignal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Builds the rooms from what this process was started with. */
final class Toolbox implements Toolkit {

    private static final String UNRELEASED = "0-SNAPSHOT";

    /** A start takes 2.4 s at worst on two cores; a small busy machine may take ten times that. */
    private static final Duration READY_LIMIT = Duration.ofSeconds(60);

    private static final int ROOT_USER = 0;

    private final Map<String, String> environment;
    private final Clock clock;
    private final StopSignal stop;
    private final String version;

    private Toolbox(Map<String, String> environment, Clock clock, StopSignal stop, String version) {
        this.environment = environment;
        this.clock = clock;
        this.stop = stop;
        this.version = version;
    }

    static Toolbox ofThisProcess(StopSignal stop) {
        return new Toolbox(
                System.getenv(),
                Clock.system(ZoneId.systemDefault()),
                stop,
                version(System.getProperty("bipctl.home")));
    }

    /** Written beside the {@code lib} folder when a distribution is made. */
    private static String version(@Nullable String home) {
        if (home == null) {
            return UNRELEASED;
        }
        try {
            return Files.readString(Path.of(home, "version")).strip();
        } catch (IOException e) {
            // A tool run from a build tree has none.
            return UNRELEASED;
        }
    }

    @Override
    public Map<String, String> environment() {
        return environment;
    }

    @Override
    public Clock clock() {
        return clock;
    }

    @Override
    public String version() {
        return version;
    }

    @Override
    public boolean isRoot() {
        try {
            return Files.getAttribute(Path.of("/proc/self"), "unix:uid") instanceof Integer uid
                    && uid == ROOT_USER;
        } catch (IOException e) {
            throw new CtlException(e, ErrorCode.G100, e.toString());
        }
    }

    @Override
    public StopSignal stop() {
        return stop;
    }

    @Override
    public Console console(Consoles.Options options, Messages messages) {
        return Consoles.open(options, messages, environment, clock);
    }

    @Override
    public Machine machine(Layout layout, Supplier<Channel> channel) {
        var store = new ReleaseStore(layout);
        return new Machine(
                layout,
                store,
                new Generations(layout, store),
                new PlainProcess(layout, clock),
                new ReleaseProgram(layout),
                () -> new HealthProbe(address(layout)),
                channel,
                new PolicyFile(layout),
                clock,
                ReleaseVersion.parse(version),
                person(),
                READY_LIMIT);
    }

    /** On a real machine only root may read the settings; others ask the usual address. */
    private static ListenAddress address(Layout layout) {
        try {
            return Files.isReadable(layout.serverEnvironment())
                    ? ListenAddress.of(ServerEnvironment.settings(layout))
                    : ListenAddress.of(Map.of());
        } catch (IOException e) {
            throw new CtlException(e, ErrorCode.G100, e.toString());
        }
    }

    /** Whoever is behind sudo, else the user of this process. */
    private String person() {
        return Optional.ofNullable(environment.get("SUDO_USER"))
                .filter(it -> !it.isBlank())
                .orElseGet(() -> System.getProperty("user.name", "?"));
    }
}

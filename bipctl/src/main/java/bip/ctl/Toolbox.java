package bip.ctl;

import bip.ctl.aot.AotCaches;
import bip.ctl.backup.Backups;
import bip.ctl.channel.Channel;
import bip.ctl.command.Toolkit;
import bip.ctl.layout.Layout;
import bip.ctl.policy.PolicyFile;
import bip.ctl.probe.HealthProbe;
import bip.ctl.probe.Limits;
import bip.ctl.probe.ListenAddress;
import bip.ctl.rehearsal.Rehearsal;
import bip.ctl.release.Generations;
import bip.ctl.release.ReleaseStore;
import bip.ctl.release.ReleaseVersion;
import bip.ctl.service.ConfinedRunner;
import bip.ctl.service.PlainProcess;
import bip.ctl.service.PlainRunner;
import bip.ctl.service.ReleaseProgram;
import bip.ctl.service.ReleaseRunner;
import bip.ctl.service.ServerAccounts;
import bip.ctl.service.ServerEnvironment;
import bip.ctl.service.ServerImport;
import bip.ctl.service.ServiceManager;
import bip.ctl.service.SystemTools;
import bip.ctl.service.SystemdService;
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

    private static final int ROOT_USER = 0;

    private final Map<String, String> environment;
    private final Clock clock;
    private final StopSignal stop;
    private final @Nullable String home;
    private final String version;

    private Toolbox(
            Map<String, String> environment, Clock clock, StopSignal stop, @Nullable String home) {
        this.environment = environment;
        this.clock = clock;
        this.stop = stop;
        this.home = home;
        this.version = version(home);
    }

    static Toolbox ofThisProcess(StopSignal stop) {
        return new Toolbox(
                System.getenv(),
                Clock.system(ZoneId.systemDefault()),
                stop,
                System.getProperty("bipctl.home"));
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
    public @Nullable Path shippedRoot() {
        return home == null ? null : Path.of(home, "root.json");
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

    /** On a real machine systemd runs the server; under {@code --root} it is the caller's. */
    @Override
    public Machine machine(Layout layout, Supplier<Channel> channel) {
        if (!layout.isSystem()) {
            return machine(
                    layout,
                    channel,
                    new PlainProcess(layout, clock),
                    new PlainRunner(layout),
                    () -> address(layout));
        }
        var service = new SystemdService(layout, SystemTools.USUAL);
        return machine(
                layout,
                channel,
                service,
                new ConfinedRunner(layout, SystemTools.USUAL),
                () -> address(service));
    }

    private Machine machine(
            Layout layout,
            Supplier<Channel> channel,
            ServiceManager service,
            ReleaseRunner runner,
            Supplier<ListenAddress> address) {
        var store = new ReleaseStore(layout);
        var program = new ReleaseProgram(layout, runner);
        var aotCaches = new AotCaches(layout);
        return new Machine(
                layout,
                store,
                new Generations(layout, store),
                service,
                program,
                new ServerAccounts(layout, runner),
                new ServerImport(layout, runner),
                aotCaches,
                new Rehearsal(
                        layout, program, runner, aotCaches, () -> limit(Limits::ready, layout)),
                new Backups(layout, program, clock),
                () -> new HealthProbe(address.get()),
                channel,
                new PolicyFile(layout),
                clock,
                ReleaseVersion.parse(version),
                person(),
                () -> limit(Limits::ready, layout),
                () -> limit(Limits::migration, layout));
    }

    private static Duration limit(Setting setting, Layout layout) {
        try {
            return setting.of(layout);
        } catch (IOException e) {
            throw new CtlException(e, ErrorCode.G100, e.toString());
        }
    }

    private static ListenAddress address(Layout layout) {
        try {
            return ListenAddress.of(ServerEnvironment.settings(layout));
        } catch (IOException e) {
            throw new CtlException(e, ErrorCode.G100, e.toString());
        }
    }

    /** The socket's, whatever the server's settings say; it may be asked by everybody. */
    private static ListenAddress address(SystemdService service) {
        try {
            return ListenAddress.parse(service.listenAddress());
        } catch (CtlException e) {
            // Whoever asks for the state is told that systemd does not answer; others ask the
            // usual address.
            return ListenAddress.of(Map.of());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CtlException(e, ErrorCode.G100, e.toString());
        }
    }

    /** Whoever is behind sudo, else the user of this process. */
    private String person() {
        return Optional.ofNullable(environment.get("SUDO_USER"))
                .filter(it -> !it.isBlank())
                .orElseGet(() -> System.getProperty("user.name", "?"));
    }

    /** Something that the tool's own environment file sets. */
    private interface Setting {
        Duration of(Layout layout) throws IOException;
    }
}

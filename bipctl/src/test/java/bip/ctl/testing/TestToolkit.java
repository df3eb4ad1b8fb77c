package bip.ctl.testing;

import bip.ctl.aot.AotCaches;
import bip.ctl.backup.Backups;
import bip.ctl.channel.Channel;
import bip.ctl.command.Toolkit;
import bip.ctl.layout.Layout;
import bip.ctl.policy.PolicyFile;
import bip.ctl.probe.HealthProbe;
import bip.ctl.probe.ListenAddress;
import bip.ctl.rehearsal.Rehearsal;
import bip.ctl.release.Generations;
import bip.ctl.release.ReleaseStore;
import bip.ctl.release.ReleaseVersion;
import bip.ctl.service.PlainProcess;
import bip.ctl.service.PlainRunner;
import bip.ctl.service.ReleaseProgram;
import bip.ctl.service.ServerAccounts;
import bip.ctl.service.ServerEnvironment;
import bip.ctl.service.ServerImport;
import bip.ctl.support.Messages;
import bip.ctl.terminal.Console;
import bip.ctl.terminal.Consoles;
import bip.ctl.upgrade.Machine;
import bip.ctl.upgrade.StopSignal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The program's root with a console that remembers, and little patience. */
public final class TestToolkit implements Toolkit {

    private final RecordingConsole console;
    private final Map<String, String> environment;
    private final @Nullable Path root;
    private final Clock clock;

    public TestToolkit(RecordingConsole console) {
        this(console, Map.of("LANG", "C"));
    }

    public TestToolkit(RecordingConsole console, Map<String, String> environment) {
        this(console, environment, null, Clock.systemUTC());
    }

    /** One with which a root of trust came. */
    public TestToolkit(RecordingConsole console, Path root) {
        this(console, root, Clock.systemUTC());
    }

    /** The same, on a machine whose clock is {@code clock}. */
    public TestToolkit(RecordingConsole console, Path root, Clock clock) {
        this(console, Map.of("LANG", "C"), root, clock);
    }

    private TestToolkit(
            RecordingConsole console,
            Map<String, String> environment,
            @Nullable Path root,
            Clock clock) {
        this.console = console;
        this.environment = environment;
        this.root = root;
        this.clock = clock;
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
        return "1.2.0";
    }

    @Override
    public @Nullable Path shippedRoot() {
        return root;
    }

    @Override
    public boolean isRoot() {
        return false;
    }

    @Override
    public StopSignal stop() {
        return new StopSignal();
    }

    @Override
    public Console console(Consoles.Options options, Messages messages) {
        return console;
    }

    @Override
    public Machine machine(Layout layout, Supplier<Channel> channel) {
        var store = new ReleaseStore(layout);
        var runner = new PlainRunner(layout);
        var program = new ReleaseProgram(layout, runner);
        var aotCaches = new AotCaches(layout);
        return new Machine(
                layout,
                store,
                new Generations(layout, store),
                new PlainProcess(layout, clock()),
                program,
                new ServerAccounts(layout, runner),
                new ServerImport(layout, runner),
                aotCaches,
                // None of the servers in tests is slow to rehearse; a busy machine may be.
                new Rehearsal(layout, program, runner, aotCaches, () -> Duration.ofMinutes(2)),
                new Backups(layout, program, clock()),
                () -> new HealthProbe(address(layout)),
                channel,
                new PolicyFile(layout),
                clock(),
                ReleaseVersion.parse(version()),
                "jan",
                () -> Duration.ofSeconds(10),
                () -> Duration.ofSeconds(10));
    }

    private static ListenAddress address(Layout layout) {
        try {
            return ListenAddress.of(ServerEnvironment.settings(layout));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

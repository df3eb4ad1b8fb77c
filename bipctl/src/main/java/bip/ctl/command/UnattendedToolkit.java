package bip.ctl.command;

import bip.ctl.channel.Channel;
import bip.ctl.layout.Layout;
import bip.ctl.support.Messages;
import bip.ctl.terminal.Console;
import bip.ctl.terminal.Consoles;
import bip.ctl.upgrade.Machine;
import bip.ctl.upgrade.StopSignal;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a command without a person needs: what is said is kept, and what is done is in the name of
 * the timer.
 *
 * @param said takes each line that a mail is to hold
 */
record UnattendedToolkit(Toolkit usual, List<String> said) implements Toolkit {

    /** Stands in the history where else a person does. */
    private static final String NAME = "bip-upgrade.timer";

    @Override
    public Map<String, String> environment() {
        return usual.environment();
    }

    @Override
    public Clock clock() {
        return usual.clock();
    }

    @Override
    public String version() {
        return usual.version();
    }

    @Override
    public @Nullable Path shippedRoot() {
        return usual.shippedRoot();
    }

    @Override
    public boolean isRoot() {
        return usual.isRoot();
    }

    @Override
    public StopSignal stop() {
        return usual.stop();
    }

    @Override
    public Console console(Consoles.Options options, Messages messages) {
        return new KeptConsole(usual.console(options, messages), said);
    }

    @Override
    public Machine machine(Layout layout, Supplier<Channel> channel) {
        return usual.machine(layout, channel).inTheNameOf(NAME);
    }
}

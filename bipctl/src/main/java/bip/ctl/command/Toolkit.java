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
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What the commands need from the program's root. */
public interface Toolkit {

    Map<String, String> environment();

    Clock clock();

    /** Of this bipctl, as built. */
    String version();

    /** The root of trust that came with this bipctl; null when none did. */
    @Nullable Path shippedRoot();

    /** Whether this process has the rights of root. */
    boolean isRoot();

    /** The wish to stop that comes as a signal. */
    StopSignal stop();

    Console console(Consoles.Options options, Messages messages);

    Machine machine(Layout layout, Supplier<Channel> channel);
}

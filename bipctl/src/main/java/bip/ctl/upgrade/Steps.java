package bip.ctl.upgrade;

import bip.ctl.channel.Channel;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes steps from their kinds, for a new run and for a recovery alike.
 *
 * @param offer what to fetch; null in a recovery, which only undoes a fetch
 */
record Steps(Machine machine, FreezeKeeper keeper, Channel.@Nullable Offer offer) {

    List<Step> of(List<String> kinds) {
        return kinds.stream().map(this::step).toList();
    }

    private Step step(String kind) {
        return switch (kind) {
            case "fetch" -> new TargetSteps.Fetch(machine, offer);
            case "unpack" -> new TargetSteps.Unpack(machine);
            case "verify" -> new TargetSteps.Verify(machine);
            case "fit" -> new TargetSteps.Fit(machine);
            case "environment" -> new TargetSteps.Environment(machine);
            case "config" -> new TargetSteps.Config(machine);
            case "aot" -> new TargetSteps.FastStart(machine);
            case "freeze" -> new DataSteps.Freeze(keeper);
            case "data" -> new DataSteps.Empty(machine);
            case "copy" -> new DataSteps.Copy(machine);
            case "restore" -> new RestoreSteps.Restore(machine);
            case "migrate" -> new DataSteps.Migrate(machine);
            case "generation" -> new SwitchSteps.Create(machine);
            case "remember" -> new SwitchSteps.Remember(machine);
            case "switch" -> new SwitchSteps.Switch(machine, keeper);
            case "restart" -> new SwitchSteps.Restart(machine);
            case "probe" -> new SwitchSteps.Probe(machine);
            case "thaw" -> new SwitchSteps.Thaw(keeper);
            case "settle" -> new SwitchSteps.Settle(machine);
            case "collect" -> new RestoreSteps.Collect(machine);
            default -> throw new IllegalStateException("no step " + kind);
        };
    }
}

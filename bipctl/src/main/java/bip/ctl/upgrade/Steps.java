package bip.ctl.upgrade;

import bip.ctl.channel.Channel;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes steps from their kinds, for a new run and for a recovery alike.
 *
 * @param offer what to fetch; null in a recovery, which only undoes a fetch
 */
record Steps(
        Machine machine,
        FreezeKeeper keeper,
        Channel.@Nullable Offer offer,
        PagesSeen pages,
        WriteWatch watch) {

    Steps(Machine machine, FreezeKeeper keeper, Channel.@Nullable Offer offer) {
        this(machine, keeper, offer, new PagesSeen(), new WriteWatch(machine, keeper));
    }

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
            case "rehearse" -> new RehearsalSteps.Rehearse(machine, pages);
            case "backup" -> new BackupSteps.Keep(machine);
            case "extract" -> new BackupSteps.Extract(machine);
            case "settings" -> new BackupSteps.Settings(machine);
            case "database" -> watch.before(new BackupSteps.Database(machine));
            case "attachments" -> watch.before(new BackupSteps.Attachments(machine));
            case "freeze" -> new DataSteps.Freeze(machine, keeper, watch);
            case "data" -> new DataSteps.Empty(machine);
            case "copy" -> watch.before(new DataSteps.Copy(machine));
            case "restore" -> watch.before(new RestoreSteps.Restore(machine));
            case "migrate" -> watch.before(new DataSteps.Migrate(machine));
            case "generation" -> watch.before(new SwitchSteps.Create(machine));
            case "remember" -> watch.before(new SwitchSteps.Remember(machine, pages));
            case "switch" -> watch.before(new SwitchSteps.Switch(machine, keeper));
            case "restart" -> watch.before(new SwitchSteps.Restart(machine));
            case "probe" -> watch.before(new SwitchSteps.Probe(machine, pages, watch));
            case "thaw" -> new SwitchSteps.Thaw(keeper);
            case "settle" -> new SwitchSteps.Settle(machine);
            case "collect" -> new RestoreSteps.Collect(machine);
            default -> throw new IllegalStateException("no step " + kind);
        };
    }
}

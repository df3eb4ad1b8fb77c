package bip.ctl.command;

import bip.ctl.upgrade.OperationKind;
import bip.ctl.upgrade.Plan;
import bip.ctl.upgrade.Source;
import java.util.ArrayList;
import java.util.List;

/** Says what going back costs, and where that is afterwards. */
final class RestorationShow {

    private RestorationShow() {}

    /** Before it is done; empty for an operation that loses nothing. */
    static List<String> lines(Desk desk, Plan plan) {
        var lines = new ArrayList<String>();
        if (plan.kind() == OperationKind.ROLLBACK && plan.source() instanceof Source.FromChannel) {
            lines.add(desk.text("operation.fetchedFirst", plan.target()));
        }
        plan.findRestoration()
                .ifPresent(it -> {
                    lines.add(desk.text(it.inWords()));
                    if (!it.isNeeded()) {
                        lines.add(desk.text("operation.restoreNotNeeded", plan.target()));
                    }
                });
        return lines;
    }

    /** Once it is done. */
    static List<String> after(Desk desk, Plan plan) {
        if (plan.findRestoration().isEmpty()) {
            return List.of();
        }
        return plan.findFrom().stream()
                .map(it ->
                        desk.text(
                                "operation.left",
                                it.release().version(),
                                it.number(),
                                it.database()))
                .toList();
    }
}

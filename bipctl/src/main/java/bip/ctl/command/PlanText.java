package bip.ctl.command;

import bip.ctl.upgrade.OperationKind;
import bip.ctl.upgrade.Plan;
import bip.ctl.upgrade.PlanSizes;
import java.util.List;
import java.util.Map;

/** A plan for people: numbered steps, by what is noticed of them, with what they move. */
final class PlanText {

    /** A copy and a migration that changes little, each begun by a program of its own. */
    private static final long FREEZE_SECONDS = 3;

    /** What a copy with its checks reached at the least: 60 MB a second. */
    private static final long FREEZE_BYTES_PER_SECOND = 60_000_000;

    private final Desk desk;
    private final Plan plan;
    private final PlanSizes sizes;
    private int number;

    PlanText(Desk desk, Plan plan, PlanSizes sizes) {
        this.desk = desk;
        this.plan = plan;
        this.sizes = sizes;
    }

    void print() {
        for (Map.Entry<Plan.Stage, List<String>> stage : plan.stages().entrySet()) {
            desk.console().result(title(stage.getKey()));
            stage.getValue().forEach(this::print);
        }
    }

    private String title(Plan.Stage stage) {
        return switch (stage) {
            case UNTOUCHED -> desk.text("plan.untouched");
            case FROZEN -> desk.text("plan.frozen", freezeSeconds());
            case SWITCHED ->
                    desk.text(
                            plan.kind() == OperationKind.INSTALL
                                    ? "plan.firstStart"
                                    : "plan.switched");
            case FINISHED -> desk.text("plan.finished");
        };
    }

    private long freezeSeconds() {
        return FREEZE_SECONDS + sizes.database() / FREEZE_BYTES_PER_SECOND;
    }

    private void print(String step) {
        number++;
        long bytes =
                switch (step) {
                    case "fetch" -> sizes.archive();
                    case "unpack" -> sizes.unpacked();
                    case "rehearse", "copy", "restore" -> sizes.database();
                    default -> 0;
                };
        String size = bytes == 0 ? "" : " (" + desk.text("plan.size", mebibytes(bytes)) + ")";
        desk.console().result("%4d. %s%s".formatted(number, desk.text("step." + step), size));
    }

    private static long mebibytes(long bytes) {
        return Math.max(1, bytes >> 20);
    }
}

package bip.ctl.command;

import bip.ctl.support.Failures;
import bip.ctl.support.Phrase;
import bip.ctl.terminal.Console;
import bip.ctl.upgrade.UpgradeEvent;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Shows what an operation tells while it runs. */
final class OperationShow implements UpgradeEvent.Listener, AutoCloseable {

    /** Below the step that found it, where the titles begin. */
    private static final String BELOW = "       ";

    /** They count bytes of the archive. */
    private static final Set<String> COUNTED = Set.of("fetch", "unpack");

    private final Desk desk;
    private final List<String> steps;
    private final long archiveBytes;
    private Console.@Nullable Progress progress;
    private boolean isUndoing;

    /**
     * A show that begins now.
     *
     * @param steps of the plan, by which they are numbered; empty for a recovery
     * @param archiveBytes 0 when there is no archive
     */
    OperationShow(Desk desk, List<String> steps, long archiveBytes) {
        this.desk = desk;
        this.steps = List.copyOf(steps);
        this.archiveBytes = archiveBytes;
    }

    @Override
    public void on(UpgradeEvent event) {
        switch (event) {
            case UpgradeEvent.Recovering(var id, var kind, var isFinished) ->
                    desk.console()
                            .warning(
                                    desk.text(
                                            isFinished ? "recover.finish" : "recover.undo",
                                            desk.text(Phrase.of("kind." + kind.word())),
                                            id));
            case UpgradeEvent.Started(var step) -> start(step);
            case UpgradeEvent.Advanced(_, var bytes) -> advance(bytes);
            case UpgradeEvent.Performed _ -> {
                // Shown as done once that is durable.
            }
            case UpgradeEvent.Done _ -> end(true);
            case UpgradeEvent.Found(var step, var facts) -> tell(step, facts);
            case UpgradeEvent.Warned(var step, var message) ->
                    desk.console()
                            .warning(desk.text("warning." + step, Failures.printable(message)));
            case UpgradeEvent.Failed _ -> end(false);
            case UpgradeEvent.Undoing(var step) -> undo(step);
            case UpgradeEvent.Undone _ -> end(true);
        }
    }

    private void tell(String step, Map<String, String> facts) {
        String pages = facts.getOrDefault(UpgradeEvent.Found.PAGES, "0");
        if (step.equals("rehearse") && !pages.equals("0")) {
            String changed = facts.getOrDefault(UpgradeEvent.Found.CHANGED, "0");
            below(desk.text("found.rehearse", pages, changed));
        }
        if (step.equals("probe") && !pages.equals("0")) {
            below(desk.text("found.probe", pages));
        }
    }

    private void below(String line) {
        desk.console().notice((steps.isEmpty() ? "" : BELOW) + line);
    }

    private void start(String step) {
        progress =
                desk.console().progress(numbered(step), COUNTED.contains(step) ? archiveBytes : 0);
    }

    /** {@code 5/16 rehearse on a copy of the data}. */
    private String numbered(String step) {
        String title = desk.text("step." + step);
        int place = steps.indexOf(step);
        return place < 0 ? title : "%2d/%d  %s".formatted(place + 1, steps.size(), title);
    }

    private void advance(long bytes) {
        if (progress != null) {
            progress.advanceTo(bytes);
        }
    }

    private void undo(String step) {
        if (!isUndoing) {
            isUndoing = true;
            desk.console().notice(desk.text("operation.undoing"));
        }
        desk.console().detail(desk.text("operation.undoingStep", desk.text("step." + step)));
    }

    private void end(boolean isDone) {
        if (progress != null) {
            if (isDone) {
                progress.done();
            }
            progress.close();
            progress = null;
        }
    }

    @Override
    public void close() {
        end(false);
    }
}

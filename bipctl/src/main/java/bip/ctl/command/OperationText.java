package bip.ctl.command;

import bip.ctl.upgrade.OperationRecord;
import bip.ctl.upgrade.OperationRecord.Ending;
import bip.ctl.upgrade.OperationRecord.Interruption;
import bip.ctl.upgrade.OperationSteps;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Operations of the history in words.
 *
 * @param isUnderWay another bipctl is at work, so the open operation is not one that was cut short
 */
record OperationText(Desk desk, boolean isUnderWay) {

    private static final String INDENT = "    ";
    private static final String DEEPER = "      ";

    /** An operation in a few lines, its id first: the next command may need that. */
    List<String> entry(OperationRecord it) {
        var lines = new ArrayList<String>();
        add(lines, desk.text("history.line", it.id(), desk.text(it.title()), ending(it)));
        add(
                lines,
                INDENT
                        + desk.text(
                                "history.when",
                                Times.local(it.started(), desk),
                                seconds(it.took()),
                                it.by()));
        interruption(it).ifPresent(text -> add(lines, INDENT + text));
        failure(it).forEach(text -> add(lines, INDENT + text));
        return lines;
    }

    /** One step of it. */
    List<String> act(OperationRecord operation, OperationSteps.Act act) {
        return Folding.fold(
                INDENT
                        + desk.text(
                                "history.act",
                                clock(operation, act.began()),
                                desk.text("step." + act.step()),
                                desk.text("act." + act.result().name()),
                                seconds(act.took())),
                DEEPER);
    }

    /** Steps of another day than the one that is told above them say so. */
    private String clock(OperationRecord operation, Instant moment) {
        boolean isSameDay = Times.day(moment, desk).equals(Times.day(operation.started(), desk));
        return isSameDay ? Times.clock(moment, desk) : Times.local(moment, desk);
    }

    private static void add(List<String> lines, String text) {
        lines.addAll(Folding.fold(text, text.startsWith(INDENT) ? DEEPER : INDENT));
    }

    /** How it ended; one that was cut short or stopped did not fail. */
    String ending(OperationRecord it) {
        boolean isCutShort = it.findInterruption().isPresent() && it.findFailure().isEmpty();
        return switch (it.ending()) {
            case UNFINISHED ->
                    desk.text(isUnderWay ? "history.underWay" : "ending." + it.ending().name());
            case DAMAGED -> desk.text("ending." + it.ending().name());
            case DONE -> desk.text((isCutShort ? "ending.cut." : "ending.") + it.ending().name());
            case UNDONE, ROLLED_BACK -> desk.text(manner(it, isCutShort) + it.ending().name());
        };
    }

    private static String manner(OperationRecord it, boolean isCutShort) {
        if (it.isStopped()) {
            return "ending.stopped.";
        }
        return isCutShort ? "ending.cut." : "ending.";
    }

    /** When it was cut short, and who dealt with it when; empty where nobody did. */
    Optional<String> interruption(OperationRecord it) {
        return it.findInterruption()
                .map(found ->
                        desk.text(
                                key(it),
                                Times.local(found.lastSign(), desk),
                                Times.local(found.takenUp(), desk),
                                taker(found)));
    }

    private static String key(OperationRecord it) {
        if (it.findFailure().isPresent() || it.ending() == Ending.DAMAGED) {
            return "history.takenUp";
        }
        return switch (it.ending()) {
            case DONE -> "history.cutFinished";
            case UNDONE, ROLLED_BACK -> "history.cutUndone";
            case UNFINISHED, DAMAGED -> "history.takenUp";
        };
    }

    private String taker(Interruption it) {
        return it.isAtBoot() || it.command().isEmpty()
                ? desk.text(it.isAtBoot() ? "history.atBoot" : "history.bySomebody", it.by())
                : desk.text("history.byCommand", it.by(), "bipctl " + it.command());
    }

    /** What was told of the failure then; in older journals only what that was made of. */
    private List<String> failure(OperationRecord it) {
        if (it.findFailure().isEmpty() || it.findFailedStep().isEmpty()) {
            return List.of();
        }
        String step = desk.text("step." + it.findFailedStep().get());
        return reasons(it).stream().map(why -> desk.text("history.failure", step, why)).toList();
    }

    private List<String> reasons(OperationRecord it) {
        if (it.isStopped()) {
            return List.of(desk.text("history.stopped"));
        }
        return it.findText()
                .map(text -> desk.inLanguage(text.polish(), text.english()).lines().toList())
                .orElseGet(() -> List.of(it.findMessage().orElse("?")));
    }

    private static String seconds(Duration duration) {
        return "%.1f".formatted(duration.toMillis() / 1000.0);
    }
}

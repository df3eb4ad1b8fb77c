package bip.ctl.upgrade;

import bip.ctl.release.Generation;
import bip.ctl.release.ReleaseVersion;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What an operation will do, decided before anything is touched.
 *
 * @param from what is current now; null for an install
 * @param isBlocked the target was taken back here before: running this plan clears that
 * @param restoration null unless the data of then come back with the release
 * @param isKept what is live is kept in a backup before it is replaced; only of use where there is
 *     something
 * @param goal where the target is only the first stop on the way: the version that shall come after
 *     it; null when the target is where it ends
 */
public record Plan(
        OperationKind kind,
        @Nullable Generation from,
        ReleaseVersion target,
        Source source,
        boolean isBlocked,
        @Nullable Restoration restoration,
        boolean isKept,
        @Nullable ReleaseVersion goal) {

    private static final List<String> LAST =
            List.of("generation", "remember", "switch", "restart", "probe");

    /** From here on an interrupted operation is finished, never undone: editors may write again. */
    private static final List<String> FINISHING = List.of("thaw", "settle", "collect");

    /** The same with its files from elsewhere. */
    Plan from(Source other) {
        return new Plan(kind, from, target, other, isBlocked, restoration, isKept, goal);
    }

    public Optional<Generation> findFrom() {
        return Optional.ofNullable(from);
    }

    public Optional<ReleaseVersion> findGoal() {
        return Optional.ofNullable(goal);
    }

    public Optional<Restoration> findRestoration() {
        return Optional.ofNullable(restoration);
    }

    /** The same with data of then, on the very release that ran on them. */
    Plan restoring(Restoration wanted) {
        return new Plan(
                kind,
                from,
                target,
                new Source.OnDisk(wanted.kept().release()),
                isBlocked,
                wanted,
                isKept,
                goal);
    }

    /** The same as a first stop on the way to {@code wanted}. */
    Plan towards(ReleaseVersion wanted) {
        return new Plan(kind, from, target, source, isBlocked, restoration, isKept, wanted);
    }

    /** The same for a person who does not want a backup of what is live. */
    public Plan unkept() {
        return new Plan(kind, from, target, source, isBlocked, restoration, false, goal);
    }

    /** The kinds of all steps in order, as in the journal. */
    public List<String> steps() {
        var steps = new ArrayList<>(undoable());
        steps.addAll(finishing());
        return steps;
    }

    List<String> undoable() {
        if (kind == OperationKind.ADOPT) {
            return List.of("verify");
        }
        if (kind == OperationKind.IMPORT) {
            return source instanceof Source.FromChannel
                    ? List.of("fetch", "unpack")
                    : List.of("unpack");
        }
        var steps = new ArrayList<String>();
        switch (source) {
            case Source.OnDisk _ -> steps.add("verify");
            case Source.FromChannel _ -> steps.addAll(List.of("fetch", "unpack"));
            case Source.FromFile _ -> steps.add("unpack");
            case Source.FromBackup _ -> steps.addAll(List.of("extract", "unpack"));
        }
        steps.add("fit");
        switch (kind) {
            case INSTALL ->
                    steps.addAll(List.of("environment", "config", "rehearse", "data", "migrate"));
            case UPGRADE -> steps.addAll(upgrading());
            case ROLLBACK -> {
                steps.addAll(List.of("config", "rehearse"));
                if (restoration != null) {
                    steps.addAll(List.of("freeze", "restore"));
                }
            }
            case RESTORE -> steps.addAll(restoring());
            case ADOPT, IMPORT -> throw new IllegalStateException(kind + " switches nothing");
        }
        steps.addAll(LAST);
        return steps;
    }

    private List<String> upgrading() {
        var steps = new ArrayList<String>(List.of("config", "rehearse"));
        if (isKept) {
            steps.add("backup");
        }
        steps.addAll(List.of("freeze", "copy", "migrate"));
        return steps;
    }

    /** What is live is touched only once all else is here and was tried out. */
    private List<String> restoring() {
        var steps = new ArrayList<String>(List.of("settings", "config", "database", "rehearse"));
        if (from != null) {
            steps.addAll(isKept ? List.of("backup", "freeze") : List.of("freeze"));
        }
        steps.add("attachments");
        return steps;
    }

    /** How far a step goes into what people notice. */
    public enum Stage {
        /** Nobody notices anything. */
        UNTOUCHED,
        /** Editors cannot save. */
        FROZEN,
        /** Visitors wait for one restart. */
        SWITCHED,
        /** Nothing is taken back any more. */
        FINISHED
    }

    /** The steps by stage, in order; a stage without steps is left out. */
    public Map<Stage, List<String>> stages() {
        var stages = new EnumMap<Stage, List<String>>(Stage.class);
        var stage = Stage.UNTOUCHED;
        for (String step : undoable()) {
            stage = step.equals("freeze") ? Stage.FROZEN : stage;
            stage = step.equals(LAST.getFirst()) ? Stage.SWITCHED : stage;
            stages.computeIfAbsent(stage, _ -> new ArrayList<>()).add(step);
        }
        stages.put(Stage.FINISHED, finishing());
        return stages;
    }

    List<String> finishing() {
        return finishing(kind);
    }

    /** Those of an operation of that kind, also when a recovery finishes it. */
    static List<String> finishing(OperationKind kind) {
        return switch (kind) {
            case ADOPT, IMPORT -> List.of("settle");
            case INSTALL, UPGRADE, ROLLBACK, RESTORE -> FINISHING;
        };
    }

    static List<String> finishingSteps() {
        return FINISHING;
    }
}

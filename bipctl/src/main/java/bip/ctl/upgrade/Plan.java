package bip.ctl.upgrade;

import bip.ctl.release.Generation;
import bip.ctl.release.ReleaseVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What an operation will do, decided before anything is touched.
 *
 * @param from what is current now; null for an install
 * @param isBlocked the target was taken back here before: running this plan clears that
 */
public record Plan(
        OperationKind kind,
        @Nullable Generation from,
        ReleaseVersion target,
        Source source,
        boolean isBlocked) {

    private static final List<String> LAST =
            List.of("generation", "remember", "switch", "restart", "probe");

    /** From here on an interrupted operation is finished, never undone: editors may write again. */
    private static final List<String> FINISHING = List.of("thaw", "settle");

    /** The same with its files from elsewhere. */
    Plan from(Source other) {
        return new Plan(kind, from, target, other, isBlocked);
    }

    public Optional<Generation> findFrom() {
        return Optional.ofNullable(from);
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
        var steps = new ArrayList<String>();
        switch (source) {
            case Source.OnDisk _ -> steps.add("verify");
            case Source.FromChannel _ -> steps.addAll(List.of("fetch", "unpack"));
            case Source.FromFile _ -> steps.add("unpack");
        }
        steps.add("fit");
        switch (kind) {
            case INSTALL ->
                    steps.addAll(List.of("environment", "config", "aot", "data", "migrate"));
            case UPGRADE -> steps.addAll(List.of("config", "aot", "freeze", "copy", "migrate"));
            case ROLLBACK -> steps.add("config");
            case ADOPT -> throw new IllegalStateException("an adoption switches nothing");
        }
        steps.addAll(LAST);
        return steps;
    }

    List<String> finishing() {
        return kind == OperationKind.ADOPT ? List.of("settle") : FINISHING;
    }

    static List<String> finishingSteps() {
        return FINISHING;
    }
}

package bip.ctl.upgrade;

import bip.ctl.release.Generation;
import bip.ctl.release.InstalledRelease;
import bip.ctl.service.ServerProgram;
import bip.ctl.support.CtlException;
import bip.ctl.support.ErrorCode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether a rollback takes today's data or those of then. Today's, whenever the release can
 * read them: nothing is lost. Those of then only when a person asked for that.
 */
record Restorations(Machine machine) {

    /**
     * The plan with the data that it takes; touches nothing.
     *
     * @throws Refused U151 if data of then are asked for and none are kept
     */
    Plan decide(Plan plan, boolean isAskedFor) throws IOException, InterruptedException {
        if (!isAskedFor) {
            return plan;
        }
        Generation then =
                findKept(plan)
                        .orElseThrow(() ->
                                Rules.refusal(
                                        ErrorCode.U151,
                                        plan.target(),
                                        plan.findFrom().orElseThrow().release().version()));
        boolean isNeeded =
                !Fitness.of(machine, OperationKind.ROLLBACK, then.release()).readsSchema();
        return plan.restoring(look(plan, then, isNeeded));
    }

    /**
     * Every reason against {@code release}. That it cannot read today's data comes with what the
     * data of then would lose.
     */
    List<CtlException> reasons(Plan plan, InstalledRelease release)
            throws IOException, InterruptedException {
        var restored = plan.findRestoration().map(it -> it.kept().database());
        var fitness = Fitness.of(machine, plan.kind(), release, restored);
        var reasons = new ArrayList<CtlException>();
        for (CtlException reason : fitness.reasons()) {
            boolean isOfToday = reason.code() == ErrorCode.U114 && restored.isEmpty();
            Optional<Generation> kept = isOfToday ? findKept(plan) : Optional.empty();
            reasons.add(kept.isPresent() ? loss(plan, fitness, kept.get()) : reason);
        }
        return reasons;
    }

    private CtlException loss(Plan plan, Fitness fitness, Generation kept)
            throws IOException, InterruptedException {
        return new CtlException(
                ErrorCode.U150,
                plan.target(),
                fitness.schema(),
                fitness.manifest().schemaRead().from(),
                fitness.manifest().schemaRead().to(),
                look(plan, kept, true).inWords());
    }

    private Restoration look(Plan plan, Generation kept, boolean isNeeded)
            throws IOException, InterruptedException {
        return new Restoration(
                kept,
                proofs().findLeft(kept.data()).orElse(null),
                machine.clock().instant(),
                count(plan.findFrom().orElseThrow(), kept),
                isNeeded);
    }

    /** A release that is damaged, or older than the question, cannot tell. */
    private ServerProgram.@Nullable Changes count(Generation current, Generation kept)
            throws IOException, InterruptedException {
        try {
            return machine.program()
                    .changes(current.release().program(), current.database(), kept.database());
        } catch (CtlException e) {
            return null;
        }
    }

    /** The newest generation of that version that was proved good, on other data than today's. */
    private Optional<Generation> findKept(Plan plan) throws IOException {
        var proofs = proofs();
        return machine.generations().list().stream()
                .filter(it -> it.release().version().equals(plan.target()))
                .filter(it -> proofs.isGood(it.number()))
                .filter(it -> !it.data().equals(plan.findFrom().orElseThrow().data()))
                .max(Comparator.comparingInt(Generation::number));
    }

    private Proofs proofs() throws IOException {
        return Proofs.of(new Journals(machine.layout()).planned());
    }
}

package bip.ctl.upgrade;

import bip.ctl.release.Generation;
import bip.ctl.release.InstalledRelease;
import bip.ctl.service.ServerProgram;
import bip.ctl.support.CtlException;
import bip.ctl.support.ErrorCode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether a rollback takes today's data or those of then. Today's, whenever the release can
 * read them: nothing is lost. Those of then only when a person asked for that.
 */
record Restorations(Machine machine) {

    /** The plan as it may be run; touches nothing. */
    Plan decide(Plan plan, boolean isAskedFor) throws IOException, InterruptedException {
        Optional<Generation> kept = findKept(plan);
        if (isAskedFor) {
            var then =
                    kept.orElseThrow(() ->
                            Rules.refusal(ErrorCode.U151, plan.target(), current(plan).version()));
            return restoring(plan, then);
        }
        if (plan.source() instanceof Source.OnDisk(var release)) {
            refuseUnlessFit(plan, release, kept);
        }
        return plan;
    }

    private Plan restoring(Plan plan, Generation kept) throws IOException, InterruptedException {
        Fitness.of(machine, OperationKind.ROLLBACK, kept.release(), Optional.of(kept.database()))
                .refuseUnlessFit(machine.service());
        boolean isNeeded =
                !Fitness.of(machine, OperationKind.ROLLBACK, kept.release()).readsSchema();
        return plan.restoring(look(plan, kept, isNeeded));
    }

    private void refuseUnlessFit(Plan plan, InstalledRelease release, Optional<Generation> kept)
            throws IOException, InterruptedException {
        var fitness = Fitness.of(machine, OperationKind.ROLLBACK, release);
        var reasons = new ArrayList<CtlException>();
        for (CtlException reason : fitness.reasons()) {
            boolean isExplained = reason.code() == ErrorCode.U114 && kept.isPresent();
            reasons.add(isExplained ? loss(plan, fitness, kept.get()) : reason);
        }
        reasons.addAll(machine.service().obstacles());
        Refused.throwIfAny(reasons);
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
        return Proofs.of(new Journals(machine.layout()).found());
    }

    private static InstalledRelease current(Plan plan) {
        return plan.findFrom().orElseThrow().release();
    }
}

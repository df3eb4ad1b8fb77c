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
import java.util.OptionalInt;
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
     * What was current before a backup was put back, which is what a rollback goes to then. Empty
     * when today's data came from no backup, or when that generation is gone.
     */
    Optional<Generation> findRestoredOver(Situation situation) throws IOException {
        Optional<Generation> current = situation.findCurrent();
        if (current.isEmpty()) {
            return Optional.empty();
        }
        OptionalInt before = proofs().findRestoredOver(current.get().number());
        return situation.generations().stream()
                .filter(it -> before.isPresent() && it.number() == before.getAsInt())
                .filter(situation::isWhole)
                .findFirst();
    }

    /**
     * Plans to go back over a backup that was put back: to the release and the data of before.
     *
     * @throws Refused U182, with what would be lost, unless that was asked for
     */
    Plan backOver(Situation situation, Generation before, boolean isAskedFor)
            throws IOException, InterruptedException {
        var release = before.release();
        var planned =
                Rules.ready(
                        situation,
                        OperationKind.ROLLBACK,
                        release.version(),
                        new Source.OnDisk(release));
        Plan plan = ((Planned.Ready) planned).plan();
        Restoration restoration = look(plan, before, true);
        if (!isAskedFor) {
            throw Rules.refusal(ErrorCode.U182, restoration.inWords());
        }
        return plan.restoring(restoration);
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

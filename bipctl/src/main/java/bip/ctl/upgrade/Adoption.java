package bip.ctl.upgrade;

import bip.ctl.release.Generation;
import bip.ctl.release.ReleaseManifest;
import bip.ctl.support.CtlException;
import bip.ctl.support.ErrorCode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Plans to take over a generation that somebody made current by hand. */
record Adoption(Machine machine, CurrentCheck check) {

    Planned plan() throws IOException, InterruptedException {
        var change = check.findChange();
        if (change.isPresent() && change.get().code() == ErrorCode.U142) {
            throw change.get();
        }
        Generation current =
                machine.generations().current().orElseThrow(() -> Rules.refusal(ErrorCode.U100));
        var left = check.findLeft();
        if (left.filter(it -> it.number() == current.number()).isPresent()) {
            return new Planned.AlreadyCurrent(current.release().version());
        }
        refuseUnlessFit(current);
        return new Planned.Ready(
                new Plan(
                        OperationKind.ADOPT,
                        left.orElse(null),
                        current.release().version(),
                        new Source.OnDisk(current.release()),
                        machine.policy().load().isBlocked(current.release().version()),
                        null,
                        false,
                        null));
    }

    private void refuseUnlessFit(Generation current) throws IOException, InterruptedException {
        var fitness = Fitness.of(machine, OperationKind.ADOPT, current.release());
        List<CtlException> reasons = new ArrayList<>(fitness.reasons());
        if (reasons.removeIf(it -> it.code() == ErrorCode.U114)) {
            reasons.addFirst(unreadable(current, fitness.schema()));
        }
        Refused.throwIfAny(reasons);
    }

    private CtlException unreadable(Generation current, int schema) throws IOException {
        ReleaseManifest manifest = current.release().manifest();
        return new CtlException(
                ErrorCode.U143,
                current.number(),
                manifest.version(),
                manifest.schemaRead().from(),
                manifest.schemaRead().to(),
                schema,
                check.remedy());
    }
}

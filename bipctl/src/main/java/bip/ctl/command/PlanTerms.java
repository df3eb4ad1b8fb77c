package bip.ctl.command;

import bip.ctl.channel.KnownReleases;
import bip.ctl.channel.ReleaseTerms.Revocation;
import bip.ctl.release.Generation;
import bip.ctl.release.ReleaseVersion;
import bip.ctl.upgrade.OperationKind;
import bip.ctl.upgrade.Plan;
import bip.ctl.upgrade.Source;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a person should know of a plan's release before agreeing. */
final class PlanTerms {

    private final Desk desk;
    private final Plan plan;
    private final KnownReleases known;

    PlanTerms(Desk desk, Plan plan) throws IOException {
        this.desk = desk;
        this.plan = plan;
        this.known = desk.known();
    }

    /** Why it is this release and not a later one, what changed, what is mended. */
    List<String> lines() {
        var lines = new ArrayList<String>();
        plan.findGoal().ifPresent(it -> lines.add(desk.text("operation.stop", plan.target(), it)));
        if (plan.kind() == OperationKind.UPGRADE || plan.kind() == OperationKind.INSTALL) {
            var text = new TermsText(desk);
            lines.addAll(text.notes(plan.target(), notes()));
            findNow().ifPresent(it -> lines.addAll(text.mended(known.mended(it, plan.target()))));
        }
        return lines;
    }

    /** A release that was revoked is not refused where it may be all that still works. */
    List<String> warnings() {
        Optional<Revocation> revocation = known.findRevocation(plan.target());
        return revocation
                .map(it ->
                        desk.text(
                                "operation.revoked",
                                plan.target(),
                                Times.local(it.at(), desk),
                                desk.said(it.said())))
                .stream()
                .toList();
    }

    private Optional<ReleaseVersion> findNow() {
        return plan.findFrom().map(Generation::release).map(it -> it.version());
    }

    private Map<String, String> notes() {
        return switch (plan.source()) {
            case Source.FromChannel(var offer) -> offer.terms().notes();
            case Source.OnDisk(var release) -> release.manifest().notes();
            case Source.FromFile(_, var manifest) -> manifest.notes();
            case Source.FromBackup _ -> Map.of();
        };
    }
}

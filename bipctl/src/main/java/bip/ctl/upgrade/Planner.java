package bip.ctl.upgrade;

import bip.ctl.channel.Channel;
import bip.ctl.release.Generation;
import bip.ctl.release.ReleaseArchive;
import bip.ctl.release.ReleaseVersion;
import bip.ctl.support.CtlException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The first door of this room: plans operations, and touches nothing. */
public final class Planner {

    private final Machine machine;
    private final Journals journals;
    private final boolean trustsClock;

    public Planner(Machine machine) {
        this(machine, false);
    }

    private Planner(Machine machine, boolean trustsClock) {
        this.machine = machine;
        this.journals = new Journals(machine.layout());
        this.trustsClock = trustsClock;
    }

    /** The same for a person who says that the clock is right, whatever the journals say. */
    public Planner trustingClock() {
        return new Planner(machine, true);
    }

    /**
     * Plans a first installation.
     *
     * @throws Refused if it must not be done
     */
    public Planned planInstall(Wanted wanted) throws IOException, InterruptedException {
        currentCheck().refuseUnknown();
        if (wanted instanceof Wanted.Archive(var file)) {
            return checked(planArchive(OperationKind.INSTALL, file));
        }
        return checked(Rules.install(situation(asksChannel(wanted)), wanted));
    }

    /**
     * Plans a move to a newer release.
     *
     * @throws Refused if it must not be done
     */
    public Planned planUpgrade(Wanted wanted) throws IOException, InterruptedException {
        currentCheck().refuseUnknown();
        if (wanted instanceof Wanted.Archive(var file)) {
            return checked(planArchive(OperationKind.UPGRADE, file));
        }
        return checked(Rules.upgrade(situation(asksChannel(wanted)), wanted));
    }

    /**
     * Plans to make an older release current on today's data.
     *
     * @param version null for the one before the present one
     * @throws Refused if it must not be done
     */
    public Planned planRollback(@Nullable ReleaseVersion version)
            throws IOException, InterruptedException {
        return planRollback(version, false);
    }

    /**
     * Plans to make an older release current.
     *
     * @param version null for the one before the present one
     * @param restoresData with the data that were left when that release was left; what was written
     *     since is lost to people
     * @throws Refused if it must not be done
     */
    public Planned planRollback(@Nullable ReleaseVersion version, boolean restoresData)
            throws IOException, InterruptedException {
        currentCheck().refuseUnknown();
        boolean asks = version != null && asksChannel(new Wanted.Exactly(version));
        Situation situation = situation(asks);
        var restorations = new Restorations(machine);
        if (version == null) {
            Optional<Generation> before = restorations.findRestoredOver(situation);
            if (before.isPresent()) {
                Plan plan = restorations.backOver(situation, before.get(), restoresData);
                return checked(new Planned.Ready(plan));
            }
        }
        var planned = Rules.rollback(situation, version);
        return planned instanceof Planned.Ready(var plan)
                ? checked(new Planned.Ready(restorations.decide(plan, restoresData)))
                : planned;
    }

    /**
     * Plans to put back what {@code backup} holds, also where nothing is installed.
     *
     * @throws Refused if it must not be done
     */
    public Planned planRestore(KeptBackup backup) throws IOException, InterruptedException {
        Situation situation = situationToRestore();
        Rules.refuseIfPinned(situation, backup.version());
        return checked(
                Rules.ready(
                        situation,
                        OperationKind.RESTORE,
                        backup.version(),
                        new Source.FromBackup(backup)));
    }

    /**
     * A lost or damaged generation is why somebody restores: nothing is current then. One that
     * somebody else made current is another matter.
     */
    private Situation situationToRestore() throws IOException {
        if (machine.findStanding().isPresent()) {
            currentCheck().refuseUnknown();
        }
        return new Situation(
                machine.findStanding().orElse(null),
                machine.generations().list(),
                machine.store().list(),
                List.of(),
                machine.policy().load());
    }

    /** How much {@code plan} moves and makes. */
    public PlanSizes sizes(Plan plan) throws IOException {
        return PlanSizes.of(machine, plan);
    }

    /**
     * Plans to take over what {@code current} names although no operation made it so.
     *
     * @throws CtlException U142 if it names nothing that can be taken over
     * @throws Refused if its release does not fit this machine or its data
     */
    public Planned planAdoption() throws IOException, InterruptedException {
        return new Adoption(machine, currentCheck()).plan();
    }

    private CurrentCheck currentCheck() {
        return new CurrentCheck(machine.layout(), machine.generations(), journals);
    }

    private Planned planArchive(OperationKind kind, Path file) throws IOException {
        var source = new Source.FromFile(file, ReleaseArchive.manifestOf(file));
        var planned = Rules.archive(situationWithout(), kind, source);
        if (planned instanceof Planned.AlreadyCurrent) {
            // Nothing else would read the rest of it, and somebody may want to know.
            ReleaseArchive.verify(file);
        }
        return planned;
    }

    private Planned checked(Planned wanted) throws IOException, InterruptedException {
        Planned planned = sound(wanted);
        if (planned instanceof Planned.Ready(var plan)) {
            Refused.throwIfAny(new Preflight(machine, journals, trustsClock).reasons(plan));
        }
        return planned;
    }

    /**
     * A release that is unpacked here and damaged comes anew from the channel, if that has it: the
     * same command again would only find the same damage.
     *
     * @throws CtlException if it is damaged and cannot be had anew
     */
    private Planned sound(Planned planned) throws IOException, InterruptedException {
        if (!(planned instanceof Planned.Ready(var plan)
                && plan.source() instanceof Source.OnDisk(var release))) {
            return planned;
        }
        try {
            machine.store().verify(release);
            return planned;
        } catch (CtlException damaged) {
            return new Planned.Ready(plan.from(anew(plan.target(), damaged)));
        }
    }

    private Source anew(ReleaseVersion version, CtlException damaged)
            throws IOException, InterruptedException {
        try {
            return machine.channel().get().offers().stream()
                    .filter(it -> it.version().equals(version))
                    .findFirst()
                    .map(Source.FromChannel::new)
                    .orElseThrow(() -> damaged);
        } catch (CtlException unreachable) {
            if (unreachable != damaged) {
                damaged.addSuppressed(unreachable);
            }
            throw damaged;
        }
    }

    /** The newest is known only to the channel; a version that is on disk needs no network. */
    private boolean asksChannel(Wanted wanted) throws IOException {
        return switch (wanted) {
            case Wanted.Usual _ -> true;
            case Wanted.Exactly(var version) -> machine.store().find(version).isEmpty();
            case Wanted.Archive _ -> false;
        };
    }

    private Situation situationWithout() throws IOException {
        return situation(List.of());
    }

    private Situation situation(boolean asksChannel) throws IOException, InterruptedException {
        return situation(asksChannel ? machine.channel().get().offers() : List.of());
    }

    private Situation situation(List<Channel.Offer> offers) throws IOException {
        return new Situation(
                machine.generations().standing().orElse(null),
                machine.generations().list(),
                machine.store().list(),
                offers,
                machine.policy().load());
    }
}

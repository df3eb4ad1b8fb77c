package bip.ctl.upgrade;

import bip.ctl.channel.Channel;
import bip.ctl.channel.KnownReleases;
import bip.ctl.probe.HealthAnswer;
import bip.ctl.release.Generation;
import bip.ctl.release.ReleaseArchive;
import bip.ctl.release.ReleaseManifest;
import bip.ctl.release.ReleaseVersion;
import bip.ctl.service.ServiceState;
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
        Planned planned = Rules.upgrade(situation(asksChannel(wanted)), wanted);
        return checked(wanted instanceof Wanted.Exactly ? whole(planned) : planned);
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
     * Plans to bring a release onto this machine for a later upgrade. Nothing is switched.
     *
     * @param wanted a file, or the version that the channel has
     * @throws Refused if this machine has no room for it
     */
    public Planned planImport(Wanted wanted) throws IOException, InterruptedException {
        return switch (wanted) {
            case Wanted.Archive(var file) -> {
                ReleaseManifest manifest = ReleaseArchive.manifestOf(file);
                yield checked(imported(manifest.version(), new Source.FromFile(file, manifest)));
            }
            case Wanted.Exactly(var version) -> {
                Situation situation = situation(true);
                Rules.refuseIfRevoked(situation, version);
                Channel.Offer offer =
                        situation.offers().stream()
                                .filter(it -> it.version().equals(version))
                                .findFirst()
                                .orElseThrow(() -> Rules.absent(situation, version));
                yield checked(imported(version, new Source.FromChannel(offer)));
            }
            case Wanted.Usual _ -> throw new IllegalStateException("an import is of something");
        };
    }

    private static Planned imported(ReleaseVersion version, Source source) {
        return new Planned.Ready(
                new Plan(OperationKind.IMPORT, null, version, source, false, null, false, null));
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
                stored(),
                0,
                machine.policy().load());
    }

    /**
     * What there is that is newer than the current release, for somebody who only looks.
     *
     * @throws Refused U100 if nothing is installed
     * @throws CtlException if the channel cannot be asked or believed
     */
    public Prospect prospect() throws IOException, InterruptedException {
        return Rules.prospect(situation(true));
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

    private Planned planArchive(OperationKind kind, Path file)
            throws IOException, InterruptedException {
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

    /**
     * Whoever names the version that is current wants it whole. One that is damaged is brought anew
     * in its place, and nothing is switched: what the server loaded of it stays until a restart.
     */
    private Planned whole(Planned planned) throws IOException, InterruptedException {
        if (!(planned instanceof Planned.AlreadyCurrent(var version))) {
            return planned;
        }
        try {
            machine.store().verify(machine.findStanding().orElseThrow().release());
            return planned;
        } catch (CtlException damaged) {
            return imported(version, anew(version, damaged));
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

    private Situation situationWithout() throws IOException, InterruptedException {
        return situation(false);
    }

    private Situation situation(boolean asksChannel) throws IOException, InterruptedException {
        if (!asksChannel) {
            return situation(List.of(), stored());
        }
        Channel channel = machine.channel().get();
        List<Channel.Offer> releases = channel.releases();
        KnownReleases known =
                channel.isVerified() ? new KnownReleases(releases).and(stored()) : stored();
        return situation(
                releases.stream()
                        .filter(channel::isOffered)
                        .filter(it -> known.findRevocation(it.version()).isEmpty())
                        .toList(),
                known);
    }

    /** What was signed and verified before counts also where nobody is asked. */
    private KnownReleases stored() throws IOException {
        return KnownReleases.stored(machine.layout().trust(), machine.clock());
    }

    private Situation situation(List<Channel.Offer> offers, KnownReleases known)
            throws IOException, InterruptedException {
        return new Situation(
                machine.generations().standing().orElse(null),
                machine.generations().list(),
                machine.store().list(),
                offers,
                known,
                known.releases().isEmpty() ? 0 : schema(),
                machine.policy().load());
    }

    /** As the current release says that serves; another way to know would take a JVM's start. */
    private int schema() throws IOException, InterruptedException {
        Optional<String> current =
                machine.findStanding().map(it -> it.release().version().toString());
        return current.isPresent()
                        && machine.service().state() instanceof ServiceState.Running
                        && machine.probe().get().ask() instanceof HealthAnswer.Answered(var health)
                        && health.version().equals(current.get())
                ? health.schema()
                : 0;
    }
}

package bip.ctl.upgrade;

import bip.ctl.aot.AotCaches;
import bip.ctl.backup.Backups;
import bip.ctl.channel.Channel;
import bip.ctl.layout.Layout;
import bip.ctl.policy.PolicyFile;
import bip.ctl.probe.HealthAnswer;
import bip.ctl.probe.HealthProbe;
import bip.ctl.probe.ProbeOutcome;
import bip.ctl.probe.ProcessWatch;
import bip.ctl.rehearsal.Rehearsal;
import bip.ctl.release.Generation;
import bip.ctl.release.Generations;
import bip.ctl.release.InstalledRelease;
import bip.ctl.release.ReleaseStore;
import bip.ctl.release.ReleaseVersion;
import bip.ctl.service.LeftToBoot;
import bip.ctl.service.ServerAccounts;
import bip.ctl.service.ServerImport;
import bip.ctl.service.ServerProgram;
import bip.ctl.service.ServiceManager;
import bip.ctl.service.ServiceState;
import bip.ctl.support.CtlException;
import bip.ctl.support.ErrorCode;
import bip.ctl.support.Said;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What operations work with on one machine.
 *
 * @param probe made anew for each use: an install writes the file that holds the address
 * @param channel opened only when something is to be had from it
 * @param tool version of this bipctl; empty for one built without a version
 * @param by the person, for journal and history
 * @param readyLimit how long a started server may take to become ready; asked when it is needed
 * @param migrationLimit how long a rehearsed migration may take; likewise
 */
public record Machine(
        Layout layout,
        ReleaseStore store,
        Generations generations,
        ServiceManager service,
        ServerProgram program,
        ServerAccounts accounts,
        ServerImport legacyImport,
        AotCaches aotCaches,
        Rehearsal rehearsal,
        Backups backups,
        Supplier<HealthProbe> probe,
        Supplier<Channel> channel,
        PolicyFile policy,
        Clock clock,
        Optional<ReleaseVersion> tool,
        String by,
        Supplier<Duration> readyLimit,
        Supplier<Duration> migrationLimit) {

    /** The server looks at the flag with each request; a busy machine may take a while. */
    private static final Duration FROZEN_WITHIN = Duration.ofSeconds(15);

    private static final Duration PAUSE = Duration.ofMillis(20);

    private static final Said STOPPED =
            new Said("zatrzymany przez kogoś innego", "stopped by somebody else");

    /** The same, for a recovery at boot: systemd starts the server after it. */
    public Machine atBoot() {
        return new Machine(
                layout,
                store,
                generations,
                new LeftToBoot(),
                program,
                accounts,
                legacyImport,
                aotCaches,
                rehearsal,
                backups,
                probe,
                channel,
                policy,
                clock,
                tool,
                by,
                readyLimit,
                migrationLimit);
    }

    /** The same at the hand of {@code person}. */
    public Machine inTheNameOf(String person) {
        return new Machine(
                layout,
                store,
                generations,
                service,
                program,
                accounts,
                legacyImport,
                aotCaches,
                rehearsal,
                backups,
                probe,
                channel,
                policy,
                clock,
                tool,
                person,
                readyLimit,
                migrationLimit);
    }

    /** The release whose folder has that name, which an earlier step of the operation unpacked. */
    InstalledRelease getRelease(String folderName) throws IOException {
        return findRelease(folderName)
                .orElseThrow(() -> new IOException("no release " + folderName + " on disk"));
    }

    /** What is current; empty also when what {@code current} names cannot be used. */
    Optional<Generation> findStanding() throws IOException {
        try {
            return generations.standing();
        } catch (CtlException e) {
            return Optional.empty();
        }
    }

    Optional<InstalledRelease> findRelease(String folderName) throws IOException {
        return store.list().stream().filter(it -> it.folder().endsWith(folderName)).findFirst();
    }

    /** Waits for the server that the service manager runs now. */
    public ProbeOutcome awaitReady(String version) throws IOException, InterruptedException {
        return probe.get().awaitReady(version, readyLimit.get(), this::watch);
    }

    /**
     * Waits until the server that runs has taken notice of the freeze: from then on nothing more is
     * committed. One that serves nobody has no editors, and is not waited for.
     *
     * @throws CtlException U174 if it does not
     */
    void awaitFrozen() throws IOException, InterruptedException {
        Duration limit = readyLimit.get();
        if (limit.compareTo(FROZEN_WITHIN) > 0) {
            limit = FROZEN_WITHIN;
        }
        long end = System.nanoTime() + limit.toNanos();
        while (service.state() instanceof ServiceState.Running
                && probe.get().ask() instanceof HealthAnswer.Answered(var health)
                && health.ready()
                && !health.frozen()) {
            if (System.nanoTime() > end) {
                throw new CtlException(ErrorCode.U174, layout.freeze());
            }
            Thread.sleep(PAUSE);
        }
    }

    private ProcessWatch.Sight watch() throws IOException, InterruptedException {
        return switch (service.state()) {
            case ServiceState.Running running -> new ProcessWatch.Up(running.pid());
            case ServiceState.Starting _ -> new ProcessWatch.Coming();
            case ServiceState.Stopped _ ->
                    new ProcessWatch.Gone(new ProbeOutcome.Death("?", STOPPED, null));
            case ServiceState.Died died ->
                    new ProcessWatch.Gone(
                            new ProbeOutcome.Death(
                                    died.exitText(), Said.of(died.tail()), died.explanation()));
        };
    }
}

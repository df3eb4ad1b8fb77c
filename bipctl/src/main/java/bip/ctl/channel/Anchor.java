package bip.ctl.channel;

import bip.ctl.support.CtlException;
import bip.ctl.support.ErrorCode;
import bip.ctl.trust.Fetcher;
import bip.ctl.trust.MetadataStore;
import bip.ctl.trust.Refreshed;
import bip.ctl.trust.Target;
import bip.ctl.trust.TrustException;
import bip.ctl.trust.TrustedRepository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What trust in a signed channel begins with.
 *
 * @param store folder of what was verified
 * @param shipped the root that came with bipctl; null when none did
 */
public record Anchor(Path store, @Nullable Path shipped, InstantSource clock) {

    /** Whether there is a root to begin with; without one no channel can be verified. */
    public boolean isThere() throws IOException {
        return repository((_, _) -> Optional.empty()).isInitialised()
                || (shipped != null && Files.isRegularFile(shipped));
    }

    /**
     * The repository that {@code fetcher} reads, with its root in place.
     *
     * @throws CtlException C122 if the root that came with bipctl is none, C141 if the one that is
     *     stored is damaged
     */
    TrustedRepository open(Fetcher fetcher) throws IOException {
        TrustedRepository repository = repository(fetcher);
        if (!repository.isInitialised() && shipped != null) {
            try {
                repository.initialise(Files.readAllBytes(shipped));
            } catch (TrustException e) {
                throw new CtlException(
                        e, ErrorCode.C122, shipped, Violations.inWords(e.violation()));
            }
        }
        refuseDamage(repository);
        return repository;
    }

    /** What this machine's disk lost is not the channel's fault, and no other try mends it. */
    private void refuseDamage(TrustedRepository repository) throws IOException {
        try {
            repository.checkRoot();
        } catch (TrustException e) {
            throw new CtlException(e, ErrorCode.C141, store, Violations.inWords(e.violation()));
        }
    }

    /**
     * Held while what is trusted is read and written: what another process is just writing would be
     * a mix of two moments. Waits for that process; not for two at once in this one.
     */
    RefreshLock lock() throws IOException {
        return RefreshLock.take(store);
    }

    /** A refresh from {@code fetcher}: one at a time on this machine, and noted when it is good. */
    Refreshed refresh(Fetcher fetcher) throws IOException, TrustException {
        try (var _ = lock()) {
            Refreshed refreshed = open(fetcher).refresh();
            if (refreshed instanceof Refreshed.Fresh) {
                new RefreshNote(store).write(clock.instant());
            }
            return refreshed;
        }
    }

    /**
     * Begins trust anew from {@code root}, on a person's word: all that was verified before is
     * forgotten.
     *
     * @param by the person, for {@link RootNote}
     * @throws TrustException if it is no root; nothing has changed then
     */
    public void pin(byte[] root, String by) throws IOException, TrustException {
        try (var _ = lock()) {
            repository((_, _) -> Optional.empty()).initialise(root);
            new RootNote(store).add(clock.instant(), by);
        }
    }

    /** As {@link TrustedRepository#storedTargets}. */
    List<Target> stored() throws IOException, TrustException {
        return repository((_, _) -> Optional.empty()).storedTargets();
    }

    /** As {@link TrustedRepository#targetsAside}. */
    List<Target> aside() throws IOException, TrustException {
        return repository((_, _) -> Optional.empty()).targetsAside();
    }

    private TrustedRepository repository(Fetcher fetcher) {
        return TrustedRepository.open(new MetadataStore(store), fetcher, clock);
    }
}

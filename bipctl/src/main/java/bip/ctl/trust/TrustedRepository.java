package bip.ctl.trust;

import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The door of this room: a repository of The Update Framework, believed only as far as the root
 * goes that it began with. Not for several threads, nor for several processes at once.
 */
public final class TrustedRepository {

    private final MetadataStore store;
    private final Fetcher fetcher;
    private final InstantSource clock;
    private @Nullable Refreshed refreshed;

    private TrustedRepository(MetadataStore store, Fetcher fetcher, InstantSource clock) {
        this.store = store;
        this.fetcher = fetcher;
        this.clock = clock;
    }

    /** Reads and fetches nothing yet. */
    public static TrustedRepository open(
            MetadataStore store, Fetcher fetcher, InstantSource clock) {
        return new TrustedRepository(store, fetcher, clock);
    }

    /** Whether there is a root to go by, good or not. */
    public boolean isInitialised() throws IOException {
        try {
            return store.find(Role.ROOT).isPresent();
        } catch (TrustException e) {
            return true;
        }
    }

    /**
     * Looks whether the stored root, if there is one, still vouches for itself. Its age does not
     * matter.
     *
     * @throws TrustException if it does not
     */
    public void checkRoot() throws IOException, TrustException {
        Optional<byte[]> root = store.find(Role.ROOT);
        if (root.isPresent()) {
            RootChain.verified(Role.ROOT.fileName(), root.get());
        }
    }

    /**
     * Begins anew from a root that came by a way that is trusted: with the program, or in the
     * administrator's hand. All that was trusted before is forgotten, the protection against older
     * metadata and the time floor too; so it is for a store that is empty, or on a person's word.
     *
     * @throws TrustException if it is no root or does not meet its own threshold; nothing has
     *     changed then
     */
    public void initialise(byte[] rootBytes) throws IOException, TrustException {
        RootChain.verified(Role.ROOT.fileName(), rootBytes);
        refreshed = null;
        // What the old root vouched for goes first: the new one may have the same keys.
        store.delete(Role.TIMESTAMP);
        store.delete(Role.SNAPSHOT);
        store.delete(Role.TARGETS);
        store.deleteAside();
        store.deleteFloor();
        store.save(Role.ROOT, rootBytes);
    }

    /**
     * Updates all four roles from the repository (specification 5.1 to 5.6). What is verified on
     * the way is stored, so a refresh that breaks off has still gone forward, and never back.
     *
     * @throws TrustException if something offered is not to be trusted; what was trusted still is
     * @throws IOException if the repository cannot be read, or the store be written
     */
    public Refreshed refresh() throws IOException, TrustException {
        refreshed = null;
        var now = Refresh.online(store, fetcher, clock.instant()).run();
        refreshed = now;
        return now;
    }

    /**
     * What the store alone vouches for, verified and judged by its age as a refresh does. Fetches
     * and changes nothing.
     *
     * @throws TrustException also if the store does not hold all four roles, or they do not belong
     *     together, as after a refresh that broke off
     */
    public Refreshed stored() throws IOException, TrustException {
        return Refresh.offline(store, clock.instant()).run();
    }

    /**
     * The targets in the store, if the stored root's keys signed them: of any age, and whatever
     * became of the other roles. For what only ever becomes truer, such as that a release was
     * revoked. Empty when there are none. Fetches and changes nothing.
     *
     * @throws TrustException if what is stored cannot be believed
     */
    public List<Target> storedTargets() throws IOException, TrustException {
        return Inspection.targets(store);
    }

    /**
     * The targets that were in the store when a root took keys of theirs away, if the root before
     * it vouches for them; until others come. A thief may have signed them: they are for what does
     * no harm when it is believed too long, such as that a release was revoked. Empty when there
     * are none. Fetches and changes nothing.
     *
     * @throws TrustException if they cannot be believed even so
     */
    public List<Target> targetsAside() throws IOException, TrustException {
        return Inspection.targetsAside(store);
    }

    /**
     * What the store holds, each role judged by the root for itself. Fetches and changes nothing.
     *
     * @throws TrustException if there is no root in it, or one that does not vouch for itself
     */
    public TrustState inspect() throws IOException, TrustException {
        return Inspection.of(store, clock.instant());
    }

    /**
     * What {@code rootBytes} would be as a root, for a person who decides about it.
     *
     * @throws TrustException if it is no root or does not meet its own threshold
     */
    public static TrustState inspectRoot(byte[] rootBytes, Instant now) throws TrustException {
        return Inspection.ofRoot(rootBytes, now);
    }

    /**
     * A target by its path. Refreshes first if this object has not yet (specification 5.7.1).
     *
     * @throws TrustException if the trusted targets are stale or do not name it
     */
    public Target target(String path) throws IOException, TrustException {
        Refreshed known = refreshed == null ? refresh() : refreshed;
        Optional<Target> target = known.orThrow().find(path);
        if (target.isEmpty()) {
            throw new TrustException(new TrustViolation.UnknownTarget(path));
        }
        return target.get();
    }
}

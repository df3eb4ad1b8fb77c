package bip.ctl.trust;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One update of all roles (specification 5.1 to 5.6), which differs from the specification in that
 * an expired role does not end it: the rest is verified all the same, so that a person can be told
 * what there would be, but from there on nothing is stored.
 */
final class Refresh {

    private final MetadataStore store;
    private final Download download;
    private final boolean isOnline;
    private final RefreshTime time;
    private final List<Metadata> trusted = new ArrayList<>();
    private final List<TrustWarning> warnings = new ArrayList<>();

    private Refresh(MetadataStore store, Fetcher fetcher, boolean isOnline, Instant clock) {
        this.store = store;
        this.download = new Download(fetcher);
        this.isOnline = isOnline;
        this.time = new RefreshTime(clock);
    }

    static Refresh online(MetadataStore store, Fetcher fetcher, Instant clock) {
        return new Refresh(store, fetcher, true, clock);
    }

    /** Of what the store holds, without a repository; changes nothing. */
    static Refresh offline(MetadataStore store, Instant clock) {
        return new Refresh(store, (_, _) -> Optional.empty(), false, clock);
    }

    Refreshed run() throws IOException, TrustException {
        var chain = new RootChain(store, download, time);
        RootMetadata root = chain.load();
        loadFloor();
        root = chain.update(root);
        trusted.add(root);
        TimestampMetadata timestamp = timestamp(root);
        SnapshotMetadata snapshot = snapshot(root, timestamp);
        TargetsMetadata targets = targets(root, snapshot);
        warnings.addAll(targets.warnings());
        time.findWarning().ifPresent(warnings::add);
        return outcome(new TrustedTargets(root, timestamp, snapshot, targets));
    }

    private Refreshed outcome(TrustedTargets view) throws IOException {
        List<TrustViolation.Expired> expired = expired();
        if (!expired.isEmpty()) {
            return new Refreshed.Stale(view, expired, warnings);
        }
        if (isOnline) {
            // What came says itself by now what was revoked.
            store.deleteAside();
        }
        return new Refreshed.Fresh(view, warnings);
    }

    private void loadFloor() throws IOException {
        try {
            time.raise(store.findFloor().orElse(null));
        } catch (TrustException e) {
            warnings.add(new TrustWarning.StoreDamaged(e.violation()));
        }
    }

    /** Specification 5.4. */
    private TimestampMetadata timestamp(RootMetadata root) throws IOException, TrustException {
        String file = Role.TIMESTAMP.fileName();
        Optional<Verified<TimestampMetadata>> stored =
                stored(root, Role.TIMESTAMP, TimestampMetadata::read);
        stored.ifPresent(it -> time.raise(it.metadata().signedAt()));
        if (!isOnline) {
            return trust(get(stored, file));
        }
        byte[] bytes = download.get(file, FileReference.USUAL_BYTES);
        var offered = Verified.of(root, Role.TIMESTAMP, file, bytes, TimestampMetadata::read);
        if (stored.isPresent()) {
            offered.metadata().checkFollows(stored.get().metadata(), file);
            if (offered.header().version() == stored.get().header().version()) {
                return trust(stored.get());
            }
        }
        raiseFloor(offered.metadata().signedAt());
        return trustAndSave(offered);
    }

    /** Also by a timestamp that has expired: that its key signed at that instant remains true. */
    private void raiseFloor(@Nullable Instant signedAt) throws IOException {
        if (signedAt != null && time.raise(signedAt)) {
            store.saveFloor(signedAt);
        }
    }

    /** Specification 5.5. */
    private SnapshotMetadata snapshot(RootMetadata root, TimestampMetadata timestamp)
            throws IOException, TrustException {
        FileReference reference = timestamp.snapshot();
        Optional<Verified<SnapshotMetadata>> stored =
                stored(root, Role.SNAPSHOT, SnapshotMetadata::read);
        if (stored.isPresent() && stored.get().isReferredToBy(reference)) {
            return trust(stored.get());
        }
        var offered = fetch(root, Role.SNAPSHOT, reference, SnapshotMetadata::read);
        if (stored.isPresent()) {
            offered.metadata().checkFollows(stored.get().metadata(), offered.file());
        }
        return trustAndSave(offered);
    }

    /** Specification 5.6; the stored one is of use only if it is the very one referred to. */
    private TargetsMetadata targets(RootMetadata root, SnapshotMetadata snapshot)
            throws IOException, TrustException {
        FileReference reference = snapshot.targets();
        Optional<Verified<TargetsMetadata>> stored =
                stored(root, Role.TARGETS, TargetsMetadata::read);
        if (stored.isPresent() && stored.get().isReferredToBy(reference)) {
            return trust(stored.get());
        }
        return trustAndSave(fetch(root, Role.TARGETS, reference, TargetsMetadata::read));
    }

    private <M extends Metadata> Verified<M> fetch(
            RootMetadata root, Role role, FileReference reference, Metadata.Reader<M> reader)
            throws IOException, TrustException {
        String file =
                root.hasConsistentSnapshots()
                        ? role.fileName(reference.version())
                        : role.fileName();
        byte[] bytes = download.get(file, reference.maxBytes());
        reference.checkBytes(file, bytes);
        var offered = Verified.of(root, role, file, bytes, reader);
        reference.checkVersion(file, offered.header());
        return offered;
    }

    /** What the store holds of a role, verified again; what does not hold is as if not there. */
    private <M extends Metadata> Optional<Verified<M>> stored(
            RootMetadata root, Role role, Metadata.Reader<M> reader) throws IOException {
        try {
            Optional<byte[]> bytes = store.find(role);
            return bytes.isEmpty()
                    ? Optional.empty()
                    : Optional.of(Verified.of(root, role, role.fileName(), bytes.get(), reader));
        } catch (TrustException e) {
            warnings.add(new TrustWarning.StoreDamaged(e.violation()));
            return Optional.empty();
        }
    }

    private static <M extends Metadata> Verified<M> get(Optional<Verified<M>> stored, String file)
            throws TrustException {
        if (stored.isEmpty()) {
            throw new TrustException(new TrustViolation.Missing(file));
        }
        return stored.get();
    }

    private <M extends Metadata> M trust(Verified<M> verified) {
        trusted.add(verified.metadata());
        return verified.metadata();
    }

    /** Stores it if neither it nor what vouches for it has expired. */
    private <M extends Metadata> M trustAndSave(Verified<M> verified) throws IOException {
        M metadata = trust(verified);
        if (expired().isEmpty()) {
            store.save(metadata.header().role(), verified.bytes());
        }
        return metadata;
    }

    /**
     * Specification 5.3.10, 5.4.4, 5.5.6 and 5.6.5, of all that is trusted by now whether it came
     * now or was stored: the specification would let an unchanged timestamp live for ever.
     */
    private List<TrustViolation.Expired> expired() {
        Instant now = time.now();
        return trusted.stream()
                .map(Metadata::header)
                .filter(header -> header.isExpiredAt(now))
                .map(it -> new TrustViolation.Expired(it.role(), it.version(), it.expires(), now))
                .toList();
    }
}

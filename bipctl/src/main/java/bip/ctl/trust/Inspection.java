package bip.ctl.trust;

import bip.ctl.trust.TrustState.OfRole;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Looks into a store without a refresh: each role is judged by the root, and by nothing else. */
final class Inspection {

    private final MetadataStore store;
    private final RootMetadata root;

    private Inspection(MetadataStore store, RootMetadata root) {
        this.store = store;
        this.root = root;
    }

    private static Inspection open(MetadataStore store) throws IOException, TrustException {
        Optional<byte[]> bytes = store.find(Role.ROOT);
        if (bytes.isEmpty()) {
            throw new TrustException(new TrustViolation.NotInitialised());
        }
        return new Inspection(store, RootChain.verified(Role.ROOT.fileName(), bytes.get()));
    }

    static TrustState of(MetadataStore store, Instant clock) throws IOException, TrustException {
        var inspection = open(store);
        var roles = new ArrayList<OfRole>();
        roles.add(ofRoot(inspection.root));
        roles.add(inspection.look(Role.TIMESTAMP, TimestampMetadata::read));
        roles.add(inspection.look(Role.SNAPSHOT, SnapshotMetadata::read));
        roles.add(inspection.look(Role.TARGETS, TargetsMetadata::read));
        return new TrustState(roles, inspection.root.isForDevelopment(), inspection.floor(), clock);
    }

    static TrustState ofRoot(byte[] bytes, Instant clock) throws TrustException {
        RootMetadata root = RootChain.verified(Role.ROOT.fileName(), bytes);
        var roles = new ArrayList<OfRole>();
        for (Role role : Role.values()) {
            roles.add(
                    role == Role.ROOT ? ofRoot(root) : ofRole(root.keysOf(role), role, null, null));
        }
        return new TrustState(roles, root.isForDevelopment(), null, clock);
    }

    static List<Target> targets(MetadataStore store) throws IOException, TrustException {
        return targets(store.find(Role.ROOT), store.find(Role.TARGETS));
    }

    static List<Target> targetsAside(MetadataStore store) throws IOException, TrustException {
        return targets(store.findAside(Role.ROOT), store.findAside(Role.TARGETS));
    }

    /** None where either is missing. */
    private static List<Target> targets(Optional<byte[]> rootBytes, Optional<byte[]> bytes)
            throws TrustException {
        if (rootBytes.isEmpty() || bytes.isEmpty()) {
            return List.of();
        }
        RootMetadata root = RootChain.verified(Role.ROOT.fileName(), rootBytes.get());
        String file = Role.TARGETS.fileName();
        return Verified.of(root, Role.TARGETS, file, bytes.get(), TargetsMetadata::read)
                .metadata()
                .targets()
                .values()
                .stream()
                .map(it -> root.hasConsistentSnapshots() ? it.inConsistentSnapshot() : it)
                .toList();
    }

    private <M extends Metadata> Optional<Verified<M>> find(Role role, Metadata.Reader<M> reader)
            throws IOException, TrustException {
        Optional<byte[]> bytes = store.find(role);
        return bytes.isEmpty()
                ? Optional.empty()
                : Optional.of(Verified.of(root, role, role.fileName(), bytes.get(), reader));
    }

    private <M extends Metadata> OfRole look(Role role, Metadata.Reader<M> reader)
            throws IOException {
        try {
            Metadata found = find(role, reader).map(Verified::metadata).orElse(null);
            return ofRole(root.keysOf(role), role, found, null);
        } catch (TrustException e) {
            return ofRole(root.keysOf(role), role, null, e.violation());
        }
    }

    private static OfRole ofRoot(RootMetadata root) {
        return ofRole(root.keysOf(Role.ROOT), Role.ROOT, root, null);
    }

    private static OfRole ofRole(
            RoleKeys keys,
            Role role,
            @Nullable Metadata metadata,
            @Nullable TrustViolation violation) {
        return new OfRole(
                role,
                keys.keyids().stream().sorted().toList(),
                keys.threshold(),
                metadata == null ? null : metadata.header().state(),
                metadata instanceof TimestampMetadata timestamp ? timestamp.signedAt() : null,
                violation);
    }

    /** Also what the stored timestamp says: the file of the floor may be lost. */
    private @Nullable Instant floor() throws IOException {
        var time = new RefreshTime(Instant.MIN);
        try {
            time.raise(store.findFloor().orElse(null));
        } catch (TrustException e) {
            // A floor that cannot be read is none; the next refresh writes it anew.
        }
        try {
            find(Role.TIMESTAMP, TimestampMetadata::read)
                    .ifPresent(it -> time.raise(it.metadata().signedAt()));
        } catch (TrustException e) {
            // Told of by the role itself.
        }
        return time.now().equals(Instant.MIN) ? null : time.now();
    }
}

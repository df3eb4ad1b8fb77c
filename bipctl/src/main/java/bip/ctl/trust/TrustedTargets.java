package bip.ctl.trust;

import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** All that a chain of verified metadata says, at one instant. */
public final class TrustedTargets {

    private final Map<Role, RoleState> roles = new EnumMap<>(Role.class);
    private final Map<String, Target> targets = new LinkedHashMap<>();
    private final @Nullable Instant signedAt;

    TrustedTargets(
            RootMetadata root,
            TimestampMetadata timestamp,
            SnapshotMetadata snapshot,
            TargetsMetadata targets) {
        for (Metadata metadata : new Metadata[] {root, timestamp, snapshot, targets}) {
            roles.put(metadata.header().role(), metadata.header().state());
        }
        signedAt = timestamp.signedAt();
        for (Target target : targets.targets().values()) {
            this.targets.put(
                    target.path(),
                    root.hasConsistentSnapshots() ? target.inConsistentSnapshot() : target);
        }
    }

    /** In the order of the metadata. */
    public Collection<Target> list() {
        return Collections.unmodifiableCollection(targets.values());
    }

    public Optional<Target> find(String path) {
        return Optional.ofNullable(targets.get(path));
    }

    /** When the timestamp was signed, which is how old all of it is; empty when it does not say. */
    public Optional<Instant> findSignedAt() {
        return Optional.ofNullable(signedAt);
    }

    /** Which metadata says so, of all four roles in their order. */
    public Collection<RoleState> roles() {
        return Collections.unmodifiableCollection(roles.values());
    }

    public RoleState role(Role role) {
        return Objects.requireNonNull(roles.get(role), "every role is there");
    }
}

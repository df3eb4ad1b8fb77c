package bip.ctl.trust;

import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** All that a chain of verified metadata says, at one instant. */
public final class TrustedTargets {

    private final Map<Role, RoleState> roles = new EnumMap<>(Role.class);
    private final Map<String, Target> targets;
    private final boolean hasConsistentSnapshots;

    TrustedTargets(
            RootMetadata root,
            TimestampMetadata timestamp,
            SnapshotMetadata snapshot,
            TargetsMetadata targets) {
        for (Metadata metadata : new Metadata[] {root, timestamp, snapshot, targets}) {
            roles.put(metadata.header().role(), metadata.header().state());
        }
        this.targets = Collections.unmodifiableMap(new LinkedHashMap<>(targets.targets()));
        this.hasConsistentSnapshots = root.hasConsistentSnapshots();
    }

    /** In the order of the metadata. */
    public Collection<Target> list() {
        return targets.values();
    }

    public Optional<Target> find(String path) {
        return Optional.ofNullable(targets.get(path));
    }

    /** Which metadata says so, of all four roles in their order. */
    public Collection<RoleState> roles() {
        return Collections.unmodifiableCollection(roles.values());
    }

    public RoleState role(Role role) {
        return Objects.requireNonNull(roles.get(role), "every role is there");
    }

    /**
     * Where the file is below the repository's folder of targets: the path itself, or with its
     * strongest hash in front of the name where the repository has consistent snapshots. Not
     * encoded for a URL.
     */
    public String locationOf(Target target) {
        return hasConsistentSnapshots ? target.hashedPath() : target.path();
    }
}

package bip.packaging.publisher;

import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Which keys every role has (4.3). Snapshot and timestamp have the same ones.
 *
 * @param keys of each kind of key
 * @param isForDevelopment the keys are for trying things out, and nobody should rely on them
 */
record RootMetadata(Header header, Map<KeyRole, RoleKeys> keys, boolean isForDevelopment)
        implements Metadata {

    private static final String PURPOSE = "bip_purpose";
    private static final String DEVELOPMENT = "development";

    RootMetadata {
        keys = Collections.unmodifiableMap(new EnumMap<>(keys));
        if (keys.size() != KeyRole.values().length) {
            throw new IllegalArgumentException("a role has no keys");
        }
        var seen = new HashSet<KeyId>();
        for (RoleKeys ofRole : keys.values()) {
            for (KeyId id : ofRole.keys().keySet()) {
                if (!seen.add(id)) {
                    throw new IllegalArgumentException(
                            "key " + id.shortened() + " would belong to two roles");
                }
            }
        }
    }

    /**
     * The first root of a channel.
     *
     * @throws Refusal if these are not as many keys of each role as the profile asks for
     */
    static RootMetadata first(Collection<NamedKey> halves, Instant now, boolean isForDevelopment) {
        var keys = new EnumMap<KeyRole, RoleKeys>(KeyRole.class);
        for (KeyRole role : KeyRole.values()) {
            List<PublicHalf> ofRole =
                    halves.stream()
                            .filter(key -> key.name().role() == role)
                            .map(NamedKey::half)
                            .distinct()
                            .toList();
            if (ofRole.size() != role.keys()) {
                throw Refusal.before(
                        "there are "
                                + ofRole.size()
                                + " public halves of role "
                                + role.word()
                                + ", and the profile asks for "
                                + role.keys(),
                        "Gather exactly those "
                                + NamedKey.SUFFIX
                                + " files in the folder, each of a key of its own.");
            }
            keys.put(role, RoleKeys.of(ofRole, role.threshold()));
        }
        try {
            return new RootMetadata(Header.starting(Role.ROOT, 1, now), keys, isForDevelopment);
        } catch (IllegalArgumentException e) {
            throw Refusal.before(
                    String.valueOf(e.getMessage()), "Make a key of its own for each role.");
        }
    }

    static RootMetadata parse(Fields signed) {
        Header header = Header.parse(Role.ROOT, signed);
        if (!signed.node().path("consistent_snapshot").asBoolean(false)) {
            throw Fields.wrong(signed.where(), "does not ask for consistent snapshots");
        }
        RoleKeys snapshot = parseRole(signed, Role.SNAPSHOT);
        if (!snapshot.equals(parseRole(signed, Role.TIMESTAMP))) {
            throw Fields.wrong(
                    signed.where(), "gives snapshot and timestamp different keys, unlike ours");
        }
        var keys = new EnumMap<KeyRole, RoleKeys>(KeyRole.class);
        keys.put(KeyRole.ROOT, parseRole(signed, Role.ROOT));
        keys.put(KeyRole.TARGETS, parseRole(signed, Role.TARGETS));
        keys.put(KeyRole.ONLINE, snapshot);
        boolean isForDevelopment = parsePurpose(signed);
        return signed.checked(() -> new RootMetadata(header, keys, isForDevelopment));
    }

    private static boolean parsePurpose(Fields signed) {
        if (!signed.has(PURPOSE)) {
            return false;
        }
        if (!signed.text(PURPOSE).equals(DEVELOPMENT)) {
            throw Fields.wrong(signed.where() + "." + PURPOSE, "is not " + DEVELOPMENT);
        }
        return true;
    }

    private static RoleKeys parseRole(Fields signed, Role role) {
        Fields all = signed.object("keys");
        Fields entry = signed.object("roles").object(role.word());
        var keys = new TreeMap<KeyId, PublicHalf>();
        for (String id : entry.texts("keyids")) {
            keys.put(entry.checked(() -> new KeyId(id)), PublicHalf.parse(all.object(id)));
        }
        long threshold = entry.number("threshold", 1, Integer.MAX_VALUE);
        return entry.checked(() -> new RoleKeys(keys, (int) threshold));
    }

    RoleKeys keysOf(Role role) {
        return keysOf(role.keyRole());
    }

    RoleKeys keysOf(KeyRole role) {
        RoleKeys ofRole = keys.get(role);
        if (ofRole == null) {
            throw new IllegalStateException("checked when it was made");
        }
        return ofRole;
    }

    Optional<KeyRole> findOwner(KeyId id) {
        return keys.entrySet().stream()
                .filter(entry -> entry.getValue().has(id))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /** The root after this one, with some keys replaced, each within its role. */
    RootMetadata next(Map<KeyId, PublicHalf> replacements, Instant now) {
        var changed = new EnumMap<>(keys);
        replacements.forEach((old, replacement) ->
                changed.replaceAll((_, ofRole) ->
                        ofRole.has(old) ? ofRole.replacing(old, replacement) : ofRole));
        return new RootMetadata(
                Header.starting(Role.ROOT, version() + 1, now), changed, isForDevelopment);
    }

    @Override
    public Role role() {
        return Role.ROOT;
    }

    @Override
    public ObjectNode toJson() {
        ObjectNode signed = header.toJson(Role.ROOT);
        signed.put("consistent_snapshot", true);
        if (isForDevelopment) {
            signed.put(PURPOSE, DEVELOPMENT);
        }
        var byId = new TreeMap<KeyId, PublicHalf>();
        keys.values().forEach(ofRole -> byId.putAll(ofRole.keys()));
        ObjectNode allKeys = signed.putObject("keys");
        byId.forEach((id, half) -> allKeys.set(id.hex(), half.toJson()));
        ObjectNode roles = signed.putObject("roles");
        for (Role role : Role.values()) {
            ObjectNode entry = roles.putObject(role.word());
            ArrayNode ids = entry.putArray("keyids");
            keysOf(role).keys().keySet().forEach(id -> ids.add(id.hex()));
            entry.put("threshold", keysOf(role).threshold());
        }
        return signed;
    }
}

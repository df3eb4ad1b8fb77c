package bip.ctl.trust;

import bip.ctl.support.JsonObject;
import bip.ctl.support.JsonProblem;
import bip.ctl.support.Phrase;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * Who signs for which role.
 *
 * @param hasConsistentSnapshots whether the repository's files have a version or hash in front
 * @param isForDevelopment whether its keys lie about on the machine that built this, as its signers
 *     say in a field of our own
 */
record RootMetadata(
        Header header,
        boolean hasConsistentSnapshots,
        boolean isForDevelopment,
        Map<Role, RoleKeys> roles)
        implements Metadata {

    private static final String PURPOSE = "bip_purpose";
    private static final String DEVELOPMENT = "development";

    RootMetadata {
        roles = Map.copyOf(roles);
        if (roles.size() != Role.values().length) {
            throw new IllegalArgumentException("a role has no keys");
        }
    }

    static RootMetadata read(SignedDocument document) throws TrustException {
        try {
            JsonObject signed = document.signed();
            Header header = Header.read(document, Role.ROOT);
            boolean isConsistent =
                    signed.has("consistent_snapshot") && signed.bool("consistent_snapshot");
            boolean isForDevelopment =
                    signed.has(PURPOSE) && signed.string(PURPOSE).equals(DEVELOPMENT);
            Map<String, Ed25519Key> keys = keys(signed.object("keys"));
            var roles = new EnumMap<Role, RoleKeys>(Role.class);
            for (Role role : Role.values()) {
                roles.put(role, role(signed.object("roles").object(role.typeName()), keys));
            }
            return new RootMetadata(header, isConsistent, isForDevelopment, roles);
        } catch (JsonProblem e) {
            throw SignedDocument.malformed(document.file(), e);
        }
    }

    /**
     * The Ed25519 keys. Others count for no threshold. Of all of them the keyid must be the hash of
     * the key (specification 4.3: clients MUST calculate it); the suite of tests asks nothing here,
     * and python-tuf does not look.
     */
    private static Map<String, Ed25519Key> keys(JsonObject keys) throws JsonProblem {
        var usable = new HashMap<String, Ed25519Key>();
        for (String keyid : keys.names()) {
            JsonObject key = keys.object(keyid);
            if (!HashAlgorithm.SHA256.hex(CanonicalJson.encode(key)).equals(keyid)) {
                throw new JsonProblem(Phrase.of("trust.keyid", keyid));
            }
            if (key.string("keytype").equals("ed25519") && key.string("scheme").equals("ed25519")) {
                usable.put(keyid, key(key.object("keyval")));
            }
        }
        return usable;
    }

    private static Ed25519Key key(JsonObject value) throws JsonProblem {
        String hex = value.string("public");
        if (!Ed25519Key.isKey(hex)) {
            throw new JsonProblem(Phrase.of("trust.key", value.pathOf("public")));
        }
        return new Ed25519Key(hex);
    }

    /** A keyid listed twice is listed once; one that has no key is as one that cannot sign. */
    private static RoleKeys role(JsonObject role, Map<String, Ed25519Key> keys) throws JsonProblem {
        Set<String> keyids = new LinkedHashSet<>(role.strings("keyids"));
        var usable = new HashMap<>(keys);
        usable.keySet().retainAll(keyids);
        int threshold = (int) role.integer("threshold", 1, Integer.MAX_VALUE);
        return new RoleKeys(keyids, usable, threshold);
    }

    RoleKeys keysOf(Role role) {
        RoleKeys keys = roles.get(role);
        if (keys == null) {
            throw new IllegalStateException("every role has keys");
        }
        return keys;
    }

    /**
     * Specification 5.3.4, 5.4.2, 5.5.3, 5.6.3.
     *
     * @throws TrustException if fewer keys of {@code role} signed {@code document} than must
     */
    void checkSignatures(SignedDocument document, Role role) throws TrustException {
        RoleKeys keys = keysOf(role);
        int valid = keys.countSigners(document);
        if (valid < keys.threshold()) {
            throw new TrustException(
                    new TrustViolation.TooFewSignatures(
                            document.file(), role, header.version(), keys.threshold(), valid));
        }
    }

    /** Whether a key that signed for {@code role} under {@code before} no longer may. */
    boolean hasRotated(Role role, RootMetadata before) {
        return keysOf(role).isRotatedFrom(before.keysOf(role));
    }
}

package bip.ctl.trust;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Who signs for a role.
 *
 * @param keyids all that the root lists, also of keys that this client cannot use
 * @param usable the Ed25519 keys among them, by keyid
 * @param threshold distinct keys that must sign; may be more than there are, which nothing meets
 */
record RoleKeys(Set<String> keyids, Map<String, Ed25519Key> usable, int threshold) {

    RoleKeys {
        keyids = Set.copyOf(keyids);
        usable = Map.copyOf(usable);
        if (threshold < 1) {
            throw new IllegalArgumentException("a threshold of " + threshold + " trusts anybody");
        }
    }

    /**
     * How many distinct keys signed. Two keyids of one key count once: the specification counts
     * keyids, but one holder of a key listed twice (with another unknown field) must not be two.
     */
    int countSigners(SignedDocument document) {
        var signers = new HashSet<Ed25519Key>();
        usable.forEach((keyid, key) -> {
            if (document.isSignedBy(keyid, key)) {
                signers.add(key);
            }
        });
        return signers.size();
    }

    /** Whether a key of {@code before} was taken away; one that was only added is no rotation. */
    boolean isRotatedFrom(RoleKeys before) {
        return !keyids.containsAll(before.keyids);
    }
}

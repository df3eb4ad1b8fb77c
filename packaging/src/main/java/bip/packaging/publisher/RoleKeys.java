package bip.packaging.publisher;

import java.util.Collection;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The keys of a role and how many of them must sign.
 *
 * @param keys by id
 * @param threshold from 1 to the number of keys
 */
record RoleKeys(SortedMap<KeyId, PublicHalf> keys, int threshold) {

    RoleKeys {
        keys = Collections.unmodifiableSortedMap(new TreeMap<>(keys));
        if (threshold < 1 || threshold > keys.size()) {
            throw new IllegalArgumentException(
                    threshold + " of " + keys.size() + " keys cannot sign");
        }
        keys.forEach((id, half) -> {
            if (!half.id().equals(id)) {
                throw new IllegalArgumentException(id.shortened() + " is another key's id");
            }
        });
    }

    static RoleKeys of(Collection<PublicHalf> halves, int threshold) {
        var keys = new TreeMap<KeyId, PublicHalf>();
        halves.forEach(half -> keys.put(half.id(), half));
        return new RoleKeys(keys, threshold);
    }

    boolean has(KeyId id) {
        return keys.containsKey(id);
    }

    RoleKeys replacing(KeyId old, PublicHalf replacement) {
        var changed = new TreeMap<>(keys);
        changed.remove(old);
        changed.put(replacement.id(), replacement);
        return new RoleKeys(changed, threshold);
    }
}

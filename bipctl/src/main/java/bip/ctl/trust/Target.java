package bip.ctl.trust;

import bip.ctl.support.JsonObject;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A file that the targets role vouches for.
 *
 * @param path with {@code /} between its parts, none of which is empty, {@code .} or {@code ..}
 * @param location of the file below the repository's folder of targets, not encoded for a URL: the
 *     path, or with a hash in front of the name where the repository has consistent snapshots
 * @param lengthBytes exactly
 * @param custom what the publisher says of it, with every field; null when nothing
 */
public record Target(
        String path,
        String location,
        long lengthBytes,
        Hashes hashes,
        @Nullable JsonObject custom) {

    public Target {
        if (!isPath(path)) {
            throw new IllegalArgumentException("not a path below a folder: " + path);
        }
        if (lengthBytes < 0) {
            throw new IllegalArgumentException("a length of " + lengthBytes);
        }
    }

    /** Stricter than the specification, which only recommends it: files are named by it here. */
    static boolean isPath(String path) {
        for (String part : path.split("/", -1)) {
            if (part.isEmpty() || part.equals(".") || part.equals("..")) {
                return false;
            }
        }
        return path.chars().noneMatch(c -> c == '\\' || Character.isISOControl(c));
    }

    /** Empty when the publisher says nothing of it. */
    public Optional<JsonObject> findCustom() {
        return Optional.ofNullable(custom);
    }

    /** The same where it is in consistent snapshots (specification 5.7.3). */
    Target inConsistentSnapshot() {
        int name = path.lastIndexOf('/') + 1;
        String hash = hashes.values().get(hashes.strongest());
        String hashed = path.substring(0, name) + hash + "." + path.substring(name);
        return new Target(path, hashed, lengthBytes, hashes, custom);
    }
}

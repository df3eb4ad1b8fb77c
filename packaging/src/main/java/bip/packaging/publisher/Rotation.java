package bip.packaging.publisher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The root that follows the newest one, with keys replaced within their roles.
 *
 * @param previous the newest root of the repository
 */
record Rotation(RootMetadata previous, Instant now) {

    /**
     * @param replacements new public halves by what they replace: a {@code .pub} file, or the
     *     beginning of a key id; none only renews the root's expiry
     */
    RootMetadata replacing(Map<String, Path> replacements) throws IOException {
        Map<KeyId, PublicHalf> halves = new LinkedHashMap<>();
        for (var replacement : replacements.entrySet()) {
            KeyId old = find(replacement.getKey());
            NamedKey replacing = NamedKey.load(replacement.getValue());
            refuseIfOfNoUse(old, replacing);
            if (halves.containsKey(old) || halves.containsValue(replacing.half())) {
                throw Refusal.before(
                        replacement.getKey() + " or " + replacing.name() + " is named twice",
                        "Make a new key for each that is replaced.");
            }
            halves.put(old, replacing.half());
        }
        return previous.next(halves, now);
    }

    private void refuseIfOfNoUse(KeyId old, NamedKey replacing) {
        KeyRole role = previous.findOwner(old).orElseThrow();
        if (replacing.name().role() != role) {
            throw Refusal.before(
                    "%s would replace a key of role %s".formatted(replacing.name(), role.word()),
                    "Make a key for that role with publisher keys --make.");
        }
        if (previous.findOwner(replacing.half().id()).isPresent()) {
            throw Refusal.before(
                    replacing.name() + " is a key of root " + previous.version() + " already",
                    "Make a new one with publisher keys --make.");
        }
    }

    private KeyId find(String old) throws IOException {
        if (Files.exists(Path.of(old))) {
            KeyId id = NamedKey.load(Path.of(old)).half().id();
            if (previous.findOwner(id).isEmpty()) {
                throw Refusal.before(
                        old + " is no key of root " + previous.version(),
                        "Name a key that publisher show lists.");
            }
            return id;
        }
        List<KeyId> found =
                previous.keys().values().stream()
                        .flatMap(ofRole -> ofRole.keys().keySet().stream())
                        .filter(id -> old.length() >= KeyId.SHORT && id.hex().startsWith(old))
                        .toList();
        if (found.size() != 1) {
            throw Refusal.before(
                    "'%s' names no file and no one key of root %d"
                            .formatted(old, previous.version()),
                    "Name a .pub file, or at least 8 digits of an id that publisher show lists.");
        }
        return found.getFirst();
    }

    /**
     * {@code document} signed by {@code keys} too.
     *
     * @throws Refusal if one is a root key neither of the old root nor of {@code next}
     */
    static SignedDocument sign(
            SignedDocument document, List<RootMetadata> roots, List<OpenedKey> keys) {
        SignedDocument signed = document;
        for (OpenedKey key : keys) {
            if (roots.stream().noneMatch(root -> root.keysOf(KeyRole.ROOT).has(key.id()))) {
                throw Refusal.before(
                        key + " is no root key of root " + roots.getLast().version(),
                        "Name a root key; of a root that is being replaced, tell which with"
                                + " --previous.");
            }
            signed = signed.signedBy(key);
        }
        return signed;
    }

    /** How far a root is from being whole, for those who pass it around. */
    static String progress(SignedDocument document, List<RootMetadata> roots) {
        var words = new StringBuilder();
        for (RootMetadata root : roots) {
            RoleKeys keys = root.keysOf(KeyRole.ROOT);
            words.append(words.isEmpty() ? "" : ", ")
                    .append(document.validSignatures(keys))
                    .append(" of ")
                    .append(keys.threshold())
                    .append(" signatures of root ")
                    .append(root.version());
        }
        return words.toString();
    }
}

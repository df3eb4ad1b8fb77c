package bip.packaging.publisher;

import java.util.List;
import java.util.stream.Collectors;

/**
 * The opened keys of a command, and the roots whose readers must believe what they sign.
 *
 * @param roots the newest last; two while one root replaces another
 */
record Signers(List<RootMetadata> roots, List<OpenedKey> keys) {

    /**
     * @throws Refusal if a key is none of these roots': the wrong file was named
     */
    Signers {
        roots = List.copyOf(roots);
        keys = List.copyOf(keys);
        for (OpenedKey key : keys) {
            if (roots.stream().noneMatch(root -> root.findOwner(key.id()).isPresent())) {
                throw Refusal.before(
                        key + " is no key of root " + roots.getLast().version(),
                        "Name a key that publisher show lists.");
            }
        }
    }

    /**
     * {@code metadata} signed by every key of its role.
     *
     * @throws Refusal if those are too few for the newest root
     */
    <M extends Metadata> Signed<M> sign(M metadata) {
        SignedDocument document = SignedDocument.of(metadata);
        for (OpenedKey key : keys) {
            if (roots.stream().anyMatch(root -> root.keysOf(metadata.role()).has(key.id()))) {
                document = document.signedBy(key);
            }
        }
        RoleKeys wanted = roots.getLast().keysOf(metadata.role());
        if (!document.meetsThreshold(wanted)) {
            String role = metadata.role().keyRole().word();
            throw Refusal.before(
                    "no "
                            + role
                            + " key of root "
                            + roots.getLast().version()
                            + " was given, and "
                            + metadata.role().word()
                            + " metadata must be signed anew",
                    "Give one of "
                            + wanted.keys().keySet().stream()
                                    .map(KeyId::shortened)
                                    .collect(Collectors.joining(", "))
                            + " with --"
                            + role
                            + "-key.");
        }
        return new Signed<>(metadata, document);
    }
}

package bip.packaging.publisher;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Puts a root into a repository once enough keys have signed it, and signs anew what the keys of
 * the new root have not signed yet. Writes nothing itself.
 *
 * @param toSign what to do when signatures are missing, as a sentence
 * @param opened keys for targets, snapshot and timestamp, where those must be signed anew
 */
record RootPlacement(RepositoryFolder folder, String toSign, List<OpenedKey> opened, Instant now) {

    /**
     * @throws Refusal if {@code document} is not the next root, or lacks signatures
     */
    List<RepositoryWrite> plan(SignedDocument document, String where) throws IOException {
        var reader = new RepositoryReader(folder);
        List<Signed<RootMetadata>> roots = reader.roots();
        RootMetadata next = RootMetadata.parse(document.fields(where));
        checkItself(next, document, where);
        RepositoryWrite root =
                new RepositoryWrite.Document(folder.file(Role.ROOT, next.version()), document);
        if (next.version() != roots.size() + 1) {
            throw Refusal.before(
                    "%s is root %d, and the repository is at root %d"
                            .formatted(where, next.version(), roots.size()),
                    "Make the next root with publisher rotate-root.");
        }
        if (roots.isEmpty()) {
            reader.demandNoTrace(folder.file(Role.ROOT, 1));
            return List.of(root);
        }
        RootMetadata previous = roots.getLast().metadata();
        refuseBelowThreshold(document, previous, where);
        return plan(reader, previous, next, root);
    }

    private List<RepositoryWrite> plan(
            RepositoryReader reader, RootMetadata previous, RootMetadata next, RepositoryWrite root)
            throws IOException {
        boolean sameOnlineKey = previous.keysOf(KeyRole.ONLINE).equals(next.keysOf(KeyRole.ONLINE));
        Optional<Published> current =
                sameOnlineKey ? reader.published(previous) : believable(reader, previous);
        // A stolen online key can hide a release, so what it names as the newest is not asked.
        Optional<Signed<TargetsMetadata>> targets =
                sameOnlineKey ? current.map(Published::targets) : reader.newestTargets(previous);
        if (targets.isEmpty()) {
            reader.demandNothingPublished();
            return List.of(root);
        }
        if (!sameOnlineKey) {
            reader.demandNoNewerTargets(previous, targets.get().metadata().version());
        }
        boolean sameTargets = targets.get().document().meetsThreshold(next.keysOf(KeyRole.TARGETS));
        if (sameTargets && sameOnlineKey) {
            return List.of(root);
        }
        var maker =
                new EditionMaker(
                        folder,
                        current.orElse(null),
                        new Signers(List.of(previous, next), opened),
                        now);
        Edition edition =
                sameTargets
                        ? maker.keeping(targets.get())
                        : maker.offering(targets.get().metadata().releases());
        boolean isBelieved = current.isPresent() && edition.isBelievedBy(previous);
        return inOrder(edition, isBelieved, root);
    }

    /**
     * Orders the files.
     *
     * <p>What both roots' readers believe is there before the new root, so no reader ever meets a
     * root whose timestamp is not there yet. Without the old key that cannot be: then root and
     * timestamp are two renames with nothing between them, and a reader who comes between refuses
     * what it gets and asks again.
     */
    private List<RepositoryWrite> inOrder(
            Edition edition, boolean isBelieved, RepositoryWrite root) {
        var writes = new ArrayList<>(edition.below(folder));
        if (isBelieved) {
            writes.add(edition.timestamp(folder));
            writes.add(root);
        } else {
            writes.add(root);
            writes.add(edition.timestamp(folder));
        }
        return writes;
    }

    /**
     * What is offered now, if it can be built upon. Whoever stole the online key may have spoilt
     * what it signs, or signed a time or a version that nothing can follow; readers forget all that
     * with the key (5.3.11).
     */
    private Optional<Published> believable(RepositoryReader reader, RootMetadata previous)
            throws IOException {
        try {
            return reader.published(previous)
                    .filter(published -> EditionMaker.canFollow(published, now));
        } catch (Refusal _) {
            return Optional.empty();
        }
    }

    private void checkItself(RootMetadata next, SignedDocument document, String where) {
        refuseBelowThreshold(document, next, where);
        if (!next.expires().isAfter(now)) {
            throw Refusal.before(
                    where + " expired at " + next.expires(), "Make it anew and have it signed.");
        }
        for (KeyRole role : KeyRole.values()) {
            RoleKeys keys = next.keysOf(role);
            if (keys.keys().size() != role.keys() || keys.threshold() != role.threshold()) {
                throw Refusal.before(
                        "%s gives role %s %d keys and threshold %d, not %d and %d"
                                .formatted(
                                        where,
                                        role.word(),
                                        keys.keys().size(),
                                        keys.threshold(),
                                        role.keys(),
                                        role.threshold()),
                        "Make it anew with publisher root or rotate-root.");
            }
        }
    }

    private void refuseBelowThreshold(SignedDocument document, RootMetadata root, String where) {
        RoleKeys keys = root.keysOf(KeyRole.ROOT);
        int valid = document.validSignatures(keys);
        if (valid < keys.threshold()) {
            throw Refusal.before(
                    "%s has %d of the %d signatures that the keys of root %d must give"
                            .formatted(where, valid, keys.threshold(), root.version()),
                    toSign);
        }
    }
}

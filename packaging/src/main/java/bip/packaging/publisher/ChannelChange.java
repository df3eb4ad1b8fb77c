package bip.packaging.publisher;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A change of what a repository offers, under one root: what is there was read and verified, the
 * keys are open.
 */
record ChannelChange(
        Desk desk,
        RepositoryFolder folder,
        RootMetadata root,
        Optional<Published> published,
        EditionMaker maker) {

    /** The caller holds the lock. */
    static ChannelChange open(Desk desk, RepositoryFolder folder, List<OpenedKey> keys)
            throws IOException {
        var reader = new RepositoryReader(folder);
        RootMetadata root = reader.existingRoots().getLast().metadata();
        Optional<Published> published = reader.published(root);
        var maker =
                new EditionMaker(
                        folder,
                        published.orElse(null),
                        new Signers(List.of(root), keys),
                        desk.now());
        return new ChannelChange(desk, folder, root, published, maker);
    }

    /**
     * @throws Refusal if nothing was published yet
     */
    Published existing() {
        return published.orElseThrow(() ->
                Refusal.before(
                        "nothing is published in " + folder.folder(),
                        "Publish a release first: publisher publish."));
    }

    /** Writes {@code archives}, then {@code edition}, and tells what was done. */
    void offer(List<RepositoryWrite> archives, Edition edition) {
        var writes = new ArrayList<>(archives);
        writes.addAll(edition.writes(folder));
        RepositoryWriter.apply(writes, desk.writer());
        writes.forEach(write -> desk.say("wrote " + folder.told(write.to())));
        new RepositoryReport(folder, maker.now())
                .warnings(root, Optional.of(edition.published()))
                .forEach(desk::warn);
    }
}

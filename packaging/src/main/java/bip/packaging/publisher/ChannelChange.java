package bip.packaging.publisher;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

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
        if (published.isPresent()) {
            new FirstPublishing(folder).end();
        }
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

    /**
     * Writes {@code archives}, then {@code edition}, and tells what was done.
     *
     * @throws Refusal if signed targets are there to which the timestamp does not lead, and {@code
     *     edition} would undo what they say
     */
    void offer(List<RepositoryWrite> archives, Edition edition) throws IOException {
        if (edition.newTargets() && published.isPresent()) {
            refuseLoss(published.get().targets().metadata(), edition);
        }
        if (published.isEmpty()) {
            new FirstPublishing(folder).begin();
        }
        var writes = new ArrayList<>(archives);
        writes.addAll(edition.writes(folder));
        RepositoryWriter.apply(writes, folder, desk);
        new FirstPublishing(folder).end();
        var report = new RepositoryReport(folder, maker.now());
        report.warnings(root, Optional.of(edition.published())).forEach(desk::warn);
        report.doubts(edition.published()).forEach(desk::warn);
    }

    private void refuseLoss(TargetsMetadata offered, Edition edition) throws IOException {
        Optional<TargetsMetadata> newest =
                new RepositoryReader(folder)
                        .newestTargets(root)
                        .map(Signed::metadata)
                        .filter(targets -> targets.version() > offered.version());
        if (newest.isEmpty()) {
            return;
        }
        SortedMap<ReleaseVersion, Target> next =
                edition.published().targets().metadata().releases();
        for (Target target : newest.get().releases().values()) {
            Target kept = next.get(target.version());
            boolean isRevoked = target.terms().findRevocation().isPresent();
            if (kept == null || (isRevoked && kept.terms().findRevocation().isEmpty())) {
                throw Refusal.before(
                        "%s is signed and %s %s, but readers are told of targets %d alone, and this"
                                        .formatted(
                                                folder.told(
                                                        folder.file(
                                                                Role.TARGETS,
                                                                newest.get().version())),
                                                isRevoked ? "revokes" : "offers",
                                                target.version(),
                                                offered.version())
                                + " would undo it",
                        "If that was cut short, run it again first, or delete the file when it is"
                                + " not wanted any more; if the timestamp is an old one, restore"
                                + " the repository folder from its copy.");
            }
        }
    }
}

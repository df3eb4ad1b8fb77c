package bip.packaging.publisher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Reads a repository and believes of it only what is signed, so that the publisher never builds on
 * what somebody else put there. Does not judge expiry: who renews must read what has expired.
 */
final class RepositoryReader {

    private static final String RESTORE =
            "Restore the repository folder from its copy; if a key may be stolen, follow"
                    + " docs/key-ceremony.md.";

    private final RepositoryFolder folder;

    RepositoryReader(RepositoryFolder folder) {
        this.folder = folder;
    }

    /**
     * Every root from the first on, each signed by its own threshold and by that of the one before
     * (5.3.4); empty where no repository is yet.
     */
    List<Signed<RootMetadata>> roots() throws IOException {
        var roots = new ArrayList<Signed<RootMetadata>>();
        for (long version : folder.versions(Role.ROOT)) {
            Path file = folder.file(Role.ROOT, version);
            if (version != roots.size() + 1) {
                throw lost(folder.file(Role.ROOT, roots.size() + 1), file);
            }
            Signed<RootMetadata> root = read(file, Files.readAllBytes(file), RootMetadata::parse);
            if (root.metadata().version() != version) {
                throw broken(folder.told(file) + " is of another version than its name");
            }
            demandThreshold(root, file, root.metadata());
            if (!roots.isEmpty()) {
                demandThreshold(root, file, roots.getLast().metadata());
            }
            roots.add(root);
        }
        return roots;
    }

    /** As {@link #roots}, where a repository must be. */
    List<Signed<RootMetadata>> existingRoots() throws IOException {
        List<Signed<RootMetadata>> roots = roots();
        if (roots.isEmpty()) {
            demandNoTrace(folder.file(Role.ROOT, 1));
            throw Refusal.before(
                    "there is no repository in " + folder.folder(),
                    "Name its folder with --repository, or begin one with root and place.");
        }
        return roots;
    }

    /**
     * What readers who trust {@code root} get (5.4 to 5.6); empty before the first publishing.
     *
     * @throws Refusal if something was published, and a part of it is lost or not ours
     */
    Optional<Published> published(RootMetadata root) throws IOException {
        if (!Files.exists(folder.timestamp())) {
            demandNothingPublished();
            return Optional.empty();
        }
        Path file = folder.timestamp();
        Signed<TimestampMetadata> timestamp =
                read(file, Files.readAllBytes(file), TimestampMetadata::parse);
        demandThreshold(timestamp, file, root);
        Signed<SnapshotMetadata> snapshot =
                readMarked(
                        Role.SNAPSHOT,
                        timestamp.metadata().snapshot(),
                        SnapshotMetadata::parse,
                        root);
        Signed<TargetsMetadata> targets =
                readMarked(
                        Role.TARGETS, snapshot.metadata().targets(), TargetsMetadata::parse, root);
        demandArchives(targets.metadata());
        return Optional.of(new Published(targets, snapshot, timestamp));
    }

    /**
     * @throws Refusal if there is anything that a publishing left, but for one that is the first
     *     and was cut short
     */
    void demandNothingPublished() throws IOException {
        if (!new FirstPublishing(folder).isUnderWay()) {
            demandNoTrace(folder.timestamp());
        }
    }

    /**
     * @param missing the file without which nothing else can be there
     */
    void demandNoTrace(Path missing) throws IOException {
        Optional<Path> trace = folder.findTrace();
        if (trace.isPresent()) {
            throw lost(missing, trace.get());
        }
    }

    /**
     * The newest targets that {@code root}'s targets keys vouch for, whatever timestamp and
     * snapshot say: for when these cannot be believed because the online key was stolen.
     */
    Optional<Signed<TargetsMetadata>> newestTargets(RootMetadata root) throws IOException {
        for (long version : folder.versions(Role.TARGETS).reversed()) {
            Path file = folder.file(Role.TARGETS, version);
            try {
                var targets = read(file, Files.readAllBytes(file), TargetsMetadata::parse);
                if (targets.metadata().version() == version
                        && targets.document().meetsThreshold(root.keysOf(Role.TARGETS))) {
                    demandArchives(targets.metadata());
                    return Optional.of(targets);
                }
            } catch (Refusal _) {
                // A file that somebody else put there; an older one is ours.
            }
        }
        return Optional.empty();
    }

    /**
     * For targets that were chosen without asking the timestamp.
     *
     * @throws Refusal if a snapshot that {@code root}'s keys signed names newer ones than {@code
     *     version}, and there is no such file
     */
    void demandNoNewerTargets(RootMetadata root, long version) throws IOException {
        for (long number : folder.versions(Role.SNAPSHOT)) {
            Path file = folder.file(Role.SNAPSHOT, number);
            long named = targetsNamedBy(file, root);
            if (named > version && !Files.exists(folder.file(Role.TARGETS, named))) {
                throw lost(folder.file(Role.TARGETS, named), file);
            }
        }
    }

    /** Their version; 0 if the snapshot is none of ours. */
    private long targetsNamedBy(Path file, RootMetadata root) throws IOException {
        try {
            var snapshot = read(file, Files.readAllBytes(file), SnapshotMetadata::parse);
            return snapshot.document().meetsThreshold(root.keysOf(Role.SNAPSHOT))
                    ? snapshot.metadata().targets().version()
                    : 0;
        } catch (Refusal _) {
            return 0;
        }
    }

    private <M extends Metadata> Signed<M> readMarked(
            Role role, FileMark mark, Function<Fields, M> parse, RootMetadata root)
            throws IOException {
        Path file = folder.file(role, mark.version());
        byte[] bytes;
        try {
            bytes = Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            throw broken(folder.told(file) + " is missing, but metadata names it");
        }
        if (!mark.fits(bytes)) {
            throw broken(folder.told(file) + " is not the file that metadata names");
        }
        Signed<M> signed = read(file, bytes, parse);
        demandThreshold(signed, file, root);
        if (signed.metadata().version() != mark.version()) {
            throw broken(folder.told(file) + " is of another version than its name");
        }
        return signed;
    }

    private <M extends Metadata> Signed<M> read(
            Path file, byte[] bytes, Function<Fields, M> parse) {
        String where = folder.told(file);
        SignedDocument document = SignedDocument.parse(bytes, where);
        return new Signed<>(parse.apply(document.fields(where)), document);
    }

    private void demandThreshold(Signed<?> signed, Path file, RootMetadata root) {
        RoleKeys keys = root.keysOf(signed.metadata().role());
        if (!signed.document().meetsThreshold(keys)) {
            throw broken(
                    "%s has %d of the %d signatures that root %d asks for"
                            .formatted(
                                    folder.told(file),
                                    signed.document().validSignatures(keys),
                                    keys.threshold(),
                                    root.version()));
        }
    }

    private void demandArchives(TargetsMetadata targets) throws IOException {
        for (Target target : targets.releases().values()) {
            Path file = folder.file(target);
            if (!Files.isRegularFile(file) || Files.size(file) != target.digests().length()) {
                throw broken("the archive of " + target.version() + " is not whole in targets/");
            }
        }
    }

    private Refusal lost(Path missing, Path there) {
        return broken(
                "%s is missing in %s, but %s is there"
                        .formatted(folder.told(missing), folder.folder(), folder.told(there)));
    }

    private static Refusal broken(String problem) {
        return Refusal.before(problem, RESTORE);
    }
}

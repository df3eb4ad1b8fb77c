package bip.packaging.publisher;

import java.util.ArrayList;
import java.util.List;

/**
 * What readers will be offered next, with the files that must be written for it.
 *
 * @param newTargets whether the targets are written anew, else they are there already
 * @param newSnapshot likewise
 */
record Edition(Published published, boolean newTargets, boolean newSnapshot) {

    /** Files that no reader is told of before the timestamp is there, lowest first (6.1). */
    List<RepositoryWrite> below(RepositoryFolder folder) {
        var writes = new ArrayList<RepositoryWrite>();
        if (newTargets) {
            writes.add(write(folder, published.targets()));
        }
        if (newSnapshot) {
            writes.add(write(folder, published.snapshot()));
        }
        return writes;
    }

    /** The file that makes it the one that readers see. */
    RepositoryWrite timestamp(RepositoryFolder folder) {
        return write(folder, published.timestamp());
    }

    List<RepositoryWrite> writes(RepositoryFolder folder) {
        List<RepositoryWrite> writes = below(folder);
        writes.add(timestamp(folder));
        return writes;
    }

    /** Whether those who trust {@code root} believe all of it. */
    boolean isBelievedBy(RootMetadata root) {
        return List.of(published.targets(), published.snapshot(), published.timestamp()).stream()
                .allMatch(signed ->
                        signed.document().meetsThreshold(root.keysOf(signed.metadata().role())));
    }

    private static RepositoryWrite write(RepositoryFolder folder, Signed<?> signed) {
        Metadata metadata = signed.metadata();
        return new RepositoryWrite.Document(
                folder.file(metadata.role(), metadata.version()), signed.document());
    }
}

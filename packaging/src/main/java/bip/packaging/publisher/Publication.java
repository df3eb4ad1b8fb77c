package bip.packaging.publisher;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Release archives on their way into a channel. Reads them and writes nothing. */
final class Publication {

    private final RepositoryFolder folder;
    private final SortedMap<ReleaseVersion, Target> releases;
    private final SortedMap<ReleaseVersion, Target> before;
    private final List<RepositoryWrite> archives = new ArrayList<>();

    /**
     * @param before the releases that are offered already
     */
    Publication(RepositoryFolder folder, SortedMap<ReleaseVersion, Target> before) {
        this.folder = folder;
        this.before = before;
        this.releases = new TreeMap<>(before);
    }

    /**
     * Offers {@code archive} in {@code channel}, beside the channels in which it is already.
     *
     * @throws Refusal if the version was published with other bytes, or was revoked, or nothing is
     *     said about it
     */
    void add(Path archive, Channel channel, NotesSource notes) throws IOException {
        ReleaseManifest manifest = ArchiveReader.read(archive);
        Digests digests = Digests.of(archive);
        Target known = releases.get(manifest.version());
        if (known != null) {
            refuseIfOther(known, digests);
        }
        Optional<ReleaseNotes> found = notes.find(manifest.version(), known != null);
        ReleaseTerms terms = found.orElse(ReleaseNotes.NONE).terms(manifest, channel);
        if (known != null) {
            terms = found.isEmpty() ? known.terms() : terms;
            for (Channel one : known.terms().channels()) {
                terms = terms.in(one);
            }
            terms = terms.in(channel);
        }
        refuseIfMute(terms);
        var target = new Target(digests, terms);
        releases.put(manifest.version(), target);
        archives.add(new RepositoryWrite.Archive(archive, folder.file(target), digests));
    }

    private static void refuseIfOther(Target known, Digests digests) {
        if (!known.digests().equals(digests)) {
            throw Refusal.before(
                    known.version() + " was published with other bytes",
                    "Give the changed release a version of its own.");
        }
        if (known.terms().findRevocation().isPresent()) {
            throw Refusal.before(
                    known.version() + " was revoked, and that is final",
                    "Publish a mended release under a new version.");
        }
    }

    private static void refuseIfMute(ReleaseTerms terms) {
        if (terms.notes().pl().isBlank() || terms.notes().en().isBlank()) {
            throw Refusal.before(
                    "nothing tells in both languages what is new in " + terms.version(),
                    "Write pl and en into a notes file, and name it with --notes.");
        }
    }

    /**
     * @throws Refusal if a release that is new, or newly described, asks for a stop that offices
     *     cannot make
     */
    void demandStops() {
        var stops = new RequiredStops(releases);
        for (Target target : releases.values()) {
            if (!target.equals(before.get(target.version()))) {
                stops.findFault(target)
                        .ifPresent(fault -> {
                            throw Refusal.before(
                                    fault,
                                    "Correct stops in its notes, or publish the stop in the same channel"
                                            + " first.");
                        });
            }
        }
    }

    boolean changesNothing() {
        return releases.equals(before);
    }

    SortedMap<ReleaseVersion, Target> releases() {
        return releases;
    }

    /** The archives, which must be there before any metadata names them. */
    List<RepositoryWrite> archives() {
        return archives;
    }
}

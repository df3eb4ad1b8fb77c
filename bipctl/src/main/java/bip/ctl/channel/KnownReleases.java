package bip.ctl.channel;

import bip.ctl.channel.Channel.Offer;
import bip.ctl.channel.ReleaseTerms.Revocation;
import bip.ctl.channel.ReleaseTerms.Security;
import bip.ctl.channel.ReleaseTerms.Severity;
import bip.ctl.release.ReleaseVersion;
import bip.ctl.support.JsonProblem;
import bip.ctl.trust.Target;
import bip.ctl.trust.TrustException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Releases of which signed statements tell: also those that are revoked, or in a channel that is
 * not followed.
 *
 * @param releases oldest first
 * @param remembered revocations of which only statements tell whose keys were taken away since; of
 *     what else those say, nothing counts any more
 */
public record KnownReleases(List<Offer> releases, Map<ReleaseVersion, Revocation> remembered) {

    public static final KnownReleases NONE = new KnownReleases(List.of());

    public KnownReleases {
        releases = List.copyOf(releases);
        remembered = Map.copyOf(remembered);
    }

    /** Of which statements tell that count. */
    public KnownReleases(List<Offer> releases) {
        this(releases, Map.of());
    }

    /**
     * Those of which the statements tell that were verified on this machine before, whatever their
     * age. Asks no network. None where nothing can be believed: {@code bipctl trust show} says why.
     *
     * @param store folder of what was verified
     */
    public static KnownReleases stored(Path store, InstantSource clock) throws IOException {
        var anchor = new Anchor(store, null, clock);
        return new KnownReleases(read(anchor::stored), revocations(read(anchor::aside)));
    }

    /** Targets in the store. */
    private interface Stored {
        List<Target> targets() throws IOException, TrustException;
    }

    /** None where they cannot be believed. */
    private static List<Offer> read(Stored stored) throws IOException {
        try {
            return SignedStatements.read(stored.targets());
        } catch (TrustException | JsonProblem e) {
            return List.of();
        }
    }

    private static Map<ReleaseVersion, Revocation> revocations(List<Offer> releases) {
        var revocations = new HashMap<ReleaseVersion, Revocation>();
        for (Offer release : releases) {
            release.terms().revocation().ifPresent(it -> revocations.put(release.version(), it));
        }
        return revocations;
    }

    /**
     * With what {@code other} tells besides. Of a release of which both tell, the revocation
     * counts: it is never taken back, so statements without it are only older.
     */
    public KnownReleases and(KnownReleases other) {
        var all = new TreeMap<ReleaseVersion, Offer>();
        for (Offer release : releases) {
            all.put(release.version(), release);
        }
        for (Offer release : other.releases) {
            all.merge(
                    release.version(),
                    release,
                    (ours, theirs) -> theirs.terms().revocation().isPresent() ? theirs : ours);
        }
        var bothRemembered = new HashMap<>(other.remembered);
        bothRemembered.putAll(remembered);
        return new KnownReleases(List.copyOf(all.values()), bothRemembered);
    }

    public Optional<Offer> find(ReleaseVersion version) {
        return releases.stream().filter(it -> it.version().equals(version)).findFirst();
    }

    /** Why {@code version} must not run any more; empty when nothing is known against it. */
    public Optional<Revocation> findRevocation(ReleaseVersion version) {
        return find(version)
                .flatMap(it -> it.terms().revocation())
                .or(() -> Optional.ofNullable(remembered.get(version)));
    }

    /**
     * What going from {@code now} to {@code then} mends: the worst of all releases between, the
     * last one too, for one jump brings them all.
     */
    public Security mended(ReleaseVersion now, ReleaseVersion then) {
        var worst = Severity.NONE;
        var cves = new LinkedHashSet<String>();
        for (Offer release : releases) {
            if (release.version().compareTo(now) > 0 && release.version().compareTo(then) <= 0) {
                Security security = release.terms().security();
                worst = security.severity().compareTo(worst) > 0 ? security.severity() : worst;
                cves.addAll(security.cves());
            }
        }
        return new Security(worst, List.copyOf(cves));
    }
}

package bip.ctl.channel;

import bip.ctl.release.ReleaseManifest.SchemaRange;
import bip.ctl.release.ReleaseVersion;
import bip.ctl.support.Said;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What signed statements say of a release before it is brought, by {@code
 * docs/contract/channel-signed.md}.
 *
 * @param channels in which it is offered: {@code stable}, {@code candidate}
 * @param from the versions from which it can be reached; empty when nobody signed them
 * @param schema the database schemas that it works with; empty when nobody signed them
 * @param unpackedBytes of all its files; 0 when not said
 * @param notes what changed, by language: {@code pl}, {@code en}
 * @param revocation why it must not run any more; empty while it may
 * @param contentHash of the release that is in the archive; empty when nobody signed it
 */
public record ReleaseTerms(
        List<String> channels,
        Optional<From> from,
        Optional<Schema> schema,
        long unpackedBytes,
        Security security,
        Map<String, String> notes,
        Optional<Revocation> revocation,
        Optional<String> contentHash) {

    /** Nobody signed anything. */
    public static final ReleaseTerms NONE =
            new ReleaseTerms(
                    List.of(),
                    Optional.empty(),
                    Optional.empty(),
                    0,
                    new Security(Severity.NONE, List.of()),
                    Map.of(),
                    Optional.empty(),
                    Optional.empty());

    public ReleaseTerms {
        channels = List.copyOf(channels);
        notes = Map.copyOf(notes);
    }

    /**
     * From where it can be reached.
     *
     * @param oldest whose data it takes over
     * @param stops versions through which an upgrade from an older one must go, in order
     */
    public record From(ReleaseVersion oldest, List<ReleaseVersion> stops) {
        public From {
            stops = List.copyOf(stops);
        }

        /** Where an upgrade from {@code version} must go first; empty when it may come here. */
        public Optional<ReleaseVersion> findStopAfter(ReleaseVersion version) {
            return stops.stream().filter(stop -> stop.compareTo(version) > 0).findFirst();
        }
    }

    /**
     * Numbers of database schemas.
     *
     * @param reads on which it can run
     * @param writes that its migration leaves
     */
    public record Schema(SchemaRange reads, int writes) {}

    /** How bad the worst is that a release mends, in this order. */
    public enum Severity {
        NONE,
        LOW,
        MEDIUM,
        HIGH,
        CRITICAL
    }

    /**
     * What it mends for security's sake.
     *
     * @param cves numbers of the Common Vulnerabilities and Exposures list
     */
    public record Security(Severity severity, List<String> cves) {
        public Security {
            cves = List.copyOf(cves);
        }

        /** Whether it mends anything. */
        public boolean isFix() {
            return severity != Severity.NONE;
        }
    }

    /**
     * That it must not run any more.
     *
     * @param reasons by language: {@code pl}, {@code en}
     */
    public record Revocation(Instant at, Map<String, String> reasons) {
        public Revocation {
            reasons = Map.copyOf(reasons);
        }

        /** The reasons, for the reader's language; a dash where none was given. */
        public Said said() {
            String english = reasons.getOrDefault("en", reasons.getOrDefault("pl", "-"));
            return new Said(reasons.getOrDefault("pl", english), english);
        }
    }
}

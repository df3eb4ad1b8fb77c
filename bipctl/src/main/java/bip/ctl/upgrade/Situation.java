package bip.ctl.upgrade;

import bip.ctl.channel.Channel;
import bip.ctl.channel.KnownReleases;
import bip.ctl.channel.ReleaseTerms;
import bip.ctl.policy.ChannelName;
import bip.ctl.policy.Policy;
import bip.ctl.release.Generation;
import bip.ctl.release.InstalledRelease;
import bip.ctl.release.ReleaseVersion;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What planning looks at.
 *
 * @param current null when nothing is installed
 * @param generations all there are
 * @param releases unpacked here
 * @param offers of the channel; empty when the channel was not asked
 * @param known what is signed of releases, offered or not
 * @param schema of the current database; 0 when that was not asked, or nobody answered
 */
record Situation(
        @Nullable Generation current,
        List<Generation> generations,
        List<InstalledRelease> releases,
        List<Channel.Offer> offers,
        KnownReleases known,
        int schema,
        Policy policy) {

    Situation {
        generations = List.copyOf(generations);
        releases = List.copyOf(releases);
        offers = List.copyOf(offers);
    }

    Optional<Generation> findCurrent() {
        return Optional.ofNullable(current);
    }

    /** The files of its release are there; a generation may have lost them. */
    boolean isWhole(Generation generation) {
        return releases.stream().anyMatch(it -> it.folder().equals(generation.release().folder()));
    }

    /** Those that are newer than {@code now} and were not taken back here, the newest first. */
    List<ReleaseVersion> newerThan(ReleaseVersion now) {
        return offers.stream()
                .map(Channel.Offer::version)
                .filter(it -> it.compareTo(now) > 0)
                .filter(it -> !policy.isBlocked(it))
                .sorted(Comparator.reverseOrder())
                .toList();
    }

    /** What is signed of that version; nothing where nobody told of it. */
    Optional<ReleaseTerms> findTerms(ReleaseVersion version) {
        return known.find(version).map(Channel.Offer::terms);
    }

    /** The channel that has {@code version}, where that one is not followed here. */
    Optional<ChannelName> findUnfollowed(ReleaseVersion version) {
        List<String> channels = findTerms(version).map(ReleaseTerms::channels).orElse(List.of());
        return channels.stream().anyMatch(policy.channel().followed()::contains)
                        || known.findRevocation(version).isPresent()
                ? Optional.empty()
                : channels.stream().map(ChannelName::find).flatMap(Optional::stream).findFirst();
    }

    /** The newest offer that was not taken back here. */
    Optional<Channel.Offer> findNewest() {
        return offers.stream()
                .filter(it -> !policy.isBlocked(it.version()))
                .max(Comparator.comparing(Channel.Offer::version));
    }

    boolean isOnDisk(ReleaseVersion version) {
        return releases.stream().anyMatch(it -> it.version().equals(version));
    }

    /** On disk before in the channel: that needs no network. */
    Optional<Source> findSource(ReleaseVersion version) {
        Optional<Source> onDisk =
                releases.stream()
                        .filter(it -> it.version().equals(version))
                        .reduce((_, last) -> last)
                        .map(Source.OnDisk::new);
        return onDisk.or(() ->
                offers.stream()
                        .filter(it -> it.version().equals(version))
                        .findFirst()
                        .map(Source.FromChannel::new));
    }

    /**
     * The release that was current before the present one: the newest older generation with another
     * release that was not taken back since.
     */
    Optional<InstalledRelease> findPrevious(Generation now) {
        return findPreviousGeneration(now).map(Generation::release);
    }

    Optional<Generation> findPreviousGeneration(Generation now) {
        return generations.stream()
                .filter(it -> it.number() < now.number())
                .filter(it -> !it.release().folder().equals(now.release().folder()))
                .filter(it -> !policy.isBlocked(it.release().manifest().contentHash()))
                .max(Comparator.comparingInt(Generation::number));
    }

    /** Versions that can be had, for people. */
    String versions() {
        return String.join(", ", offers.stream().map(it -> it.version().toString()).toList());
    }
}

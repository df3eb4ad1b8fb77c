package bip.ctl.unattended;

import bip.ctl.channel.Channel.Offer;
import bip.ctl.channel.ReleaseTerms.Revocation;
import bip.ctl.policy.Policy;
import bip.ctl.release.ReleaseVersion;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What is known when an unattended upgrade is decided.
 *
 * @param current the release that runs
 * @param releases every one of which the channel tells
 * @param offers those that may be had from it
 * @param policy without a hold that is over
 * @param lastTook how long the last upgrade took; zero when there was none
 */
public record Sight(
        ReleaseVersion current,
        List<Offer> releases,
        List<Offer> offers,
        Policy policy,
        Duration lastTook) {

    public Sight {
        releases = List.copyOf(releases);
        offers = List.copyOf(offers);
    }

    /** Why the release that runs must not run any more. */
    public Optional<Revocation> findRevocation() {
        return releases.stream()
                .filter(it -> it.version().equals(current))
                .findFirst()
                .flatMap(it -> it.terms().revocation());
    }

    /** The newest offer, blocked here or not. */
    Optional<ReleaseVersion> findNewest() {
        return newest(offers);
    }

    /** The newest offer that was not taken back here. */
    Optional<ReleaseVersion> findNewestThatMayBe() {
        return newest(offers.stream().filter(it -> !policy.isBlocked(it.version())).toList());
    }

    private Optional<ReleaseVersion> newest(List<Offer> among) {
        return among.stream()
                .map(Offer::version)
                .filter(it -> it.compareTo(current) > 0)
                .max(Comparator.naturalOrder());
    }

    /**
     * Whether {@code goal} brings something for security's sake: releases hold what those before
     * them held, also what a revoked one mended.
     */
    boolean mendsUpTo(ReleaseVersion goal) {
        return findRevocation().isPresent()
                || releases.stream()
                        .filter(it -> it.version().compareTo(current) > 0)
                        .filter(it -> it.version().compareTo(goal) <= 0)
                        .anyMatch(it -> it.terms().security().isFix());
    }
}

package bip.packaging.publisher;

import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.Stream;

/**
 * The versions through which an upgrade must go, and whether it can: an office that finds no way to
 * a stop never gets past it.
 *
 * @param releases all that are offered
 */
record RequiredStops(SortedMap<ReleaseVersion, Target> releases) {

    /** What is wrong with the first stop of {@code target} that no office could make. */
    Optional<String> findFault(Target target) {
        if (target.terms().findRevocation().isPresent()) {
            return Optional.empty();
        }
        return target.terms().from().stops().stream()
                .flatMap(stop -> fault(target, stop).stream())
                .findFirst();
    }

    /** The faults of all releases that may run. */
    Stream<String> faults() {
        return releases.values().stream().flatMap(target -> findFault(target).stream());
    }

    private Optional<String> fault(Target target, ReleaseVersion stop) {
        String way = target.version() + " asks to pass through " + stop + ", which ";
        if (stop.compareTo(target.version()) >= 0) {
            return Optional.of(way + "is not below it");
        }
        Target found = releases.get(stop);
        if (found == null) {
            return Optional.of(way + "is not published");
        }
        if (found.terms().findRevocation().isPresent()) {
            return Optional.of(way + "was revoked");
        }
        // Who follows candidate is offered what is in either.
        boolean isOutOfReach =
                target.terms().channels().contains(Channel.STABLE)
                        && !found.terms().channels().contains(Channel.STABLE);
        return isOutOfReach
                ? Optional.of(way + "is not in stable as it is itself")
                : Optional.empty();
    }
}

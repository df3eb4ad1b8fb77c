package bip.packaging.publisher;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.stream.Collectors;

/** What is in a repository and what expires when, in words. */
record RepositoryReport(RepositoryFolder folder, Instant now) {

    /** How long before its end somebody should be told: the rarer the work, the longer. */
    private static Duration notice(Role role) {
        return switch (role) {
            case ROOT, TARGETS -> Duration.ofDays(30);
            case SNAPSHOT, TIMESTAMP -> Duration.ofDays(7);
        };
    }

    List<String> lines(RootMetadata root, Optional<Published> published) {
        var lines = new ArrayList<String>();
        lines.add("repository " + folder.folder());
        lines.add(expiry(root));
        for (KeyRole role : KeyRole.values()) {
            RoleKeys keys = root.keysOf(role);
            lines.add(
                    "  %s keys, %d of %d sign: %s"
                            .formatted(
                                    role.word(),
                                    keys.threshold(),
                                    keys.keys().size(),
                                    keys.keys().keySet().stream()
                                            .map(KeyId::shortened)
                                            .collect(Collectors.joining(", "))));
        }
        if (published.isEmpty()) {
            lines.add(
                    new FirstPublishing(folder).isUnderWay()
                            ? "nothing is published yet: the first publishing was cut short, run it"
                                    + " again"
                            : "nothing is published yet");
            return lines;
        }
        lines.add(expiry(published.get().targets().metadata()));
        published.get().targets().metadata().releases().values().stream()
                .map(RepositoryReport::release)
                .forEach(lines::add);
        lines.add(expiry(published.get().snapshot().metadata()));
        TimestampMetadata timestamp = published.get().timestamp().metadata();
        lines.add(expiry(timestamp));
        lines.add("  signed at " + timestamp.signedAt());
        return lines;
    }

    /** What expires soon, with the command that renews it. */
    List<String> warnings(RootMetadata root, Optional<Published> published) {
        var warnings = new ArrayList<String>();
        warn(warnings, root, "rotate-root");
        published.ifPresent(now -> {
            warn(warnings, now.targets().metadata(), "resign with --targets-key");
            warn(warnings, now.snapshot().metadata(), "resign");
            warn(warnings, now.timestamp().metadata(), "resign");
        });
        return warnings;
    }

    /** What in the repository itself is not as it should be. */
    List<String> doubts(Published published) throws IOException {
        var doubts = new ArrayList<String>();
        SortedSet<Long> versions = folder.versions(Role.TARGETS);
        if (versions.last() > published.targets().metadata().version()) {
            doubts.add(
                    "warning: readers are told of targets %d, but %s is there: a publishing was cut"
                                    .formatted(
                                            published.targets().metadata().version(),
                                            folder.told(folder.file(Role.TARGETS, versions.last())))
                            + " short, then run it again; or the timestamp is an old one, then"
                            + " restore the repository folder from its copy");
        }
        new RequiredStops(published.targets().metadata().releases())
                .faults()
                .forEach(fault -> doubts.add("warning: " + fault));
        return doubts;
    }

    private void warn(List<String> warnings, Metadata metadata, String command) {
        if (metadata.expires().isBefore(now.plus(notice(metadata.role())))) {
            warnings.add("warning: " + expiry(metadata) + "; renew it by publisher " + command);
        }
    }

    private String expiry(Metadata metadata) {
        Duration left = Duration.between(now, metadata.expires());
        String when =
                left.isPositive()
                        ? "expires %s, in %d days".formatted(metadata.expires(), left.toDays())
                        : "EXPIRED %s".formatted(metadata.expires());
        return "%s %d %s".formatted(metadata.role().word(), metadata.version(), when);
    }

    private static String release(Target target) {
        ReleaseTerms terms = target.terms();
        String channels =
                terms.channels().stream().map(Channel::word).collect(Collectors.joining(", "));
        return "  %s in %s, %d bytes%s"
                .formatted(
                        target.version(),
                        channels,
                        target.digests().length(),
                        terms.findRevocation()
                                .map(why -> ", REVOKED " + why.at() + ": " + why.reason().en())
                                .orElse(""));
    }
}

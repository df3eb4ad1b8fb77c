package bip.ctl.command;

import bip.ctl.channel.Channel;
import bip.ctl.channel.Channel.Offer;
import bip.ctl.channel.RefreshNote;
import bip.ctl.channel.ReleaseTerms;
import bip.ctl.policy.Policy;
import bip.ctl.release.Generation;
import bip.ctl.release.InstalledRelease;
import bip.ctl.release.ReleaseVersion;
import bip.ctl.support.CtlException;
import bip.ctl.support.ErrorCode;
import bip.ctl.trust.TrustState;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A channel, asked once; what this machine knows of it when it does not answer.
 *
 * @param isSigned its statements are verified
 * @param refreshed when they were last; null when they never were
 * @param trust what is trusted of it; null when nothing is
 * @param rows its releases, the newest first
 * @param failure why the channel could not be asked or believed; null when it could
 */
record ChannelReport(
        String address,
        Policy policy,
        boolean isSigned,
        @Nullable Instant refreshed,
        @Nullable TrustState trust,
        List<Row> rows,
        @Nullable CtlException failure) {

    ChannelReport {
        rows = List.copyOf(rows);
    }

    /** One release. */
    record Row(
            ReleaseVersion version,
            ReleaseTerms terms,
            boolean isOffered,
            boolean isCurrent,
            boolean isOnDisk,
            boolean isBlocked) {}

    static ChannelReport of(Desk desk) throws IOException, InterruptedException {
        String address =
                desk.findChannel()
                        .orElseThrow(() ->
                                new CtlException(ErrorCode.A104, desk.layout().toolEnvironment()));
        Channel channel = desk.machine().channel().get();
        CtlException failure = null;
        List<Offer> releases;
        try {
            releases = channel.releases();
        } catch (CtlException e) {
            failure = e;
            releases = channel.isVerified() ? desk.known().releases() : List.of();
        }
        boolean isSigned = channel.isVerified();
        return new ChannelReport(
                address,
                desk.machine().policy().load(),
                isSigned,
                new RefreshNote(desk.layout().trust()).find().orElse(null),
                isSigned ? TrustShow.find(desk).orElse(null) : null,
                rows(desk, channel, releases),
                failure);
    }

    private static List<Row> rows(Desk desk, Channel channel, List<Offer> releases)
            throws IOException {
        var machine = desk.machine();
        Policy policy = machine.policy().load();
        List<ReleaseVersion> onDisk =
                machine.store().list().stream().map(InstalledRelease::version).toList();
        Optional<ReleaseVersion> current =
                machine.generations()
                        .standing()
                        .map(Generation::release)
                        .map(InstalledRelease::version);
        var rows = new ArrayList<Row>();
        for (Offer release : releases.reversed()) {
            ReleaseVersion version = release.version();
            rows.add(
                    new Row(
                            version,
                            release.terms(),
                            channel.isOffered(release),
                            current.filter(version::equals).isPresent(),
                            onDisk.contains(version),
                            policy.isBlocked(version)));
        }
        return rows;
    }
}

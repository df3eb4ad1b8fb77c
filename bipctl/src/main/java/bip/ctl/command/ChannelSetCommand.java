package bip.ctl.command;

import bip.ctl.channel.Channel;
import bip.ctl.channel.ReleaseTerms;
import bip.ctl.policy.ChannelName;
import bip.ctl.release.ReleaseVersion;
import bip.ctl.support.CtlException;
import bip.ctl.support.ErrorCode;
import bip.ctl.support.ExitCode;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Says which of a signed channel's releases are followed. Records it, and changes nothing else. */
@Command(name = "set")
final class ChannelSetCommand extends ChangingVerb {

    @Parameters(index = "0", paramLabel = "stable|candidate")
    String name = "";

    @Override
    String words() {
        return "channel set " + name;
    }

    @Override
    ExitCode change(Desk desk) throws IOException {
        ChannelName wanted =
                ChannelName.find(name)
                        .orElseThrow(() ->
                                new CtlException(
                                        ErrorCode.A103,
                                        desk.text("channel.unknown", name),
                                        "bipctl channel set stable"));
        var policy = desk.machine().policy();
        policy.save(policy.load().following(wanted));
        desk.console().result(desk.text("channel.followed." + wanted.name()));
        if (wanted == ChannelName.STABLE) {
            findCandidate(desk)
                    .ifPresent(it -> desk.console().result(desk.text("channel.ahead", it)));
        }
        return ExitCode.DONE;
    }

    /** What is current, if it is signed and in another channel than stable only. */
    private static Optional<ReleaseVersion> findCandidate(Desk desk) throws IOException {
        Optional<ReleaseVersion> current =
                desk.machine().generations().standing().map(it -> it.release().version());
        if (current.isEmpty()) {
            return Optional.empty();
        }
        List<String> channels =
                desk.known()
                        .find(current.get())
                        .map(Channel.Offer::terms)
                        .map(ReleaseTerms::channels)
                        .orElse(List.of());
        return current.filter(_ -> !channels.isEmpty() && !channels.contains("stable"));
    }
}

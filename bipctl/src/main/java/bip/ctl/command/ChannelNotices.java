package bip.ctl.command;

import bip.ctl.channel.Notice;
import bip.ctl.support.Phrase;
import bip.ctl.trust.TrustViolation.Expired;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Says what somebody should know of the channel, each thing once. */
final class ChannelNotices implements Consumer<Notice> {

    private final Desk desk;
    private final Set<Notice> told = new HashSet<>();
    private String stale = "";

    ChannelNotices(Desk desk) {
        this.desk = desk;
    }

    /** What was used although it had expired, in few words; empty when nothing was. */
    String stale() {
        return stale;
    }

    @Override
    public void accept(Notice notice) {
        // A download may be cut twice at the same place.
        if (!(notice instanceof Notice.Cut) && !told.add(notice)) {
            return;
        }
        switch (notice) {
            case Notice.Cut(var here, var whole, var reason) ->
                    notice(Phrase.of("download.cut", here >> 20, whole >> 20, reason));
            case Notice.Kept(var here, var whole) ->
                    notice(Phrase.of("download.kept", here >> 20, whole >> 20));
            case Notice.SignedAt(var at) ->
                    notice(
                            Phrase.of(
                                    "carried.signed",
                                    at,
                                    Math.max(
                                            0,
                                            Duration.between(at, desk.machine().clock().instant())
                                                    .toDays())));
            case Notice.Older _ -> notice(Phrase.of("carried.older"));
            case Notice.Offline(var reason) -> notice(Phrase.of("carried.offline", reason));
            case Notice.Stale(var expired) -> warn(expired);
        }
    }

    private void notice(Phrase phrase) {
        desk.console().notice(desk.text(phrase));
    }

    private void warn(List<Expired> expired) {
        String now =
                expired.stream()
                        .map(it -> it.role().fileName() + " " + it.version() + " " + it.expires())
                        .collect(Collectors.joining(", "));
        if (now.equals(stale)) {
            return;
        }
        stale = now;
        Expired first = expired.getFirst();
        desk.console()
                .warning(
                        desk.text(
                                Phrase.of(
                                        "stale.used",
                                        first.role().fileName(),
                                        first.expires(),
                                        Duration.between(first.expires(), first.time()).toDays())));
    }
}

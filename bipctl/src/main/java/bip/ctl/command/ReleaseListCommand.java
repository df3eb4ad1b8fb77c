package bip.ctl.command;

import bip.ctl.channel.Channel;
import bip.ctl.policy.Policy;
import bip.ctl.release.Generation;
import bip.ctl.release.InstalledRelease;
import bip.ctl.release.ReleaseVersion;
import bip.ctl.support.ExitCode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Releases on this machine and in the channel, the newest first. */
@Command(name = "list")
final class ReleaseListCommand extends Verb {

    @Mixin JsonOption json = new JsonOption();

    @Override
    ExitCode run(Desk desk) throws Exception {
        List<Row> rows = rows(desk);
        if (json.isWanted) {
            var document = new LinkedHashMap<String, @Nullable Object>();
            document.put("format", "bipctl-releases/v1");
            document.put("releases", rows.stream().map(Row::json).toList());
            JsonOption.print(desk, document);
            return ExitCode.DONE;
        }
        if (rows.isEmpty()) {
            desk.console().result(desk.text("release.none"));
        }
        rows.forEach(it -> desk.console().result(it.line(desk)));
        if (rows.stream().anyMatch(Row::isRevoked)) {
            desk.console().notice(desk.text("release.revokedMeans"));
        }
        if (rows.stream().anyMatch(Row::isBlocked)) {
            desk.console().notice(desk.text("release.blockedMeans"));
        }
        return ExitCode.DONE;
    }

    private static List<Row> rows(Desk desk) throws Exception {
        var machine = desk.machine();
        List<ReleaseVersion> offered =
                desk.findChannel().isEmpty()
                        ? List.of()
                        : machine.channel().get().offers().stream()
                                .map(Channel.Offer::version)
                                .toList();
        List<ReleaseVersion> onDisk =
                machine.store().list().stream().map(InstalledRelease::version).toList();
        Policy policy = machine.policy().load();
        Optional<ReleaseVersion> current =
                machine.generations()
                        .current()
                        .map(Generation::release)
                        .map(InstalledRelease::version);
        var versions = new TreeSet<>(onDisk);
        versions.addAll(offered);
        var rows = new ArrayList<Row>();
        for (ReleaseVersion version : versions.descendingSet()) {
            rows.add(
                    new Row(
                            version,
                            current.filter(version::equals).isPresent(),
                            onDisk.contains(version),
                            offered.contains(version),
                            policy.findPin().filter(version::equals).isPresent(),
                            policy.isBlocked(version),
                            desk.known().findRevocation(version).isPresent()));
        }
        return rows;
    }

    /** One release. */
    private record Row(
            ReleaseVersion version,
            boolean isCurrent,
            boolean isOnDisk,
            boolean isOffered,
            boolean isPinned,
            boolean isBlocked,
            boolean isRevoked) {

        String line(Desk desk) {
            var words = new ArrayList<String>();
            add(words, isCurrent, desk, "release.current");
            add(words, isOnDisk, desk, "release.onDisk");
            add(words, isOffered, desk, "release.inChannel");
            add(words, isPinned, desk, "release.pinned");
            add(words, isBlocked, desk, "release.blocked");
            add(words, isRevoked, desk, "release.revoked");
            return version + "  " + String.join(", ", words);
        }

        private static void add(List<String> words, boolean holds, Desk desk, String key) {
            if (holds) {
                words.add(desk.text(key));
            }
        }

        Map<String, Object> json() {
            var json = new LinkedHashMap<String, Object>();
            json.put("version", version);
            json.put("current", isCurrent);
            json.put("onDisk", isOnDisk);
            json.put("inChannel", isOffered);
            json.put("pinned", isPinned);
            json.put("blocked", isBlocked);
            json.put("revoked", isRevoked);
            return json;
        }
    }
}

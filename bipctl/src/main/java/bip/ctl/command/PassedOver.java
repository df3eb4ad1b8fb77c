package bip.ctl.command;

import bip.ctl.layout.Layout;
import bip.ctl.release.Generation;
import bip.ctl.service.ServerEnvironment;
import bip.ctl.service.ServerProgram.Problem;
import bip.ctl.support.CtlException;
import bip.ctl.support.EnvironmentFile;
import bip.ctl.upgrade.EnvironmentTemplate;
import bip.ctl.upgrade.Machine;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What of {@code bip.env} the release passes over, mostly a key that was mistyped. */
final class PassedOver {

    private static final String UNKNOWN = "unknown key";

    private PassedOver() {}

    /**
     * For a look at things that costs no second: the release, which is a JVM's start away, is asked
     * only when a key is set that is not in the file as it is first written.
     */
    static List<Problem> askAboutUnusual(Machine machine, @Nullable Generation current)
            throws InterruptedException {
        try {
            var set = ServerEnvironment.settings(machine.layout()).keySet();
            return EnvironmentTemplate.keys().containsAll(set) ? List.of() : ask(machine, current);
        } catch (CtlException | IOException e) {
            return List.of();
        }
    }

    /** Lines of the server's settings file that are no settings; empty when it cannot be read. */
    static List<Integer> strayLines(Layout layout) {
        try {
            return Files.isReadable(layout.serverEnvironment())
                    ? EnvironmentFile.strayLines(layout.serverEnvironment())
                    : List.of();
        } catch (CtlException | IOException e) {
            return List.of();
        }
    }

    /** Empty also when the release cannot be asked: then something worse is shown. */
    static List<Problem> ask(Machine machine, @Nullable Generation current)
            throws InterruptedException {
        if (current == null) {
            return List.of();
        }
        try {
            return among(machine, machine.program().checkConfig(current.release().program()));
        } catch (CtlException | IOException e) {
            return List.of();
        }
    }

    /** Those that concern a line of the file: what is not set, nobody passes over. */
    static List<Problem> among(Machine machine, List<Problem> warnings) throws IOException {
        var set = ServerEnvironment.settings(machine.layout()).keySet();
        return warnings.stream()
                .filter(it -> it.problem().equals(UNKNOWN) || set.contains(it.key()))
                .toList();
    }

    /** For a command that does something else: standard error. */
    static void warn(Desk desk, List<Problem> problems) {
        problems.forEach(it -> desk.console().warning(text(desk, it)));
    }

    static String text(Desk desk, Problem it) {
        var file = desk.layout().serverEnvironment();
        if (!it.problem().equals(UNKNOWN)) {
            return desk.text("config.other", file, it);
        }
        return it.hint().isEmpty()
                ? desk.text("config.unknown", file, it.key())
                : desk.text("config.didYouMean", file, it.key(), it.hint());
    }
}

package bip.ctl.command;

import bip.ctl.release.ReleaseVersion;
import bip.ctl.support.ExitCode;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Lets only one version become current. Records it, and changes nothing else. */
@Command(name = "pin")
final class PinCommand extends ChangingVerb {

    @Parameters(index = "0", paramLabel = "VERSION")
    String version = "";

    @Override
    String words() {
        return "pin " + version;
    }

    @Override
    ExitCode change(Desk desk) throws Exception {
        ReleaseVersion pinned = Targets.version(version, typedWords());
        var policy = desk.machine().policy();
        policy.save(policy.load().withPin(pinned));
        desk.console().result(desk.text("pin.done", pinned));
        Optional<ReleaseVersion> current =
                desk.machine().generations().current().map(it -> it.release().version());
        if (current.isPresent() && !current.get().equals(pinned)) {
            desk.console()
                    .result(
                            desk.text(
                                    pinned.compareTo(current.get()) > 0
                                            ? "pin.nextUpgrade"
                                            : "pin.nextRollback",
                                    current.get(),
                                    pinned));
        }
        return ExitCode.DONE;
    }
}

package bip.ctl.command;

import bip.ctl.policy.Policy.Hold;
import bip.ctl.support.ExitCode;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Lets automatic upgrades wait, for some time or until somebody ends it. */
@Command(name = "hold")
final class HoldCommand extends ChangingVerb {

    @Parameters(index = "0", arity = "0..1", paramLabel = "DURATION")
    @Nullable String duration;

    @Option(names = "--reason", paramLabel = "TEXT")
    String reason = "";

    @Override
    String words() {
        return duration == null ? "hold" : "hold " + duration;
    }

    @Override
    ExitCode change(Desk desk) throws IOException {
        Instant now = desk.machine().clock().instant().truncatedTo(ChronoUnit.SECONDS);
        Instant until = duration == null ? null : now.plus(Holding.duration(duration));
        var hold = Hold.asked(now, until, reason.strip());
        var policy = desk.machine().policy();
        policy.save(policy.load().withHold(hold));
        desk.console().result(Holding.text(desk, hold));
        return ExitCode.DONE;
    }
}

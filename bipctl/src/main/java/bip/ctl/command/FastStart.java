package bip.ctl.command;

import bip.ctl.aot.AotState;
import bip.ctl.rehearsal.Findings;
import bip.ctl.rehearsal.Script;
import bip.ctl.release.Generation;
import bip.ctl.support.CtlException;
import bip.ctl.support.Failures;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/**
 * Makes the fast start of the current release when it is missing; visitors are served meanwhile.
 */
final class FastStart {

    private FastStart() {}

    static void ensure(Desk desk, Generation current) throws IOException, InterruptedException {
        var machine = desk.machine();
        AotState state = machine.aotCaches().state(current.release());
        if (state == AotState.READY || state == AotState.UNSUPPORTED) {
            return;
        }
        try (var progress = desk.console().progress(desk.text("step.aot"), 0)) {
            Findings findings = machine.rehearsal().run(script(current), Duration.ZERO);
            if (findings.fastStartFailure() != null) {
                throw new IOException(findings.fastStartFailure());
            }
            progress.done();
        } catch (IOException | CtlException e) {
            String message = Failures.printable(String.valueOf(e.getMessage()));
            desk.console().warning(desk.text("warning.aot", message));
        }
    }

    private static Script script(Generation current) {
        return new Script(
                current.release(),
                current.database(),
                List.of(current.release().program()),
                false,
                null);
    }
}

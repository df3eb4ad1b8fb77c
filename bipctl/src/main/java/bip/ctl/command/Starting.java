package bip.ctl.command;

import bip.ctl.probe.HealthAnswer;
import bip.ctl.probe.Readiness;
import bip.ctl.release.Generation;
import bip.ctl.service.ServiceManager;
import bip.ctl.support.CtlException;
import bip.ctl.support.ErrorCode;
import bip.ctl.support.ExitCode;
import java.io.IOException;

/** Starts the current release and waits for it. */
final class Starting {

    private Starting() {}

    static ExitCode run(Desk desk, Act act) throws IOException, InterruptedException {
        var machine = desk.machine();
        var current =
                machine.generations().current().orElseThrow(() -> new CtlException(ErrorCode.U100));
        String version = current.release().version().toString();
        // Before anything is stopped: a server that runs is not given up for settings that do not
        // fit.
        refuseChangedUnit(machine.service());
        var warnings = machine.program().checkConfig(current.release().program());
        PassedOver.warn(desk, PassedOver.among(machine, warnings));
        long begin = System.nanoTime();
        try (var progress = desk.console().progress(desk.text("step.restart"), 0)) {
            act.run();
            Readiness.demand(machine.awaitReady(version), version);
            progress.done();
        } catch (CtlException failure) {
            return explained(desk, current, failure);
        }
        desk.console()
                .result(
                        desk.text(
                                "start.done",
                                version,
                                machine.probe().get().address().url(),
                                (System.nanoTime() - begin) / 1_000_000));
        FastStart.ensure(desk, current);
        return ExitCode.DONE;
    }

    /** A full disk or a broken database is named with its own remedy, after what systemd saw. */
    private static ExitCode explained(Desk desk, Generation current, CtlException failure)
            throws IOException, InterruptedException {
        ExitCode exitCode = desk.fail(failure);
        Warnings.of(desk.machine(), current, new HealthAnswer.Silent("-"))
                .serious()
                .forEach(desk::fail);
        return exitCode;
    }

    /**
     * A unit that starts something else than the current release as its user is not started. A
     * taken address does not end a server that runs: systemd says when it is in the way.
     */
    private static void refuseChangedUnit(ServiceManager service)
            throws IOException, InterruptedException {
        for (CtlException obstacle : service.obstacles()) {
            if (obstacle.code() != ErrorCode.S152) {
                throw obstacle;
            }
        }
    }

    /** Start or restart. */
    interface Act {
        void run() throws IOException, InterruptedException;
    }
}

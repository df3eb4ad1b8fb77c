package bip.ctl.service;

import bip.ctl.support.CtlException;
import bip.ctl.support.ErrorCode;
import bip.ctl.support.Failures;
import bip.ctl.support.Programs;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Asks systemd and tells it what to do, without waiting unless it is said. */
final class Systemctl {

    static final String SERVICE = "bip.service";
    static final String SOCKET = "bip.socket";

    /** Longer than the unit may take to end, TimeoutStopSec. */
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final SystemTools tools;

    Systemctl(SystemTools tools) {
        this.tools = tools;
    }

    /** Both units, asked at one moment. */
    record Units(UnitProperties service, UnitProperties socket) {}

    /**
     * How both units are.
     *
     * @throws CtlException S147 if systemd does not answer
     */
    Units show() throws InterruptedException {
        var result =
                run(
                        "show",
                        "--timestamp=unix",
                        "--property=" + String.join(",", UnitProperties.NAMES),
                        SERVICE,
                        SOCKET);
        String[] blocks = result.out().split("\n\n", -1);
        if (result.exitCode() != 0 || blocks.length < 2) {
            throw new CtlException(ErrorCode.S147, said(result));
        }
        return new Units(UnitProperties.parse(blocks[0]), UnitProperties.parse(blocks[1]));
    }

    /**
     * Forgets earlier failures and counts: without this a start may be refused, and restarts of an
     * earlier release would count against this one. A unit that systemd has not loaded has none.
     */
    void forgetFailures() throws InterruptedException {
        run("reset-failed", SOCKET, SERVICE);
    }

    /**
     * Runs a verb on units.
     *
     * @throws CtlException S100 if systemd refuses
     */
    void act(String... arguments) throws InterruptedException {
        var result = run(arguments);
        if (result.exitCode() != 0) {
            throw new CtlException(ErrorCode.S100, SERVICE, said(result));
        }
    }

    private Programs.Result run(String... arguments) throws InterruptedException {
        var all = new ArrayList<String>(List.of("--no-ask-password"));
        all.addAll(Arrays.asList(arguments));
        try {
            return tools.systemctl(LIMIT, all);
        } catch (CtlException e) {
            if (e.code() == ErrorCode.G101) {
                throw new CtlException(e, ErrorCode.S147, "systemctl: not found");
            }
            throw e;
        }
    }

    private static String said(Programs.Result result) {
        List<String> lines =
                result.err().lines().map(String::strip).filter(it -> !it.isEmpty()).toList();
        return Failures.printable(
                lines.isEmpty()
                        ? "systemctl: exit code " + result.exitCode()
                        : String.join(" / ", lines));
    }
}

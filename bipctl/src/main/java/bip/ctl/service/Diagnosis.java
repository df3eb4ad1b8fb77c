package bip.ctl.service;

import bip.ctl.support.CtlException;
import bip.ctl.support.ErrorCode;
import bip.ctl.support.Said;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Finds out from what systemd says why the server does not run. Touches nothing. */
final class Diagnosis {

    /** The server's: its settings or its database do not fit. Systemd does not try again. */
    private static final int DOES_NOT_FIT = 78;

    /** Systemd's, systemd.exec(5): LoadCredential names a file that is not there. */
    private static final int CREDENTIALS = 243;

    /** Systemd's own begin here: the program was not even started. */
    private static final int FIRST_OF_SYSTEMD = 200;

    private static final int LAST_OF_SYSTEMD = 245;

    private final UnitProperties service;
    private final UnitProperties socket;
    private final List<String> lastWords;

    Diagnosis(Systemctl.Units units, List<String> lastWords) {
        this.service = units.service();
        this.socket = units.socket();
        this.lastWords = lastWords;
    }

    /** A unit that is missing, masked or wrong, so that no start can succeed. */
    static Optional<CtlException> unusable(Systemctl.Units units) {
        for (var unit : List.of(units.service(), units.socket())) {
            switch (unit.get("LoadState")) {
                case "loaded" -> {
                    // As it should be.
                }
                case "not-found", "" -> {
                    return Optional.of(new CtlException(ErrorCode.S140, unit.id()));
                }
                case "masked" -> {
                    return Optional.of(new CtlException(ErrorCode.S141, unit.id()));
                }
                default -> {
                    return Optional.of(
                            new CtlException(ErrorCode.S149, unit.id(), unit.get("LoadState")));
                }
            }
        }
        return Optional.empty();
    }

    ServiceState.Died died() {
        OptionalInt exitCode = service.exitCode();
        return new ServiceState.Died(
                exitCode, lastWords, explanation(exitCode.orElse(0)).orElse(null));
    }

    private Optional<CtlException> explanation(int exitCode) {
        return switch (service.get("Result")) {
            case "oom-kill" -> explained(ErrorCode.S144);
            case "watchdog" -> explained(ErrorCode.S148, words());
            case "timeout" -> explained(ErrorCode.S155, words());
            case "success" -> socketTrouble();
            default -> byExitCode(exitCode);
        };
    }

    private Optional<CtlException> byExitCode(int exitCode) {
        if (exitCode == DOES_NOT_FIT) {
            return explained(ErrorCode.S143, words());
        }
        if (exitCode == CREDENTIALS) {
            return explained(ErrorCode.S142, dropIns());
        }
        if (exitCode >= FIRST_OF_SYSTEMD && exitCode <= LAST_OF_SYSTEMD) {
            return explained(ErrorCode.S150, exitCode, words());
        }
        boolean isGivenUp =
                socket.has("Result", "start-limit-hit")
                        || socket.has("Result", "service-start-limit-hit")
                        || service.has("Result", "start-limit-hit");
        return isGivenUp || service.restarts() > 0 ? again() : Optional.empty();
    }

    private Optional<CtlException> again() {
        return explained(ErrorCode.S146, service.restarts() + 1, exitText(), words());
    }

    /** The service itself did nothing wrong: then it is the address, or the socket's own limit. */
    private Optional<CtlException> socketTrouble() {
        if (!socket.has("ActiveState", "failed")) {
            return service.restarts() > 0 ? again() : Optional.empty();
        }
        return switch (socket.get("Result")) {
            case "resources" ->
                    explained(
                            ErrorCode.S145,
                            listen(socket),
                            PortHolder.find(listen(socket)).orElse("?"));
            case "start-limit-hit", "service-start-limit-hit", "trigger-limit-hit" -> again();
            default -> explained(ErrorCode.S149, socket.id(), socket.get("Result"));
        };
    }

    /** {@code 127.0.0.1:8080} of {@code 127.0.0.1:8080 (Stream)}. */
    static String listen(UnitProperties socket) {
        String text = socket.get("Listen");
        int end = text.indexOf(' ');
        return end < 0 ? text : text.substring(0, end);
    }

    private String exitText() {
        return service.exitCode().isPresent()
                ? Integer.toString(service.exitCode().getAsInt())
                : service.has("Result", "success") ? "?" : service.get("Result");
    }

    private Said words() {
        return Said.of(lastWords);
    }

    private String dropIns() {
        List<Path> all = service.dropIns();
        return all.isEmpty()
                ? service.get("FragmentPath")
                : String.join(", ", all.stream().map(Path::toString).toList());
    }

    private static Optional<CtlException> explained(ErrorCode code, Object... arguments) {
        return Optional.of(new CtlException(code, arguments));
    }
}

package bip.ctl.command;

import bip.ctl.probe.HealthAnswer;
import bip.ctl.release.Generation;
import bip.ctl.service.ServedData;
import bip.ctl.service.ServiceState;
import bip.ctl.support.CtlException;
import bip.ctl.support.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Whether visitors are served from what is current. After the link was changed by hand, or an
 * operation was cut short between switch and start, a server goes on with what it was started on,
 * and what editors save goes there.
 */
final class ServedCheck {

    private ServedCheck() {}

    /** S170 when the running server is of another release or on other data. */
    static Optional<CtlException> of(
            Generation current, ServiceState service, HealthAnswer health) {
        if (!(service instanceof ServiceState.Running running)) {
            return Optional.empty();
        }
        String wanted = current.release().version().toString();
        String served = health instanceof HealthAnswer.Answered(var it) ? it.version() : wanted;
        Optional<Path> data = ServedData.database(running.pid());
        boolean isOnCurrent = data.isEmpty() || isSame(data.get(), current.database());
        return served.equals(wanted) && isOnCurrent
                ? Optional.empty()
                : Optional.of(
                        new CtlException(
                                ErrorCode.S170,
                                served,
                                data.map(Path::toString).orElse("?"),
                                wanted,
                                real(current.database())));
    }

    private static boolean isSame(Path one, Path other) {
        return real(one).equals(real(other));
    }

    private static Path real(Path path) {
        try {
            return Files.exists(path) ? path.toRealPath() : path;
        } catch (IOException e) {
            return path;
        }
    }
}

package bip.ctl.service;

import java.nio.file.Path;
import java.util.List;

/**
 * What systemd knows of the server's two units.
 *
 * @param service active and sub state as systemd names them: {@code active (running)}
 * @param socket the same of the listening socket
 * @param isEnabled it starts at boot
 * @param restarts by systemd itself since the last start that somebody asked for
 * @param says what the server told systemd last; empty when nothing
 * @param memoryBytes resident memory of the process; 0 when nothing runs
 * @param dropIns an administrator's own settings of the service
 * @param needsReload files were changed that systemd has not read yet
 */
public record UnitFacts(
        String service,
        String socket,
        boolean isEnabled,
        int restarts,
        String says,
        long memoryBytes,
        List<Path> dropIns,
        boolean needsReload) {

    public UnitFacts {
        dropIns = List.copyOf(dropIns);
    }
}

package bip.ctl.service;

import bip.ctl.support.Programs;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Systemd's programs, by absolute path: what root runs is not looked for on anybody's {@code PATH}.
 *
 * @param folder {@code /usr/bin}
 */
public record SystemTools(Path folder) {

    public static final SystemTools USUAL = new SystemTools(Path.of("/usr/bin"));

    /** Messages that are passed on are systemd's own, in English. */
    static final Map<String, String> ENVIRONMENT =
            Map.of("PATH", "/usr/sbin:/usr/bin:/sbin:/bin", "LC_ALL", "C.UTF-8");

    Programs.Result systemctl(Duration limit, List<String> arguments) throws InterruptedException {
        return run(limit, "systemctl", arguments);
    }

    Programs.Result journalctl(Duration limit, List<String> arguments) throws InterruptedException {
        return run(limit, "journalctl", arguments);
    }

    private Programs.Result run(Duration limit, String program, List<String> arguments)
            throws InterruptedException {
        var command = new ArrayList<String>();
        command.add(folder.resolve(program).toString());
        command.add("--no-pager");
        command.addAll(arguments);
        return Programs.run(command, ENVIRONMENT, limit);
    }
}

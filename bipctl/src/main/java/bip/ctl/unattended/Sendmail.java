package bip.ctl.unattended;

import bip.ctl.layout.Layout;
import bip.ctl.support.CtlException;
import bip.ctl.support.Programs;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Hands a mail to this machine's mail server by the interface that all of them have: {@code
 * sendmail -t -oi}.
 */
public final class Sendmail {

    private static final Duration LIMIT = Duration.ofMinutes(2);

    private static final Map<String, String> ENVIRONMENT =
            Map.of("PATH", "/usr/sbin:/usr/bin:/sbin:/bin", "LC_ALL", "C.UTF-8");

    /**
     * A unit of its own: mail servers change their user, which the bounds of bipctl's unit forbid,
     * and some deliver on in the background when the program has ended.
     */
    private static final List<String> OUTSIDE =
            List.of(
                    "/usr/bin/systemd-run",
                    "--quiet",
                    "--collect",
                    "--pipe",
                    "--wait",
                    "--property=KillMode=process",
                    "--");

    private final Layout layout;

    public Sendmail(Layout layout) {
        this.layout = layout;
    }

    /** Where the program is, or would be. */
    public Path program() {
        return layout.sendmail();
    }

    public boolean isThere() {
        return Files.isExecutable(program());
    }

    /**
     * Hands over {@code mail}.
     *
     * @return what went wrong; empty when it was taken
     */
    public Optional<String> send(Mail mail) throws InterruptedException {
        try {
            var result = Programs.run(command(), ENVIRONMENT, LIMIT, mail.text());
            return result.exitCode() == 0
                    ? Optional.empty()
                    : Optional.of(result.exitCode() + " " + result.err().strip());
        } catch (CtlException e) {
            return Optional.of(e.code().id());
        }
    }

    private List<String> command() {
        var sendmail = List.of(program().toString(), "-t", "-oi");
        return layout.isSystem()
                ? Stream.concat(OUTSIDE.stream(), sendmail.stream()).toList()
                : sendmail;
    }
}

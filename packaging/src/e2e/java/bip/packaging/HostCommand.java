package bip.packaging;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs a program of this machine to its end, within a bound. */
final class HostCommand {

    private HostCommand() {}

    static Site.Run run(Duration limit, String... command)
            throws IOException, InterruptedException {
        return run(limit, List.of(command));
    }

    /**
     * Runs {@code command} with nothing on its standard input.
     *
     * @throws IOException with what it printed when it ran longer than {@code limit}; it is killed
     */
    static Site.Run run(Duration limit, List<String> command)
            throws IOException, InterruptedException {
        Path out = Files.createTempFile("bip-e2e", ".out");
        Path err = Files.createTempFile("bip-e2e", ".err");
        try {
            Process process =
                    new ProcessBuilder(command)
                            .redirectInput(Path.of("/dev/null").toFile())
                            .redirectOutput(out.toFile())
                            .redirectError(err.toFile())
                            .start();
            boolean ended = process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
            if (!ended) {
                process.destroyForcibly().waitFor();
            }
            var run =
                    new Site.Run(process.exitValue(), Files.readString(out), Files.readString(err));
            if (!ended) {
                throw new IOException(command + " ran longer than " + limit + ":\n" + run);
            }
            return run;
        } finally {
            Files.delete(out);
            Files.delete(err);
        }
    }
}

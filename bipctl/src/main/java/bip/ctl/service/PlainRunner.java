package bip.ctl.service;

import bip.ctl.layout.Layout;
import bip.ctl.support.CtlException;
import bip.ctl.support.ErrorCode;
import bip.ctl.support.Programs;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Runs a release's programs as plain processes of the caller, for {@code --root}. Each carries a
 * mark in its environment, by which a later bipctl finds what a killed one left at work.
 */
public final class PlainRunner implements ReleaseRunner {

    private static final String MARK = "BIPCTL_RUN";

    /** Behind the site's own server when the processors are short. */
    private static final List<String> BEHIND = List.of("setsid", "nice", "-n", "5");

    private final Layout layout;

    public PlainRunner(Layout layout) {
        this.layout = layout;
    }

    @Override
    public Programs.Result run(List<String> command, Duration limit, String input)
            throws IOException, InterruptedException {
        return Programs.run(command, marked(), limit, input);
    }

    @Override
    public Programs.Result run(List<String> command, Duration limit, Consumer<String> line)
            throws IOException, InterruptedException {
        return Programs.run(command, marked(), limit, line);
    }

    private Map<String, String> marked() throws IOException {
        var environment = new HashMap<>(ServerEnvironment.load(layout));
        environment.put(MARK, layout.root().toString());
        return environment;
    }

    @Override
    public void endStrays() throws InterruptedException {
        new MarkedProcesses(MARK + "=" + layout.root()).end();
    }

    @Override
    public Trial start(Path program, Map<String, String> environment, Path folder)
            throws IOException {
        var command = new ArrayList<>(BEHIND);
        command.add(program.toString());
        var builder = new ProcessBuilder(command);
        builder.environment().clear();
        builder.environment().putAll(marked());
        builder.environment().putAll(environment);
        builder.environment().values().removeIf(String::isEmpty);
        builder.directory(folder.toFile());
        builder.redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
        builder.redirectErrorStream(true);
        builder.redirectOutput(folder.resolve("start.log").toFile());
        try {
            return new PlainTrial(builder.start());
        } catch (IOException e) {
            throw new CtlException(e, ErrorCode.G101, program);
        }
    }

    private record PlainTrial(Process process) implements Trial {
        @Override
        public boolean isAlive() {
            return process.isAlive();
        }

        @Override
        public void stop(Duration limit) throws InterruptedException {
            process.destroy();
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly().waitFor();
            }
        }
    }
}

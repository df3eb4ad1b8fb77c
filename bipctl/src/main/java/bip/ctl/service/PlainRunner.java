package bip.ctl.service;

import bip.ctl.layout.Layout;
import bip.ctl.support.CtlException;
import bip.ctl.support.ErrorCode;
import bip.ctl.support.Programs;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Runs a release's programs as plain processes of the caller, for {@code --root}. */
public final class PlainRunner implements ReleaseRunner {

    /**
     * In the environment of all that is started here, so that the next bipctl knows what one that
     * was killed has left. The server that visitors see is started elsewhere.
     */
    private static final String MARK = "BIPCTL_WORKS_FOR";

    private final Layout layout;

    public PlainRunner(Layout layout) {
        this.layout = layout;
    }

    @Override
    public Programs.Result run(List<String> command, Duration limit, String input)
            throws IOException, InterruptedException {
        return Programs.run(command, environment(), limit, input);
    }

    @Override
    public Programs.Result run(List<String> command, Duration limit, Consumer<String> line)
            throws IOException, InterruptedException {
        return Programs.run(command, environment(), limit, line);
    }

    @Override
    public Trial start(Path program, Map<String, String> environment, Path folder)
            throws IOException {
        var builder = new ProcessBuilder("setsid", program.toString());
        builder.environment().clear();
        builder.environment().putAll(environment());
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

    private Map<String, String> environment() throws IOException {
        var environment = new LinkedHashMap<>(ServerEnvironment.load(layout));
        environment.put(MARK, layout.root().toString());
        return environment;
    }

    @Override
    public void endStrays() throws InterruptedException {
        List<ProcessHandle> strays = ProcessHandle.allProcesses().filter(this::isOurs).toList();
        strays.forEach(ProcessHandle::destroyForcibly);
        for (ProcessHandle stray : strays) {
            // Not onExit(): one that nobody collects stays in the table although it has ended.
            while (isOurs(stray)) {
                TimeUnit.MILLISECONDS.sleep(5);
            }
        }
    }

    /** One that has ended, or is another user's, shows no environment. */
    private boolean isOurs(ProcessHandle process) {
        Path environment = Path.of("/proc", Long.toString(process.pid()), "environ");
        try {
            String all = "\0" + Files.readString(environment, StandardCharsets.ISO_8859_1);
            return all.contains("\0" + latin(MARK + "=" + layout.root()) + "\0");
        } catch (IOException e) {
            return false;
        }
    }

    /** The bytes of {@code text} as the environment of a process holds them, one char each. */
    private static String latin(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
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

package bip.ctl.support;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Runs other programs: little or nothing on their standard input, bounded in time and in what is
 * kept.
 */
public final class Programs {

    /** What a maintenance subcommand answers is far below this. */
    private static final int OUT_CAP_BYTES = 4 << 20;

    /** The tail is what says why a program failed. */
    private static final int ERR_CAP_BYTES = 64 << 10;

    private static final Duration PATIENCE_AFTER_TERM = Duration.ofSeconds(5);

    /** A grandchild may hold the pipe open after its parent has ended; it is not waited for. */
    private static final Duration PATIENCE_FOR_PIPES = Duration.ofSeconds(2);

    private Programs() {}

    /**
     * How a program ended.
     *
     * @param out standard output, its first 4 MiB; empty when it went to a consumer
     * @param err standard error, its last 64 KiB
     */
    public record Result(int exitCode, String out, String err) {}

    /**
     * Runs {@code command} to its end.
     *
     * @param environment all of it: nothing is inherited
     * @throws CtlException if it cannot be started, or is not done after {@code limit}; then it and
     *     its children are ended
     */
    public static Result run(List<String> command, Map<String, String> environment, Duration limit)
            throws InterruptedException {
        return run(command, environment, limit, "");
    }

    /**
     * As {@link #run(List, Map, Duration)}, with {@code input} on its standard input.
     *
     * @param input less than a pipe holds (64 KiB), so that it is written at once
     */
    public static Result run(
            List<String> command, Map<String, String> environment, Duration limit, String input)
            throws InterruptedException {
        var out = new KeptOutput.Head(OUT_CAP_BYTES);
        return run(command, environment, limit, input, out, out::text);
    }

    /**
     * As {@link #run(List, Map, Duration)}, giving each line of standard output to {@code line} as
     * it comes, on a thread of its own.
     */
    public static Result run(
            List<String> command,
            Map<String, String> environment,
            Duration limit,
            Consumer<String> line)
            throws InterruptedException {
        return run(command, environment, limit, "", new KeptOutput.Lines(line), () -> "");
    }

    private static Result run(
            List<String> command,
            Map<String, String> environment,
            Duration limit,
            String input,
            OutputStream out,
            Supplier<String> outText)
            throws InterruptedException {
        Process process = start(command, environment, input);
        var err = new KeptOutput.Tail(ERR_CAP_BYTES);
        Thread outReader = drain(process.getInputStream(), out);
        Thread errReader = drain(process.getErrorStream(), err);
        try {
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new CtlException(ErrorCode.G102, command.getFirst(), limit.toSeconds());
            }
            outReader.join(PATIENCE_FOR_PIPES);
            errReader.join(PATIENCE_FOR_PIPES);
            return new Result(process.exitValue(), outText.get(), err.text());
        } finally {
            end(process);
        }
    }

    private static Process start(
            List<String> command, Map<String, String> environment, String input) {
        var builder = new ProcessBuilder(command);
        builder.environment().clear();
        builder.environment().putAll(environment);
        if (input.isEmpty()) {
            builder.redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
        }
        try {
            Process process = builder.start();
            if (!input.isEmpty()) {
                feed(process, input);
            }
            return process;
        } catch (IOException e) {
            throw new CtlException(e, ErrorCode.G101, command.getFirst());
        }
    }

    private static void feed(Process process, String input) {
        try (OutputStream to = process.getOutputStream()) {
            to.write(input.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            // It ended without reading; its exit code and complaints tell why.
        }
    }

    private static Thread drain(InputStream from, OutputStream to) {
        return Thread.ofPlatform()
                .daemon()
                .name("program output")
                .start(() -> {
                    try (from;
                            to) {
                        from.transferTo(to);
                    } catch (IOException e) {
                        // The pipe broke because the program was ended: what came before
                        // counts, and the exit code tells.
                    }
                });
    }

    private static void end(Process process) throws InterruptedException {
        if (!process.isAlive()) {
            return;
        }
        var family = process.descendants().toList();
        process.destroy();
        family.forEach(ProcessHandle::destroy);
        if (!process.waitFor(PATIENCE_AFTER_TERM.toMillis(), TimeUnit.MILLISECONDS)) {
            process.destroyForcibly();
        }
        family.forEach(ProcessHandle::destroyForcibly);
    }
}

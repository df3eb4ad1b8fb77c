package bip.ctl.service;

import bip.ctl.layout.Layout;
import bip.ctl.support.CtlException;
import bip.ctl.support.ErrorCode;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Runs the server as a plain process of the caller, for {@code --root}. The process is in a session
 * of its own: a Ctrl-C in the terminal that started it does not reach it.
 */
public final class PlainProcess implements ServiceManager {

    /** As long as the unit gives it; the server bounds its own wait for requests to less. */
    private static final Duration STOP_LIMIT = Duration.ofSeconds(15);

    private static final Duration KILL_LIMIT = Duration.ofSeconds(5);

    private static final Duration PAUSE = Duration.ofMillis(5);

    private static final String USUAL_ADDRESS = "127.0.0.1:8080";

    /** Enough for a stack trace with its cause. */
    private static final int TAIL_LINES = 30;

    private static final int TAIL_BYTES = 64 * 1024;

    /**
     * Writes down its own process number and start time, then becomes the server. $1 the program,
     * $2 the record, $3 the beginning of the record's JSON.
     */
    private static final String START_SCRIPT =
            """
            program=$1 record=$2 prefix=$3
            read -r stat <"/proc/$$/stat" || exit 126
            set -- $stat
            shift 21
            printf '%s,"pid":%s,"startTicks":%s}\\n' "$prefix" "$$" "$1" >"$record.new" || exit 126
            mv -f "$record.new" "$record" || exit 126
            exec "$program"
            """;

    private final Layout layout;
    private final Clock clock;
    private final Duration stopLimit;
    private final Path record;
    private final Path output;
    private @Nullable Process started;

    public PlainProcess(Layout layout, Clock clock) {
        this(layout, clock, STOP_LIMIT);
    }

    /**
     * With another patience.
     *
     * @param stopLimit how long the server may take to end before it is killed
     */
    PlainProcess(Layout layout, Clock clock, Duration stopLimit) {
        this.stopLimit = stopLimit;
        this.layout = layout;
        this.clock = clock;
        this.record = layout.process().resolve("server.json");
        this.output = layout.logs().resolve("start.log");
    }

    @Override
    public void start() throws IOException {
        Whole.run(this::begin);
    }

    private void begin() throws IOException, InterruptedException {
        if (state() instanceof ServiceState.Running) {
            return;
        }
        Path program = layout.current().resolve("release/bin/bip-server");
        if (!Files.isExecutable(program)) {
            throw new CtlException(ErrorCode.S100, program, "not an executable file");
        }
        Files.createDirectories(record.getParent());
        Files.createDirectories(output.getParent());
        Files.deleteIfExists(record);
        Process process = launch(program);
        started = process;
        awaitRecord(process, program);
    }

    /** Somebody else's program on the address would be taken for ours. */
    @Override
    public List<CtlException> obstacles() throws IOException, InterruptedException {
        if (state() instanceof ServiceState.Running) {
            return List.of();
        }
        String address =
                ServerEnvironment.settings(layout).getOrDefault("BIP_LISTEN", USUAL_ADDRESS);
        return PortHolder.find(address).stream()
                .map(holder ->
                        new CtlException(
                                ErrorCode.S152,
                                address,
                                holder,
                                "BIP_LISTEN=127.0.0.1:8081 (" + layout.serverEnvironment() + ")"))
                .toList();
    }

    private Process launch(Path program) throws IOException {
        var builder =
                new ProcessBuilder(
                        "setsid",
                        "sh",
                        "-c",
                        START_SCRIPT,
                        "sh",
                        program.toString(),
                        record.toString(),
                        ServerRecord.beginning(
                                clock.instant(), layout.current().resolve("release").toRealPath()));
        builder.environment().clear();
        builder.environment().putAll(ServerEnvironment.load(layout));
        builder.directory(layout.root().toFile());
        builder.redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
        builder.redirectErrorStream(true);
        builder.redirectOutput(ProcessBuilder.Redirect.to(output.toFile()));
        return builder.start();
    }

    /** The shell needs a few milliseconds; after that the server is known to every later run. */
    private void awaitRecord(Process process, Path program)
            throws IOException, InterruptedException {
        long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (!Files.exists(record)) {
            if (process.waitFor(5, TimeUnit.MILLISECONDS) && !Files.exists(record)) {
                throw new CtlException(ErrorCode.S100, program, String.join(" / ", tail()));
            }
            if (System.nanoTime() > end) {
                process.destroyForcibly();
                throw new CtlException(ErrorCode.S100, program, "sh did not start it within 10 s");
            }
        }
    }

    @Override
    public void restart() throws IOException {
        // Else the server would be ended, and the next one could not even say why it does not
        // start.
        if (Files.isDirectory(layout.logs()) && !Files.isWritable(layout.logs())) {
            throw new CtlException(ErrorCode.U178, layout.logs());
        }
        Whole.run(() -> {
            end();
            begin();
        });
    }

    @Override
    public void stop() throws IOException {
        Whole.run(this::end);
    }

    private void end() throws IOException, InterruptedException {
        Optional<ServerRecord> known = ServerRecord.load(record);
        if (known.isPresent() && known.get().isAlive()) {
            end(known.get());
        }
        Files.deleteIfExists(record);
        started = null;
    }

    private void end(ServerRecord server) throws IOException, InterruptedException {
        Optional<ProcessHandle> handle = ProcessHandle.of(server.process().pid());
        if (handle.isEmpty()) {
            return;
        }
        handle.get().destroy();
        if (!hasEnded(server, stopLimit)) {
            handle.get().destroyForcibly();
            if (!hasEnded(server, KILL_LIMIT)) {
                throw new CtlException(ErrorCode.S101, server.process().pid());
            }
        }
    }

    private boolean hasEnded(ServerRecord server, Duration limit)
            throws IOException, InterruptedException {
        Process own = started;
        if (own != null && own.pid() == server.process().pid()) {
            return own.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS) || !server.isAlive();
        }
        // What an earlier run started: Java would hear of its end a third of a second late, or only
        // when somebody collects it, as in containers where process 1 does that seldom.
        long end = System.nanoTime() + limit.toNanos();
        while (server.isAlive()) {
            if (System.nanoTime() > end) {
                return false;
            }
            Thread.sleep(PAUSE);
        }
        return true;
    }

    @Override
    public ServiceState state() throws IOException {
        Optional<ServerRecord> known = ServerRecord.load(record);
        if (known.isEmpty() || !known.get().isOfThisBoot()) {
            return new ServiceState.Stopped();
        }
        ServerRecord server = known.get();
        if (server.isAlive()) {
            return new ServiceState.Running(
                    server.process().pid(), server.since(), server.release());
        }
        return new ServiceState.Died(exitCode(server), tail());
    }

    private OptionalInt exitCode(ServerRecord server) {
        Process process = started;
        return process != null && process.pid() == server.process().pid() && !process.isAlive()
                ? OptionalInt.of(process.exitValue())
                : OptionalInt.empty();
    }

    private List<String> tail() throws IOException {
        if (!Files.exists(output)) {
            return List.of();
        }
        List<String> lines = end(output).lines().filter(line -> !line.isBlank()).toList();
        return lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size());
    }

    private static String end(Path file) throws IOException {
        try (var channel = FileChannel.open(file)) {
            channel.position(Math.max(0, channel.size() - TAIL_BYTES));
            var bytes = Channels.newInputStream(channel).readNBytes(TAIL_BYTES);
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }
}

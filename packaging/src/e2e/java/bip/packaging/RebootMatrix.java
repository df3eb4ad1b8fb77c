package bip.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import bip.packaging.AtRecord.Moment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.IntPredicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Stops bipctl at points of its journal on a real Debian, cuts that machine's power there and boots
 * it again: what its own units have then made of it is judged, before any command.
 */
final class RebootMatrix {

    private static final Duration LIMIT = Duration.ofMinutes(5);
    private static final Path LIBRARY = Path.of("/usr/local/lib/at-record.so");
    private static final Path CHANNEL = Path.of("/srv/torture");
    private static final String OPERATIONS = "var/lib/bipctl/operations";

    /** A machine mostly waits: for its boot, its units, its probes. */
    private static final int MACHINES_AT_ONCE = 2 * Runtime.getRuntime().availableProcessors();

    private final Scenario scenario;
    private final TortureReleases releases;
    private final AtRecord trap;
    private final Path folder;
    private final Path base;

    RebootMatrix(Scenario scenario, TortureReleases releases, AtRecord trap, Path folder) {
        this.scenario = scenario;
        this.releases = releases;
        this.trap = trap;
        this.folder = folder;
        this.base = folder.resolve("base");
    }

    /** What a machine is after it was booted. */
    private record Seen(SiteState state, int operations, int records) {}

    /** Cuts at each of the {@code wanted} points; two a record, counted from 0. */
    Verdicts run(IntPredicate wanted) throws Exception {
        prepare();
        Seen before = lookAt("before");
        Seen after = runUninterrupted();
        var verdicts = new Verdicts(scenario.toString(), after.records());
        var running = new ArrayList<Future<Verdicts.Verdict>>();
        try (var machines = Executors.newFixedThreadPool(MACHINES_AT_ONCE)) {
            for (int point = 0; point < 2 * after.records(); point++) {
                if (wanted.test(point)) {
                    int record = point / 2 + 1;
                    Moment moment = point % 2 == 0 ? Moment.BEFORE : Moment.AFTER;
                    String name = moment.word() + " record " + record;
                    running.add(
                            machines.submit(() ->
                                    verdicts.of(name, () -> cutAt(moment, record, before, after))));
                }
            }
        }
        for (var it : running) {
            verdicts.add(it.get());
        }
        return verdicts;
    }

    private void prepare() throws Exception {
        try (var machine = DebianMachine.boot(DebianSuite.BOOKWORM, base)) {
            machine.bring(trap.library(), LIBRARY);
            machine.bring(releases.signed().folder(), CHANNEL);
            releases.bringTo(machine);
            var bulletin = Bulletin.prepare(machine);
            machine.shell(
                            "echo BIPCTL_CHANNEL_URL=%s >>/etc/bip/bipctl.env;".formatted(CHANNEL)
                                    + "echo BIPCTL_READY_SECONDS=90 >>/etc/bip/bipctl.env")
                    .ended(0);
            // Makes the folders of an installation where there will be none.
            bulletin.bipctl("resume").ended(0);
            if (!scenario.from().isEmpty()) {
                bulletin.bipctl("install", "1.0.0", "--yes").ended(0);
                bulletin.importOffice();
            }
            if (scenario.from().equals("1.0.1")) {
                bulletin.bipctl("upgrade", "1.0.1", "--yes").ended(0);
            }
            machine.powerOff();
        }
    }

    private Seen lookAt(String name) throws Exception {
        try (var machine = bootFresh(folder.resolve(name))) {
            return look(machine);
        }
    }

    private Seen runUninterrupted() throws Exception {
        try (var machine = bootFresh(folder.resolve("after"))) {
            machine.run(command(Map.of())).ended(scenario.exitCode());
            return look(machine);
        }
    }

    private DebianMachine bootFresh(Path state) throws Exception {
        return DebianMachine.bootFrom(base, DebianSuite.BOOKWORM, state);
    }

    private String[] command(Map<String, String> environment) {
        var command = new ArrayList<>(List.of("env"));
        environment.forEach((key, value) -> command.add(key + "=" + value));
        command.add("bipctl");
        command.addAll(scenario.command());
        return command.toArray(String[]::new);
    }

    private Ending cutAt(Moment moment, int record, Seen before, Seen after) throws Exception {
        Path state = folder.resolve(moment.word() + "-" + record);
        try {
            return cutAt(moment, record, before, after, state);
        } finally {
            delete(state);
        }
    }

    private Ending cutAt(Moment moment, int record, Seen before, Seen after, Path state)
            throws Exception {
        stopAndCut(moment, record, state);
        try (var machine = bootFresh(state)) {
            assertThat(machine.systemState()).as(machine.journal(60)).isEqualTo("running");
            Seen now = look(machine);
            var bulletin = new BulletinView(machine);
            bulletin.assertStatus(now.state().version().isEmpty() ? 3 : 0);
            return new Judge(scenario, before.state(), after.state())
                    .judge(
                            now.state(),
                            bulletin.history(),
                            before.operations(),
                            now.operations() > before.operations() && now.records() > 0);
        }
    }

    private void stopAndCut(Moment moment, int record, Path state) throws Exception {
        Path signals = Files.createDirectories(state.resolve("exchange/signals"));
        Path output = state.resolve("output");
        var inside =
                new AtRecord(LIBRARY).stopping(moment, record, Path.of("/mnt/exchange/signals"));
        Process process;
        try (var machine = bootFresh(state)) {
            process =
                    machine.program(command(inside))
                            .redirectErrorStream(true)
                            .redirectOutput(output.toFile())
                            .start();
            awaitPoint(process, signals.resolve("reached"), output);
        }
        // What entered the machine for it stopped along with it.
        process.destroyForcibly();
    }

    private static void awaitPoint(Process process, Path reached, Path output) throws Exception {
        long end = System.nanoTime() + LIMIT.toNanos();
        while (!Files.exists(reached)) {
            boolean isOver = process.waitFor(20, TimeUnit.MILLISECONDS);
            assertThat(isOver || System.nanoTime() > end)
                    .as("ended or hangs before its point:%n%s", Files.readString(output))
                    .isFalse();
        }
    }

    private Seen look(DebianMachine machine) throws Exception {
        Path root = machine.files();
        assertThat(Files.exists(root.resolve("run/bipctl/freeze"))).as("freeze").isFalse();
        var view = new BulletinView(machine);
        List<Path> journals = journals(root.resolve(OPERATIONS));
        int records =
                journals.isEmpty()
                        ? 0
                        : Files.readAllLines(journals.getLast().resolve("journal.ndjson")).size();
        return new Seen(SiteState.of(root, view), journals.size(), records);
    }

    private static List<Path> journals(Path operations) throws IOException {
        if (!Files.isDirectory(operations)) {
            return List.of();
        }
        try (var list = Files.list(operations)) {
            return list.filter(it -> Files.isDirectory(it, LinkOption.NOFOLLOW_LINKS))
                    .sorted()
                    .toList();
        }
    }

    /** What is asked on the machine itself. */
    private record BulletinView(DebianMachine machine) implements SiteState.Health {

        @Override
        public Optional<JsonNode> ask() throws IOException, InterruptedException {
            var answer =
                    machine.run("curl", "-sSf", "--max-time", "60", Bulletin.ADDRESS + "/health");
            return answer.exitCode() == 0
                    ? Optional.of(JsonMapper.shared().readTree(answer.out()))
                    : Optional.empty();
        }

        void assertStatus(int exitCode) throws IOException, InterruptedException {
            machine.run("bipctl", "status").ended(exitCode);
        }

        String history() throws IOException, InterruptedException {
            return machine.run("bipctl", "history", "--json").ended(0).out();
        }
    }

    private static void delete(Path path) throws Exception {
        HostCommand.run(LIMIT, "rm", "-rf", "--one-file-system", path.toString()).ended(0);
    }
}

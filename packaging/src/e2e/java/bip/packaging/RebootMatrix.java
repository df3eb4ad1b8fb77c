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
    private static final String OPERATIONS = "var/lib/bipctl/operations";

    private final Scenario scenario;
    private final AtRecord trap;
    private final Path channel;
    private final Path state;
    private final Path kept;

    RebootMatrix(Scenario scenario, TortureReleases releases, AtRecord trap, Path folder) {
        this.scenario = scenario;
        this.trap = trap;
        this.channel = releases.channel();
        this.state = folder.resolve("machine");
        this.kept = folder.resolve("kept");
    }

    /** What a machine is after it was booted. */
    private record Seen(SiteState state, int operations, int records) {}

    /** Cuts at each of the {@code wanted} points; two a record, counted from 0. */
    Verdicts run(IntPredicate wanted) throws Exception {
        Seen before = prepare();
        Seen after = runUninterrupted();
        var verdicts = new Verdicts(scenario.toString(), after.records());
        for (int point = 0; point < 2 * after.records(); point++) {
            if (wanted.test(point)) {
                int record = point / 2 + 1;
                Moment moment = point % 2 == 0 ? Moment.BEFORE : Moment.AFTER;
                verdicts.add(
                        moment.word() + " record " + record,
                        () -> cutAt(moment, record, before, after));
            }
        }
        return verdicts;
    }

    private Seen prepare() throws Exception {
        try (var machine = DebianMachine.boot(DebianSuite.BOOKWORM, state)) {
            copy(channel, machine.exchange().resolve("torture"));
            copy(trap.library(), machine.exchange());
            var bulletin = Bulletin.prepare(machine);
            machine.shell(
                            "echo BIPCTL_CHANNEL_URL=/mnt/exchange/torture >>/etc/bip/bipctl.env;"
                                    + "echo BIPCTL_READY_SECONDS=90 >>/etc/bip/bipctl.env")
                    .ended(0);
            // Makes the folders of an installation where there will be none.
            bulletin.bipctl("resume").ended(0);
            if (!scenario.from().isEmpty()) {
                bulletin.bipctl("install", "1.0.0", "--unsigned", "--yes").ended(0);
                bulletin.importOffice();
            }
            if (scenario.from().equals("1.0.1")) {
                bulletin.bipctl("upgrade", "1.0.1", "--unsigned", "--yes").ended(0);
            }
            machine.powerOff();
        }
        copy(state.resolve("changes"), kept);
        try (var machine = bootKept()) {
            return look(machine);
        }
    }

    private Seen runUninterrupted() throws Exception {
        try (var machine = bootKept()) {
            machine.run(command(Map.of())).ended(scenario.exitCode());
            return look(machine);
        }
    }

    private DebianMachine bootKept() throws Exception {
        for (String part : List.of("changes", "work", "root")) {
            delete(state.resolve(part));
        }
        copy(kept, state.resolve("changes"));
        // A cache counts as older than a release whose files were just written anew.
        touch(state.resolve("changes/var/cache/bip/aot"));
        return DebianMachine.boot(DebianSuite.BOOKWORM, state);
    }

    private static void touch(Path caches) throws Exception {
        if (Files.isDirectory(caches)) {
            HostCommand.run(LIMIT, "sh", "-c", "touch " + caches + "/*.aot").ended(0);
        }
    }

    private String[] command(Map<String, String> environment) {
        var command = new ArrayList<>(List.of("env"));
        environment.forEach((key, value) -> command.add(key + "=" + value));
        command.add("bipctl");
        command.addAll(scenario.command());
        return command.toArray(String[]::new);
    }

    private Ending cutAt(Moment moment, int record, Seen before, Seen after) throws Exception {
        Path signals = state.resolve("exchange/signals");
        delete(signals);
        Files.createDirectories(signals);
        try (var machine = bootKept()) {
            stopAt(machine, moment, record, signals.resolve("reached"));
        }
        try (var machine = DebianMachine.boot(DebianSuite.BOOKWORM, state)) {
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

    private void stopAt(DebianMachine machine, Moment moment, int record, Path reached)
            throws Exception {
        var inside =
                new AtRecord(Path.of("/mnt/exchange/at-record.so"))
                        .stopping(moment, record, Path.of("/mnt/exchange/signals"));
        Process process =
                machine.program(command(inside))
                        .redirectErrorStream(true)
                        .redirectOutput(state.resolve("output").toFile())
                        .start();
        long end = System.nanoTime() + LIMIT.toNanos();
        while (!Files.exists(reached)) {
            boolean isOver = process.waitFor(20, TimeUnit.MILLISECONDS);
            assertThat(isOver || System.nanoTime() > end)
                    .as(
                            "ended or hangs before its point:%n%s",
                            Files.readString(state.resolve("output")))
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

    private static void copy(Path from, Path to) throws Exception {
        HostCommand.run(LIMIT, "cp", "-a", from.toString(), to.toString()).ended(0);
    }

    private static void delete(Path path) throws Exception {
        HostCommand.run(LIMIT, "rm", "-rf", "--one-file-system", path.toString()).ended(0);
    }
}

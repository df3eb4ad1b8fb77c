package bip.ctl.upgrade;

import bip.ctl.aot.AotCaches;
import bip.ctl.backup.Backups;
import bip.ctl.channel.Channels;
import bip.ctl.layout.InstallationFolders;
import bip.ctl.layout.Layout;
import bip.ctl.policy.PolicyFile;
import bip.ctl.rehearsal.Rehearsal;
import bip.ctl.release.Generations;
import bip.ctl.release.ReleaseStore;
import bip.ctl.release.ReleaseVersion;
import bip.ctl.service.ServerAccounts;
import bip.ctl.service.ServerImport;
import bip.ctl.testing.FakeProgram;
import bip.ctl.testing.FakeRunner;
import bip.ctl.testing.FakeService;
import bip.ctl.testing.TestChannel;
import bip.ctl.testing.TestRelease;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A small installation: real folders, archives and HTTP; no processes. */
final class Site implements AutoCloseable {

    static final UpgradeEvent.Listener NOBODY = _ -> {};

    final Layout layout;
    final FakeService service;
    final TestChannel channel;
    final StopSignal stop = new StopSignal();
    Clock clock = Clock.systemUTC();

    Site(Path folder) throws IOException {
        layout = new Layout(folder.resolve("root"));
        InstallationFolders.ensure(layout);
        service = new FakeService(layout);
        channel = new TestChannel(folder.resolve("channel"));
    }

    /** Publishes a release that behaves so. */
    Site offering(String version, int schema, String behaviour) throws IOException {
        channel.with(
                version,
                new TestRelease(version)
                        .schema(schema, Math.max(1, schema - 1), schema)
                        .file("lib/behaviour", behaviour));
        return this;
    }

    Site installed(String version) throws Exception {
        assertDone(run(planner().planInstall(new Wanted.Exactly(parse(version)))));
        return this;
    }

    /** Made anew each time, as each run of the program does. */
    Operations operations() {
        return new Operations(machine(), stop);
    }

    Planner planner() {
        return new Planner(machine());
    }

    Machine machine() {
        var store = new ReleaseStore(layout);
        var aotCaches = new AotCaches(layout);
        var runner = new FakeRunner();
        return new Machine(
                layout,
                store,
                new Generations(layout, store),
                service,
                new FakeProgram(),
                new ServerAccounts(layout, runner),
                new ServerImport(layout, runner),
                aotCaches,
                new Rehearsal(
                        layout, new FakeProgram(), runner, aotCaches, () -> Duration.ofSeconds(10)),
                new Backups(layout, new FakeProgram(), clock),
                service::probe,
                () -> Channels.unsigned(channel.url()),
                new PolicyFile(layout),
                clock,
                Optional.of(parse("1.0.0")),
                "jan",
                () -> Duration.ofMillis(200),
                () -> Duration.ofSeconds(10));
    }

    Outcome run(Planned planned) throws IOException {
        return run(planned, NOBODY);
    }

    Outcome run(Planned planned, UpgradeEvent.Listener listener) throws IOException {
        return operations().run(((Planned.Ready) planned).plan(), listener);
    }

    Outcome upgrade(String version) throws Exception {
        return run(planner().planUpgrade(new Wanted.Exactly(parse(version))));
    }

    void assertDone(Outcome outcome) {
        if (!(outcome instanceof Outcome.Done)) {
            throw new AssertionError(outcome.toString());
        }
    }

    static ReleaseVersion parse(String version) {
        return ReleaseVersion.parse(version).orElseThrow();
    }

    /** Version of the current release and of the one that answers; {@code -} for none. */
    String serving() throws IOException {
        String current =
                machine()
                        .generations()
                        .current()
                        .map(it -> it.release().version().toString())
                        .orElse("-");
        String answers =
                service.probe().ask() instanceof bip.ctl.probe.HealthAnswer.Answered(var health)
                        ? health.version()
                        : "-";
        return current + " " + answers;
    }

    /** What an editor wrote. */
    void write(String content) throws IOException {
        Path database = machine().generations().current().orElseThrow().database();
        Files.writeString(
                database, Files.readAllLines(database).getFirst() + "\n" + content + "\n");
    }

    String read() throws IOException {
        return Files.readAllLines(machine().generations().current().orElseThrow().database())
                .get(1);
    }

    /** All that an operation may change, but for its own journal. */
    List<String> tree() throws IOException {
        var lines = new ArrayList<String>();
        for (String part :
                List.of("opt/bip", "etc/bip", "var/lib/bip", "var/lib/bipctl/downloads")) {
            try (var walk = Files.walk(layout.root().resolve(part))) {
                for (Path path : walk.sorted().toList()) {
                    // The counter of generations only counts up.
                    if (!path.endsWith(".last")) {
                        lines.add(line(path));
                    }
                }
            }
        }
        if (Files.exists(layout.freeze())) {
            lines.add("frozen");
        }
        return lines;
    }

    private String line(Path path) throws IOException {
        String name = layout.root().relativize(path).toString();
        if (Files.isSymbolicLink(path)) {
            return name + " -> " + Files.readSymbolicLink(path);
        }
        if (Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
            return name + " " + TestRelease.sha256(Files.readAllBytes(path));
        }
        return name + "/";
    }

    @Override
    public void close() {
        service.close();
    }
}

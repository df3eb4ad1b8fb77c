package bip.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * An installation from which one {@link Scenario} is run again and again: brought back to where it
 * begins before each run, and judged after each. Owned by one thread.
 */
final class Ground implements AutoCloseable {

    /** Any changing command deals with what was cut short; this one changes nothing else. */
    private static final String[] RECOVERY = {"resume"};

    private static final Duration LIMIT = Duration.ofMinutes(5);
    private static final Duration STRAYS_LIMIT = Duration.ofSeconds(10);

    private final Scenario scenario;
    private final Site site;
    private final Path folder;
    private final Mirror base;
    private final Set<Path> journalsBefore;
    private final SiteState before;
    private final SiteState after;
    private final int records;
    private final Duration took;

    /** Of the server that runs where the scenario begins; 0 when none does. */
    private long server;

    private Ground(Scenario scenario, Site site, Path folder)
            throws IOException, InterruptedException {
        this.scenario = scenario;
        this.site = site;
        this.folder = folder;
        build();
        this.base = Mirror.of(site.root(), folder.resolve("base"));
        this.journalsBefore = journals();
        start();
        // Makes the folders of an installation where there is none.
        site.bipctl(RECOVERY).ended(0);
        this.before = SiteState.of(site);
        long begin = System.nanoTime();
        site.bipctl(scenario.unsignedCommand().toArray(String[]::new)).ended(scenario.exitCode());
        this.took = Duration.ofNanos(System.nanoTime() - begin);
        this.records = recordsOfNewest().size();
        this.after = SiteState.of(site);
        assertUninterruptedIsRight();
    }

    static Ground prepare(Scenario scenario, TortureReleases releases, Path folder)
            throws IOException, InterruptedException {
        Site site = Site.prepare(folder.resolve("site"), releases.channel().toString());
        Files.writeString(
                site.root().resolve("etc/bip/bipctl.env"),
                "BIPCTL_READY_SECONDS=90\n",
                StandardOpenOption.APPEND);
        try {
            return new Ground(scenario, site, folder);
        } catch (IOException | InterruptedException | RuntimeException | AssertionError e) {
            site.close();
            throw e;
        }
    }

    private void build() throws IOException, InterruptedException {
        if (scenario.from().isEmpty()) {
            return;
        }
        site.bipctl("install", "1.0.0", "--unsigned", "--yes").ended(0);
        site.server("import", "biuletyn-bip", Checkout.legacyData().toString()).ended(0);
        if (!scenario.from().equals("1.0.0")) {
            site.bipctl("upgrade", scenario.from(), "--unsigned", "--yes").ended(0);
        }
        site.bipctl("stop").ended(0);
    }

    private void assertUninterruptedIsRight() {
        assertThat(before.version()).isEqualTo(scenario.from());
        assertThat(before.rows().missingIn(after.rows())).as("lost rows").isEmpty();
        if (!scenario.from().isEmpty()) {
            assertThat(before.rows().count()).as("rows of the demonstration").isGreaterThan(100);
        }
        if (scenario.succeeds()) {
            assertThat(after.version()).isNotEqualTo(before.version());
        } else {
            assertThat(after.difference(before)).isEmpty();
        }
    }

    Scenario scenario() {
        return scenario;
    }

    Site site() {
        return site;
    }

    /** How many records an uninterrupted run writes. */
    int records() {
        return records;
    }

    /** How long an uninterrupted run takes. */
    Duration took() {
        return took;
    }

    /** Brings all back to where the scenario begins, with its server running. */
    void reset() throws IOException, InterruptedException {
        boolean stillRuns = server != 0 && isServer(server);
        endAllBut(stillRuns ? server : 0);
        base.restore(stillRuns ? this::isServers : _ -> false);
        if (!stillRuns) {
            start();
        }
    }

    /** Brings all back to where the scenario begins, with no process running. */
    void resetStopped() throws IOException, InterruptedException {
        endAll();
        base.restore(_ -> false);
    }

    /** Ends every process of this installation, as a power cut does. */
    void endAll() throws IOException, InterruptedException {
        endAllBut(0);
        server = 0;
    }

    private void start() throws IOException, InterruptedException {
        server = 0;
        if (!scenario.from().isEmpty()) {
            site.bipctl("start").ended(0);
            server = recordedServer();
        }
    }

    /** A running server goes on with its own files; that they are right was judged. */
    private boolean isServers(Path path) {
        Path name = site.root().relativize(path);
        return name.startsWith("run/bip")
                || name.startsWith("var/log")
                || name.startsWith("var/lib/bip/index")
                || name.startsWith("var/lib/bip/data/" + dataNumber());
    }

    private String dataNumber() {
        try {
            Path data = base.kept().resolve("opt/bip/current").resolve("data");
            return String.valueOf(Files.readSymbolicLink(data).getFileName());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private long recordedServer() throws IOException {
        Path record = site.root().resolve("run/bip/server.json");
        return Files.exists(record)
                ? JsonMapper.shared()
                        .readTree(Files.readAllBytes(record))
                        .required("pid")
                        .longValue()
                : 0;
    }

    private boolean isServer(long pid) throws IOException {
        return recordedServer() == pid && ProcessHandle.of(pid).map(this::isOurs).orElse(false);
    }

    private boolean isOurs(ProcessHandle process) {
        String place = site.root() + "/";
        return process.isAlive()
                && (process.info().command().orElse("").startsWith(place)
                        || process.info().commandLine().orElse("").contains(place));
    }

    private List<ProcessHandle> processesBut(long spared) {
        return ProcessHandle.allProcesses()
                .filter(process -> process.pid() != spared)
                .filter(this::isOurs)
                .toList();
    }

    private void endAllBut(long spared) throws IOException, InterruptedException {
        for (ProcessHandle process : processesBut(spared)) {
            process.destroyForcibly();
        }
        awaitNoneBut(spared);
    }

    private void awaitNoneBut(long spared) throws InterruptedException {
        long end = System.nanoTime() + STRAYS_LIMIT.toNanos();
        while (!processesBut(spared).isEmpty() && System.nanoTime() < end) {
            TimeUnit.MILLISECONDS.sleep(20);
        }
        assertThat(processesBut(spared)).as("processes that were left").isEmpty();
    }

    /** Starts the scenario's command. */
    Process begin(Map<String, String> environment) throws IOException {
        return site.start(environment, folder.resolve("output"), scenario.unsignedCommand());
    }

    /** Starts the command that deals with what was cut short. */
    Process beginRecovery() throws IOException {
        return site.start(Map.of(), folder.resolve("recovery"), List.of(RECOVERY));
    }

    /** Waits for {@code process}, and returns its exit code: 137 for SIGKILL. */
    int await(Process process) throws IOException, InterruptedException {
        if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IOException(
                    "ran longer than " + LIMIT + ": " + Files.readString(folder.resolve("output")));
        }
        return process.exitValue();
    }

    private Set<Path> journals() throws IOException {
        Path operations = site.root().resolve("var/lib/bipctl/operations");
        if (!Files.isDirectory(operations)) {
            return Set.of();
        }
        try (var list = Files.list(operations)) {
            return list.filter(Files::isDirectory).collect(Collectors.toSet());
        }
    }

    /** The lines of the journal that the scenario has made; none when it has not made one yet. */
    List<String> recordsOfNewest() throws IOException {
        var newest = new TreeSet<>(journals());
        newest.removeAll(journalsBefore);
        if (newest.isEmpty()) {
            return List.of();
        }
        Path file = newest.last().resolve("journal.ndjson");
        return Files.exists(file) ? Files.readAllLines(file) : List.of();
    }

    /**
     * Lets the next command deal with what was cut short and judges what is then there.
     *
     * @throws AssertionError if it is anything but what was before or what was to be
     */
    Ending recoverAndJudge() throws IOException, InterruptedException {
        site.bipctl(RECOVERY).ended(0);
        return judge();
    }

    /** After a power cut nothing runs, so that what is installed is started first. */
    Ending recoverStartAndJudge() throws IOException, InterruptedException {
        site.bipctl(RECOVERY).ended(0);
        if (Files.exists(site.root().resolve("opt/bip/current"))) {
            site.bipctl("start").ended(0);
        }
        return judge();
    }

    private Ending judge() throws IOException, InterruptedException {
        awaitNoneBut(recordedServer());
        var now = SiteState.of(site);
        assertThat(site.root().resolve("run/bipctl/freeze")).as("freeze").doesNotExist();
        assertThat(site.root().resolve("var/lib/bipctl/open-operation")).doesNotExist();
        assertStatusIsRight(now);
        return new Judge(scenario, before, after)
                .judge(
                        now,
                        site.bipctl("history", "--json").ended(0).out(),
                        journalsBefore.size(),
                        !recordsOfNewest().isEmpty());
    }

    private void assertStatusIsRight(SiteState now) throws IOException, InterruptedException {
        var run = site.bipctl("status", "--json").ended(now.version().isEmpty() ? 3 : 0);
        JsonNode status = JsonMapper.shared().readTree(run.out());
        assertThat(status.required("unfinished").isNull()).as("unfinished").isTrue();
        assertThat(status.required("version").isNull() ? "" : status.get("version").stringValue())
                .isEqualTo(now.version());
    }

    /** What was cut short stands in no later operation's way. */
    void assertNextOperationWorks() throws IOException, InterruptedException {
        boolean isNew = !Files.exists(site.root().resolve("opt/bip/current"));
        site.bipctl(isNew ? "install" : "upgrade", "2.0.0", "--unsigned", "--yes").ended(0);
        var now = SiteState.of(site);
        assertThat(now.version()).isEqualTo("2.0.0");
        assertThat(before.rows().missingIn(now.rows())).as("lost rows").isEmpty();
    }

    /** The last lines that the scenario's command printed. */
    @Nullable String output() throws IOException {
        Path output = folder.resolve("output");
        return Files.exists(output) ? Files.readString(output) : null;
    }

    @Override
    public void close() throws IOException, InterruptedException {
        endAll();
    }
}

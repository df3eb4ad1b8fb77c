package bip.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A bulletin with content that is put back to the same state before each fault: 1.0.0 answers; the
 * channel has 1.1.0, and 1.9.0, which does wrong what {@link #tell} says. Both are unpacked
 * already, and the cache of loaded classes of 1.1.0 is made: that takes longer than all the rest
 * and is no matter of most faults. One for all classes of tests; needs root.
 */
final class Laboratory implements AutoCloseable {

    static final String PAGE = "/strona/status-prawny-i-statut";

    /** Its content differs in no file but one more jar: it does wrong what it is told. */
    static final String FAULTY = "1.9.0";

    private static final List<String> BUSY_FOLDERS = List.of("index", "audit");

    private final Path folder;
    private final Site site;
    private final ChannelFolder channel;
    private final String content;

    private Laboratory(Path folder, Site site, ChannelFolder channel, String content) {
        this.folder = folder;
        this.site = site;
        this.channel = channel;
        this.content = content;
    }

    /** Gives the one laboratory to each test that asks for it. */
    static final class Key implements ParameterResolver {
        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == Laboratory.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return context.getRoot()
                    .getStore(ExtensionContext.Namespace.create(Laboratory.class))
                    .computeIfAbsent("laboratory", _ -> open());
        }

        private static Laboratory open() {
            try {
                return prepare(Files.createTempDirectory("bip-laboratory").toRealPath());
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private static Laboratory prepare(Path folder) throws IOException, InterruptedException {
        var channel = new ChannelFolder(folder.resolve("channel"));
        channel.add(Checkout.archive("1.0.0"));
        channel.add(Checkout.archive("1.1.0"));
        Path faulty = Files.createDirectory(folder.resolve("faulty"));
        channel.add(FaultyRelease.makeTold(FAULTY, faulty));
        Site site = Site.prepare(folder.resolve("site"), folder.resolve("channel").toString());
        Files.writeString(
                site.root().resolve("etc/bip/bipctl.env"),
                "BIPCTL_READY_SECONDS=60\n",
                StandardOpenOption.APPEND);
        site.bipctl("install", "1.0.0", "--unsigned", "--yes").ended(0);
        site.server("import", "biuletyn-bip", Checkout.legacyData().toString()).ended(0);
        String content = mainPart(site);
        site.bipctl("stop").ended(0);
        Programs.run(List.of("cp", "-a", "site", "kept"), folder);
        site.bipctl("start").ended(0);
        site.bipctl("upgrade", "1.1.0", "--unsigned", "--yes").ended(0);
        site.bipctl("upgrade", FAULTY, "--unsigned", "--yes").ended(0);
        sh(
                folder,
                "for part in opt/bip/releases var/cache/bip/aot; do"
                        + " cp -an site/$part/. kept/$part; done");
        return new Laboratory(folder, site, channel, content);
    }

    private static void sh(Path folder, String script) throws IOException, InterruptedException {
        Programs.run(List.of("sh", "-ec", script), folder);
    }

    Site site() {
        return site;
    }

    ChannelFolder channel() {
        return channel;
    }

    Path path(String name) {
        return site.root().resolve(name);
    }

    /** What is done while everything stands still. */
    interface Act {
        void run() throws Exception;
    }

    /** Puts all back to the beginning, and starts the server. */
    Laboratory reset() throws Exception {
        return reset(() -> {});
    }

    /**
     * As {@link #reset()}.
     *
     * @param beforeStart done when all is in place and nothing runs
     */
    Laboratory reset(Act beforeStart) throws Exception {
        endServer();
        // Releases are never written to, so their files may be shared.
        sh(
                folder,
                "rm -rf --one-file-system site; mkdir -p site/opt/bip;"
                        + " cp -al kept/opt/bip/releases site/opt/bip;"
                        + " cp -an kept/. site");
        // A copied jar is newer than the cache that was made for it, which would be stale.
        try (var caches = Files.list(path("var/cache/bip/aot"))) {
            for (Path cache : caches.toList()) {
                Files.setLastModifiedTime(
                        cache, FileTime.from(Instant.now().plus(Duration.ofDays(1))));
            }
        }
        beforeStart.run();
        site.bipctl("start").ended(0);
        return this;
    }

    /** Every process of this installation, known to bipctl or not. */
    void endServer() throws InterruptedException {
        // One that nobody collects stays in the table, but has no command line any more.
        for (var left = processes(); !left.isEmpty(); left = processes()) {
            left.forEach(ProcessHandle::destroyForcibly);
            Thread.sleep(5);
        }
    }

    /** Java processes of the releases of this installation. */
    List<ProcessHandle> processes() {
        String home = "-Dbip.home=" + site.root();
        return ProcessHandle.allProcesses()
                .filter(it -> it.info().commandLine().orElse("").contains(home))
                .toList();
    }

    /** Tells 1.9.0 what to do wrong where visitors come, and not where it is tried out. */
    Laboratory tell(String fault) throws IOException {
        Files.writeString(
                path("etc/bip/bip.env"), "FAULT=%s%n".formatted(fault), StandardOpenOption.APPEND);
        return this;
    }

    /** Runs {@code script} in a folder of the installation, as a person there would. */
    void inFolder(String name, String script) throws IOException, InterruptedException {
        sh(path(name), script);
    }

    /** {@code version} is to be had from the channel alone. */
    void forget(String version) throws IOException, InterruptedException {
        sh(path("opt/bip/releases"), "rm -rf %s-*".formatted(version));
    }

    /** Upgrades to {@code version} and ends with {@code exitCode}. */
    Site.Run upgrade(String version, int exitCode) throws Exception {
        return site.bipctl("upgrade", version, "--unsigned", "--yes").ended(exitCode);
    }

    /** Runs {@code script} in bash, with bipctl and its root as the arguments. */
    Site.Run shell(String script) throws IOException, InterruptedException {
        return site.run(
                List.of(
                        "bash",
                        "-c",
                        "set -o pipefail; " + script,
                        "bash",
                        Checkout.bipctl().toString(),
                        "--root=" + site.root()),
                Map.of("LC_ALL", "en_GB.UTF-8"));
    }

    /** How long a started server may take to become ready, from now on. */
    void readyLimit(int seconds) throws IOException {
        Files.writeString(
                path("etc/bip/bipctl.env"),
                "BIPCTL_READY_SECONDS=" + seconds + "\n",
                StandardOpenOption.APPEND);
    }

    /** That the next run, after the cause is mended, does what the failed one should have done. */
    void secondRunWorks() throws Exception {
        upgrade("1.1.0", 0);
        assertServes("1.1.0");
        assertThat(history()).first().isEqualTo("upgrade 1.1.0 done");
        assertThat(freeze()).doesNotExist();
    }

    /** That {@code version} answers, with the content that it had, and that editors may write. */
    void assertServes(String version) throws Exception {
        JsonNode health = JsonMapper.shared().readTree(site.get("/health").body());
        assertThat(health.required("version").stringValue()).isEqualTo(version);
        assertThat(health.required("ready").booleanValue()).isTrue();
        assertThat(health.required("frozen").booleanValue()).isFalse();
        assertThat(mainPart(site)).isEqualTo(content);
        assertThat(freeze()).doesNotExist();
    }

    private Path freeze() {
        return path("run/bipctl/freeze");
    }

    private static String mainPart(Site site) throws IOException {
        var answer = site.get(PAGE);
        assertThat(answer.status()).isEqualTo(200);
        return Jsoup.parse(answer.text()).select("main").text();
    }

    /** What was done here, newest first: {@code upgrade 1.1.0 undone}. */
    List<String> history() throws Exception {
        var history = JsonMapper.shared().readTree(site.bipctl("history", "--json").ended(0).out());
        var told = new ArrayList<String>();
        for (JsonNode operation : history.required("operations")) {
            told.add(
                    operation.required("operation").stringValue()
                            + " "
                            + operation.required("to").stringValue()
                            + " "
                            + operation.required("outcome").stringValue());
        }
        return told;
    }

    /**
     * Names of all that an operation may make: releases, generations, data, downloads, settings,
     * the freeze, the holder's note.
     */
    Set<String> names() throws IOException {
        var names = new TreeSet<String>();
        for (String part :
                List.of("opt/bip", "etc/bip", "var/lib/bip", "var/lib/bipctl/downloads", "run")) {
            collect(path(part), names);
        }
        return names;
    }

    private void collect(Path place, Set<String> names) throws IOException {
        String name = place.getFileName().toString();
        if (BUSY_FOLDERS.contains(name) || name.matches(".*-(wal|shm)|\\.last|filler.*")) {
            return;
        }
        boolean isLink = Files.isSymbolicLink(place);
        names.add(
                site.root().relativize(place)
                        + (isLink ? " -> " + Files.readSymbolicLink(place) : ""));
        if (Files.isDirectory(place, LinkOption.NOFOLLOW_LINKS)) {
            try (var children = Files.list(place)) {
                for (Path child : children.toList()) {
                    collect(child, names);
                }
            }
        }
    }

    /** The text of the newest operation's journal. */
    String journal() throws IOException {
        Path file = journals().getLast().resolve("journal.ndjson");
        return Files.exists(file) ? Files.readString(file, StandardCharsets.UTF_8) : "";
    }

    /** The folders of all operations, oldest first. */
    List<Path> journals() throws IOException {
        try (var folders = Files.list(path("var/lib/bipctl/operations"))) {
            return folders.filter(Files::isDirectory).sorted().toList();
        }
    }

    @Override
    public void close() throws IOException, InterruptedException {
        endServer();
        sh(folder, "rm -rf --one-file-system ./* ; rmdir " + folder);
    }
}

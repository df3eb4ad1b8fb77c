package bip.ctl.trust;

import static org.assertj.core.api.Assertions.assertThat;

import bip.ctl.command.CommandLines;
import bip.ctl.layout.Layout;
import bip.ctl.testing.ChildJvm;
import bip.ctl.testing.FakeServer;
import bip.ctl.testing.Ports;
import bip.ctl.testing.RecordingConsole;
import bip.ctl.testing.TestRelease;
import bip.ctl.testing.TestToolkit;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Releases that come in a file: who vouches for them, for how long, and what of it stays. */
class CarriedReleaseTest {

    @TempDir Path folder;

    private final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    private final Map<String, byte[]> archives = new TreeMap<>();
    private RecordingConsole console = new RecordingConsole();
    private Layout layout;
    private RepositorySimulator publisher;

    @BeforeEach
    void publish() throws Exception {
        layout = new Layout(folder.resolve("site"));
        publisher = new RepositorySimulator(now);
        Files.write(folder.resolve("root.json"), publisher.publishedAs(Role.ROOT, 1));
        setting("BIP_LISTEN=127.0.0.1:" + Ports.free(), layout.serverEnvironment());
        offer("1.0.0");
    }

    @AfterEach
    void stop() {
        publisher.close();
    }

    private static void setting(String line, Path file) throws IOException {
        Files.createDirectories(file.resolveSibling(""));
        Files.writeString(file, line + "\n");
    }

    private Path offer(String version) throws IOException {
        Path archive =
                FakeServer.release(version, "well")
                        .writeTo(Files.createDirectories(folder.resolve("made")));
        byte[] bytes = Files.readAllBytes(archive);
        archives.put(version, bytes);
        var custom = new LinkedHashMap<String, Object>();
        custom.put("product", "bip-server");
        custom.put("version", version);
        custom.put("channel", List.of("candidate"));
        var target = new LinkedHashMap<String, Object>();
        target.put("length", bytes.length);
        target.put("hashes", Map.of("sha512", TestRelease.sha512(bytes)));
        target.put("custom", custom);
        publisher.map(Role.TARGETS, "targets").put(name(version), target);
        sign(now.minus(Duration.ofDays(1)));
        return archive;
    }

    private static String name(String version) {
        return "bip-server-" + version + "-linux-x64.tar.gz";
    }

    private void sign(Instant at) {
        publisher.of(Role.TIMESTAMP).put("bip_signed_at", at.toString());
        publisher.publish(Role.TARGETS, Role.SNAPSHOT, Role.TIMESTAMP);
    }

    private void revoke(String version) {
        RepositorySimulator.mapIn(
                        RepositorySimulator.mapIn(
                                publisher.map(Role.TARGETS, "targets"), name(version)),
                        "custom")
                .put("revoked", Map.of("at", now.toString()));
        sign(now);
    }

    private byte[] archive(String version) {
        return Objects.requireNonNull(archives.get(version));
    }

    /** What was published last, with one archive, as the publisher writes it. */
    private Path bundle(String version) throws IOException {
        Path file = folder.resolve("bip-" + version + "-" + publisher.version(Role.TIMESTAMP));
        return TestBundle.write(file, publisher, name(version), archive(version));
    }

    /** The channel as a folder, as it is published now. */
    private Path mirror() throws IOException {
        Path metadata = Files.createDirectories(folder.resolve("mirror/metadata"));
        for (Role role : Role.values()) {
            Files.write(
                    metadata.resolve(
                            role == Role.TIMESTAMP
                                    ? role.fileName()
                                    : role.fileName(publisher.version(role))),
                    publisher.last(role));
        }
        return metadata.resolveSibling("");
    }

    private int run(Object... words) {
        var all = new ArrayList<>(List.of("--root", layout.root().toString()));
        Arrays.stream(words).map(Object::toString).forEach(all::add);
        console = new RecordingConsole();
        return new CommandLines(new TestToolkit(console, folder.resolve("root.json")))
                .run(all.toArray(String[]::new));
    }

    private String said() {
        return String.join("\n", console.warnings()) + String.join("\n", console.notices());
    }

    private void takes(Object... words) {
        assertThat(run(words)).as(said()).isZero();
        assertThat(layout.downloads()).isEmptyDirectory();
    }

    private void refuses(int exitCode, String code, Object... words) {
        assertThat(run(words)).as(said()).isEqualTo(exitCode);
        assertThat(said()).contains(code);
        assertThat(layout.downloads()).isEmptyDirectory();
    }

    private List<String> releases() throws IOException {
        try (var list = Files.list(layout.releases())) {
            return list.map(it -> it.getFileName().toString().replaceAll("-.*", ""))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void aBundleInstallsAndUpgradesWithoutAChannel() throws Exception {
        takes("install", bundle("1.0.0"), "--yes");
        assertThat(said()).doesNotContain("signature").contains("days since then: 1");
        offer("1.1.0");
        Path next = bundle("1.1.0");
        takes("upgrade", next, "--dry-run");
        assertThat(String.join("\n", console.results())).contains(next.toString());
        takes("release", "import", next);
        takes("release", "gc");
        assertThat(String.join("\n", console.results())).contains("still to come");
        takes("upgrade", "1.1.0", "--yes");
        assertThat(run("status")).isZero();
        assertThat(String.join("\n", console.results())).contains("1.1.0");
        takes("history");
        assertThat(String.join("\n", console.results())).contains("import");
        takes("upgrade", next, "--yes");
        refuses(13, "BIP-U102", "upgrade", bundle("1.0.0"), "--yes");
        run("stop");
    }

    @Test
    void aBundleThatWasChangedIsRefused() throws Exception {
        Path good = bundle("1.0.0");
        byte[] bytes = Files.readAllBytes(good);
        int last = bytes.length - 1;
        while (bytes[last] == 0) {
            last--;
        }
        byte[] changed = bytes.clone();
        changed[last - 9] ^= 1;
        Files.write(good, changed);
        refuses(20, "BIP-C105", "release", "import", good);
        publisher.signers(Role.TARGETS).clear();
        publisher.signers(Role.TARGETS).put("stranger", Signer.create());
        sign(now);
        refuses(20, "BIP-C120", "release", "import", bundle("1.0.0"));
        assertThat(said()).contains("another root of trust");
        Files.write(good, Arrays.copyOf(bytes, 700));
        refuses(20, "BIP-C131", "release", "import", good);
        assertThat(layout.releases()).isEmptyDirectory();
    }

    @Test
    void whatABundleBringsIsTrustedFromThenOn() throws Exception {
        Path older = bundle("1.0.0");
        offer("1.1.0");
        takes("release", "import", bundle("1.1.0"));
        assertThat(Files.readAllBytes(layout.trust().resolve("timestamp.json")))
                .isEqualTo(publisher.last(Role.TIMESTAMP));
        takes("release", "import", older);
        assertThat(said()).contains("older than what this machine trusts");
        assertThat(Files.readAllBytes(layout.trust().resolve("timestamp.json")))
                .isEqualTo(publisher.last(Role.TIMESTAMP));
        assertThat(releases()).containsExactly("1.0.0", "1.1.0");
    }

    @Test
    void anOlderBundleOfWhatWasRevokedOrTakenOutSinceIsRefused() throws Exception {
        Path older = bundle("1.0.0");
        offer("1.1.0");
        Path other = bundle("1.1.0");
        publisher.map(Role.TARGETS, "targets").remove(name("1.1.0"));
        revoke("1.0.0");
        offer("1.2.0");
        takes("release", "import", bundle("1.2.0"));
        refuses(20, "BIP-C133", "release", "import", older);
        refuses(20, "BIP-C132", "release", "import", other);
        refuses(20, "BIP-C133", "release", "import", bundle("1.0.0"));
    }

    /** Made before the online key was replaced, and brought when the machine knows of that. */
    @Test
    void aBundleFromBeforeAKeyWasReplacedIsJudgedByTheNewOnes() throws Exception {
        Path older = bundle("1.0.0");
        publisher.rotateKeys(Role.TIMESTAMP);
        publisher.publish(Role.ROOT);
        offer("1.1.0");
        takes("release", "import", bundle("1.1.0"));
        takes("release", "import", older);
        assertThat(said()).contains("older than what this machine trusts");
    }

    @Test
    void aBundleOutlivesItsTimestampForNinetyDays() throws Exception {
        publisher.expire(Role.TIMESTAMP, now.minus(Duration.ofDays(89)));
        publisher.expire(Role.SNAPSHOT, now.minus(Duration.ofDays(80)));
        sign(now.minus(Duration.ofDays(100)));
        Path stale = bundle("1.0.0");
        takes("release", "import", stale);
        assertThat(said())
                .contains("WARNING", "timestamp.json", "89 days ago", "days since then: 100");
        assertThat(layout.trust().resolve("timestamp.json")).doesNotExist();
        takes("history", operation());
        assertThat(String.join("\n", console.results())).contains("timestamp.json");
        takes("history", operation(), "--json");
        assertThat(String.join("\n", console.results())).contains("\"stale\"");

        setting("BIPCTL_BUNDLE_DAYS=88", layout.toolEnvironment());
        refuses(21, "BIP-C134", "release", "import", stale);
        setting("BIPCTL_BUNDLE_DAYS=0", layout.toolEnvironment());
        refuses(21, "BIP-C134", "release", "import", stale);
        setting("BIPCTL_BUNDLE_DAYS=366", layout.toolEnvironment());
        refuses(2, "BIP-C130", "release", "import", stale);
    }

    private String operation() throws IOException {
        try (var list = Files.list(layout.operations())) {
            return list.map(it -> it.getFileName().toString()).sorted().toList().getLast();
        }
    }

    @Test
    void onlyAPersonTakesWhatIsOlder() throws Exception {
        publisher.expire(Role.TIMESTAMP, now.minus(Duration.ofDays(91)));
        sign(now.minus(Duration.ofDays(105)));
        Path stale = bundle("1.0.0");
        refuses(21, "BIP-C134", "release", "import", stale);
        refuses(2, "BIP-A106", "release", "import", stale, "--accept-stale", "--no-input");
        takes("release", "import", stale, "--accept-stale");
        assertThat(said()).contains("WARNING", "91 days ago");
    }

    @Test
    void nobodyTakesWhatARootSaysThatHasExpired() throws Exception {
        publisher.expire(Role.ROOT, now.minus(Duration.ofDays(1)));
        publisher.publish(Role.ROOT);
        sign(now);
        refuses(21, "BIP-C134", "release", "import", bundle("1.0.0"), "--accept-stale");
    }

    @Test
    void aPersonMayTakeAStaleChannel() throws Exception {
        takes("install", bundle("1.0.0"), "--yes");
        offer("1.1.0");
        RepositorySimulator.mapIn(
                        RepositorySimulator.mapIn(
                                publisher.map(Role.TARGETS, "targets"), name("1.1.0")),
                        "custom")
                .put("channel", List.of("stable"));
        publisher.expire(Role.TIMESTAMP, now.minus(Duration.ofHours(1)));
        sign(now.minus(Duration.ofDays(14)));
        Path mirror = mirror();
        byte[] archive = archive("1.1.0");
        Files.write(
                Files.createDirectories(mirror.resolve("targets"))
                        .resolve(TestRelease.sha512(archive) + "." + name("1.1.0")),
                archive);
        refuses(21, "BIP-C121", "upgrade", "--channel", mirror, "--yes");
        takes("upgrade", "--channel", mirror, "--yes", "--accept-stale");
        assertThat(console.warnings()).filteredOn(it -> it.contains("WARNING")).hasSize(1);
        takes("history", operation());
        assertThat(String.join("\n", console.results())).contains("timestamp.json");
        run("stop");
    }

    @Test
    void whatIsNoReleaseIsToldByItsName() throws Exception {
        refuses(2, "BIP-A108", "upgrade", folder);
        assertThat(said()).contains("a folder");
        refuses(2, "BIP-A108", "upgrade", "/dev/zero", "--dry-run");
        refuses(2, "BIP-A108", "release", "import", "/dev/zero");
        refuses(2, "BIP-A107", "release", "import", "");
        refuses(2, "BIP-A102", "upgrade", "");
        Path file = Files.createFile(folder.resolve("file"));
        refuses(20, "BIP-C136", "release", "import", file);
        assertThat(said()).contains("it is empty");
        Files.writeString(file, "root:x:0:0");
        refuses(20, "BIP-C136", "release", "import", file);
        assertThat(said()).contains("neither a bundle nor an archive");
    }

    @Test
    void aPlainArchiveIsTakenWhenTheChannelListsIt() throws Exception {
        Path archive =
                Files.copy(folder.resolve("made").resolve(name("1.0.0")), folder.resolve("x"));
        refuses(20, "BIP-C132", "release", "import", archive);
        assertThat(said()).contains("no channel is known");
        Path mirror = mirror();
        takes("release", "import", archive, "--channel", mirror);
        takes("release", "remove", "1.0.0", "--yes");
        assertThat(layout.releases()).isEmptyDirectory();

        // The channel is away, and what was trusted is still good.
        takes("release", "import", archive, "--channel", folder.resolve("none"));
        assertThat(said()).contains("cannot be reached", "days since then: 1");
        takes("release", "import", archive);

        byte[] other = archive("1.0.0").clone();
        other[other.length - 1] ^= 1;
        Path changed = Files.write(folder.resolve(name("1.0.0")), other);
        refuses(20, "BIP-C132", "release", "import", changed);
        assertThat(said()).contains("others");
        revoke("1.0.0");
        mirror();
        refuses(20, "BIP-C133", "release", "import", archive, "--channel", mirror);
        refuses(2, "BIP-A107", "release", "import", folder.resolve("nothing"));
    }

    @Test
    void whatWasTrustedAndHasExpiredVouchesForNothingByItself() throws Exception {
        publisher.expire(Role.TIMESTAMP, now.plus(Duration.ofHours(1)));
        sign(now);
        takes("release", "import", bundle("1.0.0"));
        Path archive = folder.resolve("made").resolve(name("1.0.0"));
        takes("release", "import", archive);
        // Something was signed two hours from now: so late it is at the least.
        Files.writeString(
                layout.trust().resolve("time-floor"), now.plus(Duration.ofHours(2)) + "\n");
        refuses(21, "BIP-C134", "release", "import", archive);
        takes("release", "import", archive, "--accept-stale");
    }

    /** What another process is just writing is waited for: half of it would be a mix. */
    @Test
    void aBundleWaitsForWhoeverRefreshes() throws Exception {
        Path bundle = bundle("1.0.0");
        Path lock = Files.createDirectories(layout.trust()).resolve("refresh-lock");
        Process holder =
                new ProcessBuilder(ChildJvm.command(Holder.class, List.of(), lock.toString()))
                        .start();
        try {
            assertThat(holder.inputReader().readLine()).isEqualTo("held");
            var exit = new AtomicInteger(-1);
            var importing =
                    Thread.ofPlatform().start(() -> exit.set(run("release", "import", bundle)));
            while (!isWaiting(importing)) {
                assertThat(importing.isAlive()).as("it did not wait").isTrue();
                Thread.onSpinWait();
            }
            assertThat(layout.trust().resolve("timestamp.json")).doesNotExist();
            holder.destroy();
            importing.join();
            assertThat(exit).as(said()).hasValue(0);
        } finally {
            holder.destroy();
        }
        assertThat(layout.trust().resolve("timestamp.json")).exists();
    }

    private static boolean isWaiting(Thread thread) {
        return Arrays.stream(thread.getStackTrace())
                .anyMatch(it -> it.getClassName().endsWith("RefreshLock"));
    }

    /** Holds the lock until it is ended. */
    static final class Holder {

        private Holder() {}

        @SuppressWarnings("SystemOut") // whoever started it waits for that word
        public static void main(String[] arguments) throws IOException {
            try (var file =
                            FileChannel.open(
                                    Path.of(arguments[0]),
                                    StandardOpenOption.CREATE,
                                    StandardOpenOption.WRITE);
                    var _ = file.lock()) {
                System.out.println("held");
                int end = System.in.read();
                System.exit(end);
            }
        }
    }

    @Test
    void withoutARootABundleCannotBeVerified() throws Exception {
        Path bundle = bundle("1.0.0");
        Files.delete(folder.resolve("root.json"));
        refuses(20, "BIP-C135", "release", "import", bundle);
        refuses(20, "BIP-C135", "install", bundle, "--unsigned", "--yes");
    }
}

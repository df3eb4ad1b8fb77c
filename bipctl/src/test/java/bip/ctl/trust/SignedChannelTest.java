package bip.ctl.trust;

import static org.assertj.core.api.Assertions.assertThat;

import bip.ctl.command.CommandLines;
import bip.ctl.layout.Layout;
import bip.ctl.support.AtomicFiles;
import bip.ctl.testing.FakeServer;
import bip.ctl.testing.Ports;
import bip.ctl.testing.RecordingConsole;
import bip.ctl.testing.TestChannel;
import bip.ctl.testing.TestRelease;
import bip.ctl.testing.TestToolkit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A site that is served, and follows a signed channel. Attacks on the channel: {@link
 * ThreatTableTest}.
 */
class SignedChannelTest {

    private static final String OFFERED = "bip-server-1.1.0-linux-x64.tar.gz";

    @TempDir Path folder;

    private final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    private RecordingConsole console = new RecordingConsole();
    private Layout layout;
    private Path mirror;
    private RepositorySimulator publisher;

    @BeforeEach
    void install() throws Exception {
        layout = new Layout(folder.resolve("site"));
        mirror = folder.resolve("mirror");
        publisher = new RepositorySimulator(now);
        Files.createDirectories(layout.serverEnvironment().resolveSibling(""));
        Files.writeString(
                layout.serverEnvironment(), "BIP_LISTEN=127.0.0.1:" + Ports.free() + "\n");
        offer("1.0.0", "stable");
        publish();
        Files.write(folder.resolve("root.json"), publisher.publishedAs(Role.ROOT, 1));
        assertThat(run("install", "--yes")).as(said()).isZero();
    }

    @AfterEach
    void stop() {
        run("stop");
        publisher.close();
    }

    /** Every file of the repository as it is published now. */
    private void publish() throws IOException {
        Path metadata = Files.createDirectories(mirror.resolve("metadata"));
        for (Role role : Role.values()) {
            Files.write(
                    metadata.resolve(
                            role == Role.TIMESTAMP
                                    ? role.fileName()
                                    : role.fileName(publisher.version(role))),
                    publisher.last(role));
        }
    }

    private void offer(String version, String channel) throws IOException {
        Path archive =
                FakeServer.release(version, "well")
                        .writeTo(Files.createDirectories(folder.resolve("made")));
        byte[] bytes = Files.readAllBytes(archive);
        var custom = new LinkedHashMap<String, Object>();
        custom.put("product", "bip-server");
        custom.put("version", version);
        custom.put("channel", List.of(channel));
        var target = new LinkedHashMap<String, Object>();
        target.put("length", bytes.length);
        target.put("hashes", Map.of("sha512", TestRelease.sha512(bytes)));
        target.put("custom", custom);
        String name = archive.getFileName().toString();
        publisher.map(Role.TARGETS, "targets").put(name, target);
        Path targets = Files.createDirectories(mirror.resolve("targets"));
        Files.write(targets.resolve(TestRelease.sha512(bytes) + "." + name), bytes);
        publisher.publish(Role.TARGETS, Role.SNAPSHOT, Role.TIMESTAMP);
    }

    private Path archive() throws IOException {
        try (Stream<Path> files = Files.list(mirror.resolve("targets"))) {
            return files.filter(it -> it.toString().endsWith(OFFERED)).findFirst().orElseThrow();
        }
    }

    private int run(String... words) {
        var all =
                new ArrayList<>(
                        List.of(
                                "--root",
                                layout.root().toString(),
                                "--channel",
                                mirror.toString()));
        all.addAll(Arrays.asList(words));
        console = new RecordingConsole();
        return new CommandLines(new TestToolkit(console, folder.resolve("root.json")))
                .run(all.toArray(String[]::new));
    }

    private String said() {
        return String.join("\n", console.warnings());
    }

    private void refuses(int exitCode, String code, String... words) {
        assertThat(run("upgrade", "--yes")).as(said()).isEqualTo(exitCode);
        assertThat(said()).contains(code);
        assertThat(words).allSatisfy(it -> assertThat(said()).contains(it));
        assertThat(run("status")).as(String.join("\n", console.results())).isZero();
        assertThat(String.join("\n", console.results())).contains("1.0.0");
        assertThat(layout.releases()).isDirectoryNotContaining("glob:**1.1.0*");
        assertThat(layout.downloads()).isEmptyDirectory();
    }

    @Test
    void whatIsSignedNeedsNoWordOfFaith() throws Exception {
        offer("1.1.0", "stable");
        publish();

        assertThat(run("upgrade", "--yes")).as(said()).isZero();

        assertThat(said()).doesNotContain("signature");
        assertThat(run("status")).isZero();
        assertThat(String.join("\n", console.results())).contains("1.1.0");
    }

    @Test
    void aCandidateAndARevokedReleaseAreNotOffered() throws Exception {
        offer("1.1.0", "candidate");
        publish();
        assertThat(run("upgrade", "--yes")).as(said()).isZero();
        offer("1.1.0", "stable");
        custom("1.1.0").put("revoked", Map.of("at", now.toString()));
        publisher.publish(Role.TARGETS, Role.SNAPSHOT, Role.TIMESTAMP);
        publish();
        assertThat(run("upgrade", "--yes")).as(said()).isZero();
        assertThat(layout.releases()).isDirectoryNotContaining("glob:**1.1.0*");
    }

    private Map<String, Object> custom(String version) {
        return RepositorySimulator.mapIn(
                RepositorySimulator.mapIn(
                        publisher.map(Role.TARGETS, "targets"),
                        "bip-server-" + version + "-linux-x64.tar.gz"),
                "custom");
    }

    @Test
    void whatIsRefusedLeavesTheSiteServed() throws Exception {
        offer("1.1.0", "stable");
        publish();
        byte[] bytes = Files.readAllBytes(archive());
        bytes[bytes.length / 2] ^= 1;
        Files.write(archive(), bytes);
        refuses(20, "BIP-C105");
    }

    /** Under a folder of one's own, and told each time. */
    @Test
    void whatNobodySignedIsTakenOnlyWithAWarning() throws Exception {
        new TestChannel(mirror).with("1.1.0", FakeServer.release("1.1.0", "well"));
        assertThat(run("upgrade", "--unsigned", "--yes")).as(said()).isZero();
        assertThat(said()).contains("WARNING", "no signature");
    }

    @Test
    void aReplacedKeyIsFollowed() throws Exception {
        publisher.rotateKeys(Role.TIMESTAMP);
        publisher.publish(Role.ROOT);
        offer("1.1.0", "stable");
        publish();
        assertThat(run("upgrade", "--yes")).as(said()).isZero();
        assertThat(run("status")).isZero();
        assertThat(String.join("\n", console.results())).contains("1.1.0");
    }

    @Test
    void goingBackAsksNoChannel() throws Exception {
        offer("1.1.0", "stable");
        publish();
        assertThat(run("upgrade", "--yes")).as(said()).isZero();
        Files.delete(mirror.resolve("metadata/timestamp.json"));
        assertThat(run("rollback", "--yes")).as(said()).isZero();
        assertThat(run("status")).isZero();
    }

    /** What fails on this machine is not blamed on the channel. */
    @Test
    void aStoreThatCannotBeReadIsThisMachines() throws Exception {
        Path stored = layout.trust().resolve("timestamp.json");
        Files.delete(stored);
        Files.createDirectory(stored);
        refuses(1, "BIP-G100", "Is a directory");
    }

    @Test
    void aRootThatIsNoneIsTold() throws Exception {
        Files.writeString(folder.resolve("root.json"), "{}");
        AtomicFiles.deleteTree(layout.trust());
        refuses(20, "BIP-C122");
    }
}

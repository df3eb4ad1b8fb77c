package bip.ctl.trust;

import bip.ctl.command.CommandLines;
import bip.ctl.layout.InstallationFolders;
import bip.ctl.layout.Layout;
import bip.ctl.release.Generations;
import bip.ctl.release.InstalledRelease;
import bip.ctl.release.ReleaseStore;
import bip.ctl.testing.Ports;
import bip.ctl.testing.RecordingConsole;
import bip.ctl.testing.TestRelease;
import bip.ctl.testing.TestToolkit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/**
 * An installation that follows a signed channel in a folder, with who publishes there. A release
 * can stand in it as if it had been installed, without its server.
 */
final class SignedSite implements AutoCloseable {

    final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    final Layout layout;
    final Path mirror;
    final Path root;
    final RepositorySimulator publisher;
    RecordingConsole console = new RecordingConsole();

    /** What the machine's clock says. */
    Clock clock = Clock.systemUTC();

    /** From where the channel is read: its folder, if a test says nothing else. */
    String address;

    private final Path made;

    SignedSite(Path folder) throws IOException {
        layout = new Layout(folder.resolve("site"));
        mirror = folder.resolve("mirror");
        address = mirror.toString();
        made = Files.createDirectories(folder.resolve("made"));
        root = folder.resolve("root.json");
        publisher = new RepositorySimulator(now);
        Files.write(root, publisher.publishedAs(Role.ROOT, 1));
        InstallationFolders.ensure(layout);
        Files.createDirectories(layout.serverEnvironment().resolveSibling(""));
        Files.writeString(
                layout.serverEnvironment(), "BIP_LISTEN=127.0.0.1:" + Ports.free() + "\n");
    }

    /** What is signed of {@code version} from the next {@link #publish} on, to be changed. */
    Map<String, Object> offer(String version, String... channels) throws IOException {
        return offer(version, new TestRelease(version), channels);
    }

    Map<String, Object> offer(String version, TestRelease release, String... channels)
            throws IOException {
        byte[] bytes = release.archive();
        Files.write(Path.of(archive(version)), bytes);
        var custom = new LinkedHashMap<String, Object>();
        custom.put("product", "bip-server");
        custom.put("version", version);
        custom.put("channel", channels.length == 0 ? List.of("stable") : List.of(channels));
        custom.put("content_hash", TestRelease.sha256(release.manifest()));
        var target = new LinkedHashMap<String, Object>();
        target.put("length", bytes.length);
        target.put("hashes", Map.of("sha512", TestRelease.sha512(bytes)));
        target.put("custom", custom);
        publisher.map(Role.TARGETS, "targets").put(name(version), target);
        Files.createDirectories(mirror.resolve("targets"));
        Files.write(inMirror(version), bytes);
        return custom;
    }

    private static String name(String version) {
        return "bip-server-" + version + "-linux-x64.tar.gz";
    }

    /** Where in the folder the archive lies that was offered. */
    Path inMirror(String version) throws IOException {
        byte[] bytes = Files.readAllBytes(Path.of(archive(version)));
        return mirror.resolve("targets").resolve(TestRelease.sha512(bytes) + "." + name(version));
    }

    Map<String, Object> custom(String version) {
        return RepositorySimulator.mapIn(
                RepositorySimulator.mapIn(publisher.map(Role.TARGETS, "targets"), name(version)),
                "custom");
    }

    void revoke(String version) {
        custom(version)
                .put(
                        "revoked",
                        Map.of(
                                "at",
                                "2026-11-20T09:00:00Z",
                                "reason",
                                Map.of("pl", "Gubi załączniki.", "en", "It loses attachments.")));
    }

    /** All that was offered by now, signed and put into the folder. */
    void publish() throws IOException {
        publisher.publish(Role.TARGETS, Role.SNAPSHOT, Role.TIMESTAMP);
        show();
    }

    /** Puts what was signed last into the folder. */
    void show() throws IOException {
        Path metadata = Files.createDirectories(mirror.resolve("metadata"));
        for (Role role : Role.values()) {
            Files.write(metadata.resolve(fileName(role)), publisher.last(role));
        }
    }

    /** What the newest of {@code role} is called. */
    String fileName(Role role) {
        return role == Role.TIMESTAMP ? role.fileName() : role.fileName(publisher.version(role));
    }

    /** What was signed last, in one file with an archive that was offered. */
    Path bundle(String version) throws IOException {
        Path file = mirror.resolveSibling("bip-" + version + ".bundle");
        return TestBundle.write(
                file, publisher, name(version), Files.readAllBytes(Path.of(archive(version))));
    }

    /** Nobody can ask the channel any more. */
    void unplug() throws IOException {
        Files.move(mirror, mirror.resolveSibling("unplugged"));
    }

    /** Where what was offered lies as a file. */
    String archive(String version) {
        return made.resolve(name(version)).toString();
    }

    /** Unpacks what was offered. */
    InstalledRelease unpack(String version) throws IOException {
        return new ReleaseStore(layout).unpack(Path.of(archive(version)), _ -> {});
    }

    /** What was offered is current, with a database. */
    InstalledRelease standing(String version) throws IOException {
        InstalledRelease release = unpack(version);
        var generations = new Generations(layout, new ReleaseStore(layout));
        Path data = Files.createDirectories(generations.newDataFolder());
        Files.writeString(data.resolve("bip.db"), "1\n");
        generations.makeCurrent(generations.create(release, data));
        return release;
    }

    int run(String... words) {
        console = new RecordingConsole();
        return runAgain(words);
    }

    /** On the console as it was prepared. */
    int runAgain(String... words) {
        var all =
                new ArrayList<>(List.of("--root", layout.root().toString(), "--channel", address));
        all.addAll(Arrays.asList(words));
        return new CommandLines(new TestToolkit(console, root, clock))
                .run(all.toArray(String[]::new));
    }

    /**
     * Every file, link and folder of the installation with its content and mode: all but the
     * records of operations, the file that is locked, and what is trusted of the channel.
     */
    Map<String, String> tree() throws IOException {
        var tree = new TreeMap<String, String>();
        Set<Path> left =
                Set.of(layout.operations(), layout.lastOperation(), layout.lock(), layout.trust());
        try (var walk = Files.walk(layout.root())) {
            for (Path path : walk.filter(it -> left.stream().noneMatch(it::startsWith)).toList()) {
                tree.put(layout.root().relativize(path).toString(), look(path));
            }
        }
        return tree;
    }

    private static String look(Path path) throws IOException {
        if (Files.isSymbolicLink(path)) {
            return "-> " + Files.readSymbolicLink(path);
        }
        String mode = PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
        return Files.isDirectory(path)
                ? mode
                : mode + " " + TestRelease.sha256(Files.readAllBytes(path));
    }

    /** The bytes that are trusted of each role; those of which none are, not. */
    Map<Role, String> trusted() throws IOException {
        var trusted = new EnumMap<Role, String>(Role.class);
        for (Role role : Role.values()) {
            Path file = layout.trust().resolve(role.fileName());
            if (Files.exists(file)) {
                trusted.put(role, Files.readString(file));
            }
        }
        return trusted;
    }

    String results() {
        return String.join("\n", console.results());
    }

    String warnings() {
        return String.join("\n", console.warnings());
    }

    /** An expected document; line ends and what stands before a line are for its reader. */
    static String golden(String name) throws IOException {
        try (var in = SignedSite.class.getResourceAsStream("/bip/ctl/command/" + name)) {
            return new String(
                            Objects.requireNonNull(in, name).readAllBytes(),
                            java.nio.charset.StandardCharsets.UTF_8)
                    .replaceAll("\\s*\n\\s*", "");
        }
    }

    @Override
    public void close() {
        publisher.close();
    }
}

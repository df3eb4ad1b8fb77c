package bip.packaging.publisher;

import static org.assertj.core.api.Assertions.assertThat;

import bip.packaging.ReleaseArchive;
import bip.packaging.ReleaseFacts;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** A publisher's desk in a temporary folder: keys, a repository, a clock that is set by hand. */
final class Workshop {

    static final Instant START = Instant.parse("2026-03-01T08:00:00Z");
    static final String PASSPHRASE = "pięć słów z kostki do gry";

    /** What a run of the program said and ended with. */
    record Said(int code, String out, String err) {

        Said done() {
            assertThat(code).as(err).isZero();
            return this;
        }

        /** Refused in one line that holds all of {@code parts}, with a state and advice. */
        Said refused(String... parts) {
            assertThat(code).as(out + err).isEqualTo(1);
            assertThat(err.strip().lines()).hasSize(1);
            assertThat(err).startsWith("publisher: ").contains(parts);
            assertThat(err.strip().split("\\. ")).as(err).hasSizeGreaterThanOrEqualTo(3);
            return this;
        }
    }

    final Path folder;
    final Path keys;
    final Path repository;
    final Path passphrase;
    Instant now = START;
    RepositoryWriter writer = new DiskWriter();
    Passphrases typed = new TerminalPassphrases(null);

    Workshop(Path folder) throws IOException {
        this.folder = folder;
        this.keys = folder.resolve("keys");
        this.repository = folder.resolve("repository");
        this.passphrase = secret("passphrase", PASSPHRASE + "\n");
    }

    /** With the six keys and the first root in the repository. */
    static Workshop withRoot(Path folder) throws IOException {
        var workshop = new Workshop(folder);
        workshop.makeKeys();
        workshop.signed("root", "--keys", "keys", "--key", "root-1", "--key", "root-2", "root.json")
                .done();
        workshop.run("place", "--repository", "repository", "root.json").done();
        return workshop;
    }

    /** With release 1.0.0 in the channel stable, too. */
    static Workshop withRelease(Path folder) throws IOException {
        Workshop workshop = withRoot(folder);
        workshop.publish("stable", workshop.archive("1.0.0")).done();
        return workshop;
    }

    void makeKeys(String... names) {
        var arguments = new ArrayList<>(List.of("keys", "--folder", "keys"));
        for (String name : names) {
            arguments.addAll(List.of("--make", name));
        }
        signed(arguments.toArray(String[]::new)).done();
    }

    Said publish(String channel, Path... archives) {
        var arguments = new ArrayList<String>();
        Arrays.stream(archives).map(Path::toString).forEach(arguments::add);
        return channel("publish", "--channel", channel, "--no-notes").plus(arguments).say();
    }

    Said resign() {
        return signed("resign", "--repository", "repository", "--online-key", "online-1");
    }

    Said revoke(String version) {
        return channel(
                        "revoke",
                        version,
                        "--reason-pl",
                        "Gubi strony.",
                        "--reason-en",
                        "It loses pages.")
                .say();
    }

    /** A verb with the repository, a targets key and the online key. */
    Command channel(String... arguments) {
        return new Command(new ArrayList<>(List.of(arguments)))
                .plus(
                        List.of(
                                "--repository",
                                "repository",
                                "--targets-key",
                                "targets-1",
                                "--online-key",
                                "online-1"));
    }

    final class Command {
        private final List<String> arguments;

        Command(List<String> arguments) {
            this.arguments = arguments;
        }

        Command plus(List<String> more) {
            arguments.addAll(more);
            return this;
        }

        Said say() {
            return signed(arguments.toArray(String[]::new));
        }
    }

    /** As {@link #run}, with the passphrase that opens all keys. */
    Said signed(String... arguments) {
        var all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--passphrase-file", "passphrase"));
        return run(all.toArray(String[]::new));
    }

    /** Runs the program; names of keys and of files here may be written short. */
    Said run(String... arguments) {
        var out = new StringWriter();
        var err = new StringWriter();
        var desk =
                new Desk(
                        Clock.fixed(now, ZoneOffset.UTC),
                        new SecureRandom(),
                        new WorkFactor(1000),
                        typed,
                        writer,
                        new PrintWriter(out),
                        new PrintWriter(err));
        String[] inFull = arguments.clone();
        // The verb is the first, and one of them is called keys.
        for (int i = 1; i < inFull.length; i++) {
            inFull[i] = inFull(inFull[i]);
        }
        int code = Publisher.run(desk, inFull);
        return new Said(code, out.toString(), err.toString());
    }

    private String inFull(String argument) {
        if (argument.matches("(root|targets|online)-\\d+")
                && Files.exists(keys.resolve(argument + ".key"))) {
            return keys.resolve(argument + ".key").toString();
        }
        if (argument.matches("keys|repository|passphrase|[a-z0-9.]+\\.(json|bundle)")) {
            return folder.resolve(argument).toString();
        }
        return argument;
    }

    String pub(String name) {
        return keys.resolve(name + ".pub").toString();
    }

    void later(Duration time) {
        now = now.plus(time);
    }

    /** A small release archive as the build makes it. */
    Path archive(String version) {
        return archive(version, "program of " + version, "archives");
    }

    Path archive(String version, String content, String into) {
        try {
            Path tree = folder.resolve("tree-" + version + "-" + content.hashCode());
            Files.createDirectories(tree.resolve("bin"));
            Files.writeString(tree.resolve("bin/bip-server"), content);
            return ReleaseArchive.write(
                    tree,
                    new ReleaseFacts(
                            version,
                            7,
                            6,
                            8,
                            "0.9.0",
                            "1.0.0",
                            Map.of("pl", "Nowości:\n„cudzysłów”.", "en", "News:\n\"quoted\".")),
                    folder.resolve(into));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path secret(String name, String text) throws IOException {
        Path file = Files.writeString(folder.resolve(name), text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        return file;
    }

    byte[] metadata(String name) throws IOException {
        return Files.readAllBytes(repository.resolve("metadata").resolve(name));
    }

    /** A reader who trusts the first root and has seen nothing yet. */
    TestClient newClient() throws IOException {
        return new TestClient(metadata("1.root.json"));
    }

    /**
     * All files under the repository that are there for readers, with their bytes as hex hashes.
     */
    Map<String, String> everything() throws IOException {
        var files = new java.util.TreeMap<String, String>();
        try (var walk = Files.walk(repository)) {
            for (Path file : walk.filter(Files::isRegularFile).toList()) {
                if (!file.getFileName().toString().startsWith(".publisher.")) {
                    files.put(repository.relativize(file).toString(), Digests.of(file).sha512());
                }
            }
        }
        return files;
    }
}

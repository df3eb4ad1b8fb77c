package bip.packaging.publisher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RotationTest {

    @TempDir(factory = InMemory.class)
    Path folder;

    private Workshop workshop;
    private TestClient client;

    @BeforeEach
    void publish() throws IOException {
        workshop = Workshop.withRelease(folder);
        client = workshop.newClient().refresh(workshop.repository, workshop.now);
    }

    @Test
    void threeRotationsReplaceAllRootKeysAndEveryReaderFollows() throws IOException {
        var readers = new ArrayList<>(List.of(client));
        String[] next = {"root-4", "root-5", "root-6"};
        String[] signing = {"root-2 root-3", "root-3 root-4", "root-4 root-5"};
        for (int i = 0; i < 3; i++) {
            workshop.makeKeys(next[i]);
            workshop.later(Duration.ofDays(1));
            assertThat(rotate("root-" + (i + 1), next[i], signing[i]).done().out())
                    .isEqualTo("wrote metadata/" + (i + 2) + ".root.json\n");
            readers.add(workshop.newClient());
            for (TestClient reader : readers) {
                reader.refresh(workshop.repository, workshop.now);
                assertThat(reader.rootVersion()).isEqualTo(i + 2);
            }
        }
        rotate("root-6", "root-1", "root-1 root-2").refused("root-2", "is no root key of root 5");
        workshop.publish("stable", workshop.archive("1.1.0")).done();
        workshop.resign().done();
        for (TestClient reader : readers) {
            reader.refresh(workshop.repository, workshop.now);
        }
    }

    @Test
    void renewsARootWithoutReplacingAKey() throws IOException {
        workshop.later(Duration.ofDays(400));
        rotateWith("root-1 root-3").done();
        workshop.channel("resign").say().done();
        client.refresh(workshop.repository, workshop.now);
        assertThat(client.rootVersion()).isEqualTo(2);
    }

    @Test
    void aRootIsSignedByTheOldThresholdAndTheNewOne() throws IOException {
        workshop.makeKeys("root-4", "root-5");
        Map<String, String> before = workshop.everything();
        List<String> two =
                List.of(
                        "--replace", workshop.pub("root-1") + "=" + workshop.pub("root-4"),
                        "--replace", workshop.pub("root-2") + "=" + workshop.pub("root-5"));
        rotate(two, "root-4 root-5").refused("0 of the 2 signatures", "root 1 must give");
        rotate(two, "root-1 root-2").refused("0 of the 2 signatures", "root 2");
        rotate(two, "root-1 root-3").refused("1 of the 2 signatures", "root 2");
        assertThat(workshop.everything()).isEqualTo(before);
        rotate(two, "root-1 root-3 root-4").done();
        client.refresh(workshop.repository, workshop.now);
    }

    @Test
    void holdersOfOldAndNewKeysSignApart() throws IOException {
        workshop.makeKeys("root-4");
        rotate(
                        List.of(
                                "--replace",
                                workshop.pub("root-1") + "=" + workshop.pub("root-4"),
                                "--out",
                                folder.resolve("next.json").toString()),
                        "")
                .done();
        String previous = workshop.repository.resolve("metadata/1.root.json").toString();
        workshop.signed("sign", "--role", "root", "--key", "root-1", "next.json")
                .refused("root-1", "is no root key of root 2", "--previous");
        assertThat(
                        workshop.signed(
                                        "sign",
                                        "--role",
                                        "root",
                                        "--key",
                                        "root-1",
                                        "--previous",
                                        previous,
                                        "next.json")
                                .done()
                                .out())
                .contains("1 of 2 signatures of root 1, 0 of 2 signatures of root 2");
        workshop.signed("sign", "--role", "root", "--key", "root-2", "next.json").done();
        place("next.json").refused("1 of the 2 signatures", "root 2");
        workshop.signed("sign", "--role", "root", "--key", "root-4", "next.json").done();
        place("next.json").done();
        client.refresh(workshop.repository, workshop.now);
        assertThat(client.rootVersion()).isEqualTo(2);
    }

    @Test
    void aStolenOnlineKeyIsReplacedBeforeTheEyesOfEveryReader() throws IOException {
        workshop.makeKeys("online-2");
        workshop.later(Duration.ofDays(1));
        var watched =
                new WatchedWriter(() -> {
                    workshop.newClient().refresh(workshop.repository, workshop.now);
                    client.refresh(workshop.repository, workshop.now);
                });
        workshop.writer = watched;
        rotate(
                        replace(
                                "online-1",
                                "online-2",
                                "--online-key",
                                "online-2",
                                "--online-key",
                                "online-1"),
                        "root-1 root-2")
                .done();
        assertThat(watched.written)
                .containsExactly("2.snapshot.json", "timestamp.json", "2.root.json");
        workshop.resign().refused("online-1", "is no key of root 2");
        resignWith("online-2").done();
        client.refresh(workshop.repository, workshop.now);
        assertThat(TestClient.version(client.timestamp())).isEqualTo(3);
    }

    @Test
    void anOnlineKeyThatIsGoneIsReplacedWithNothingBetweenRootAndTimestamp() throws IOException {
        workshop.makeKeys("online-2");
        var watched = new WatchedWriter(() -> {});
        workshop.writer = watched;
        rotate(replace("online-1", "online-2", "--online-key", "online-2"), "root-1 root-2").done();
        assertThat(watched.written)
                .containsExactly("2.snapshot.json", "2.root.json", "timestamp.json");
        client.refresh(workshop.repository, workshop.now);
        workshop.newClient().refresh(workshop.repository, workshop.now);
    }

    @Test
    void whatTheThiefOfTheOnlineKeySignsIsWorthNothingAfterwards() throws IOException {
        workshop.makeKeys("online-2");
        resignWith("online-1").done();
        byte[] ofThief = workshop.metadata("timestamp.json");
        rotate(replace("online-1", "online-2", "--online-key", "online-2"), "root-1 root-2").done();
        client.refresh(workshop.repository, workshop.now);
        Files.write(workshop.repository.resolve("metadata/timestamp.json"), ofThief);
        assertThatThrownBy(() -> client.refresh(workshop.repository, workshop.now))
                .isInstanceOf(TestClient.NotTrusted.class)
                .hasMessage("timestamp has 0 of 1 signatures");
    }

    @Test
    void aThiefCannotHideAReleaseFromTheRotation() throws IOException {
        byte[] oldTimestamp = workshop.metadata("timestamp.json");
        workshop.publish("stable", workshop.archive("1.1.0")).done();
        workshop.makeKeys("online-2");
        for (byte[] left : List.of(oldTimestamp, new byte[] {'{', '}'})) {
            Files.write(workshop.repository.resolve("metadata/timestamp.json"), left);
        }
        // Also a file that no targets key signed.
        Files.writeString(workshop.repository.resolve("metadata/9.targets.json"), "{}");
        rotate(replace("online-1", "online-2", "--online-key", "online-2"), "root-1 root-2").done();
        TestClient fresh = workshop.newClient().refresh(workshop.repository, workshop.now);
        assertThat(fresh.custom("1.1.0").isObject()).isTrue();
        client.refresh(workshop.repository, workshop.now);
    }

    @Test
    void aThiefCannotLeaveATimeOrAVersionThatNothingFollows() throws IOException {
        workshop.makeKeys("online-2");
        for (String[] theft :
                new String[][] {
                    {"\"bip_signed_at\" : \"2026", "\"bip_signed_at\" : \"2036"},
                    {"\"version\" : 1,\n    \"expires", "\"version\" : 1000000000,\n    \"expires"},
                }) {
            Path file = workshop.repository.resolve("metadata/timestamp.json");
            String honest = Files.readString(file);
            signAgain(file, moved(honest, theft[0], theft[1]), "online-1");
            client.refresh(workshop.repository, workshop.now);
            workshop.resign().refused("publisher: ");
            for (String[] keys : new String[][] {{"online-2"}, {"online-1", "online-2"}}) {
                Path copy = folder.resolve("copy-" + theft[1].hashCode() + keys.length);
                copyTree(workshop.repository, copy);
                var options = replace("online-1", "online-2");
                for (String key : keys) {
                    options.addAll(List.of("--online-key", key));
                }
                rotate(options, "root-1 root-2").done();
                workshop.newClient().refresh(workshop.repository, workshop.now);
                resignWith("online-2").done();
                copyTree(copy, workshop.repository);
            }
            Files.writeString(file, honest);
        }
    }

    private static String moved(String text, String old, String replacement) {
        assertThat(text).contains(old);
        return text.replace(old, replacement);
    }

    /** Puts {@code text} there with a signature that is right. */
    private void signAgain(Path file, String text, String key) throws IOException {
        OpenedKey opened =
                OpenedKey.load(
                        workshop.keys.resolve(key + ".key"),
                        new FilePassphrases(List.of(workshop.passphrase)));
        SignedDocument document =
                SignedDocument.parse(text.getBytes(StandardCharsets.UTF_8), "test");
        Files.write(file, document.signedBy(opened).bytes());
    }

    /** Makes {@code to} hold the files of {@code from} and no others. */
    private static void copyTree(Path from, Path to) throws IOException {
        for (String part : List.of("metadata", "targets")) {
            Files.createDirectories(to.resolve(part));
            try (var files = Files.list(to.resolve(part))) {
                for (Path file : files.toList()) {
                    Files.delete(file);
                }
            }
            try (var files = Files.list(from.resolve(part))) {
                for (Path file : files.toList()) {
                    Files.copy(file, to.resolve(part).resolve(file.getFileName()));
                }
            }
        }
    }

    @Test
    void refusesToGoOnAboveAFileThatSomebodyPlanted() throws IOException {
        Files.writeString(workshop.repository.resolve("metadata/1000000000.snapshot.json"), "{}");
        workshop.publish("stable", workshop.archive("1.1.0"))
                .refused("1000000000.snapshot.json has the highest version", "from its copy");
    }

    @Test
    void aDamagedRepositoryStopsAnyOtherRotation() throws IOException {
        workshop.makeKeys("root-4");
        Files.writeString(workshop.repository.resolve("metadata/timestamp.json"), "{}");
        rotate("root-1", "root-4", "root-2 root-3").refused("timestamp.json");
        assertThat(workshop.repository.resolve("metadata/2.root.json")).doesNotExist();
    }

    @Test
    void aLostTargetsKeyThatDidNotSignIsReplacedWithoutIt() throws IOException {
        workshop.makeKeys("targets-3");
        assertThat(rotate("targets-2", "targets-3", "root-1 root-2").done().out())
                .isEqualTo("wrote metadata/2.root.json\n");
        client.refresh(workshop.repository, workshop.now);
    }

    @Test
    void aLostTargetsKeyThatSignedNeedsTargetsSignedByAnother() throws IOException {
        workshop.makeKeys("targets-3");
        rotate("targets-1", "targets-3", "root-1 root-2")
                .refused("no targets key of root 2 was given", "--targets-key");
        assertThat(workshop.repository.resolve("metadata/2.root.json")).doesNotExist();
        workshop.writer =
                new WatchedWriter(() -> {
                    workshop.newClient().refresh(workshop.repository, workshop.now);
                    client.refresh(workshop.repository, workshop.now);
                });
        rotate(
                        replace(
                                "targets-1",
                                "targets-3",
                                "--targets-key",
                                "targets-2",
                                "--online-key",
                                "online-1"),
                        "root-1 root-2")
                .done();
        client.refresh(workshop.repository, workshop.now);
        assertThat(TestClient.version(client.targets())).isEqualTo(2);
        workshop.publish("stable", workshop.archive("1.1.0"))
                .refused("targets-1", "is no key of root 2");
    }

    @Test
    void aRotationIsInterruptedWithoutHarmAndDoneByTheNext() throws IOException {
        workshop.makeKeys("online-2");
        List<String> both =
                replace(
                        "online-1",
                        "online-2",
                        "--online-key",
                        "online-2",
                        "--online-key",
                        "online-1");
        for (int writes = 0; writes < 3; writes++) {
            workshop.writer = new InterruptedWriter(writes);
            rotate(both, "root-1 root-2").refused("cannot write");
            client.refresh(workshop.repository, workshop.now);
            workshop.newClient().refresh(workshop.repository, workshop.now);
        }
        workshop.writer = new DiskWriter();
        rotate(both, "root-1 root-2").done();
        client.refresh(workshop.repository, workshop.now);
        assertThat(client.rootVersion()).isEqualTo(2);
    }

    @Test
    void aRotationBeforeTheFirstReleaseIsARootAlone() throws IOException {
        Workshop empty = Workshop.withRoot(Files.createDirectories(folder.resolve("e")));
        empty.makeKeys("online-2");
        assertThat(
                        empty.signed(
                                        "rotate-root",
                                        "--repository",
                                        "repository",
                                        "--replace",
                                        empty.pub("online-1") + "=" + empty.pub("online-2"),
                                        "--key",
                                        "root-1",
                                        "--key",
                                        "root-2")
                                .done()
                                .out())
                .isEqualTo("wrote metadata/2.root.json\n");
    }

    @Test
    void aKeyMayBeToldByTheBeginningOfItsId() throws IOException {
        workshop.makeKeys("root-4");
        String id = NamedKey.load(Path.of(workshop.pub("root-1"))).half().id().hex();
        rotate(List.of("--replace", id.substring(0, 7) + "=" + workshop.pub("root-4")), "")
                .refused("names no file and no one key of root 1");
        rotate(
                        List.of("--replace", id.substring(0, 8) + "=" + workshop.pub("root-4")),
                        "root-2 root-3")
                .done();
        client.refresh(workshop.repository, workshop.now);
    }

    @Test
    void refusesReplacementsThatMakeNoSense() throws IOException {
        workshop.makeKeys("root-4", "root-5", "online-2");
        Map<String, String> before = workshop.everything();
        rotate("root-1", "online-2", "root-2 root-3")
                .refused("online-2 would replace a key of role root");
        rotate("root-1", "root-2", "root-2 root-3").refused("root-2 is a key of root 1 already");
        rotate("root-4", "root-5", "root-2 root-3").refused("is no key of root 1");
        rotate("root-1", "root-9", "root-2 root-3").refused("there is no public half");
        for (String word : List.of(workshop.pub("root-1"), "=x.pub", "x.pub=")) {
            rotate(List.of("--replace", word), "root-2 root-3")
                    .refused("'" + word + "' does not say which key", "OLD.pub=NEW.pub");
        }
        rotate(
                        replace(
                                "root-1",
                                "root-4",
                                "--replace",
                                workshop.pub("root-1") + "=" + workshop.pub("root-5")),
                        "root-2 root-3")
                .refused("is named twice");
        rotate(
                        List.of(
                                "--replace", workshop.pub("root-1") + "=" + workshop.pub("root-4"),
                                "--replace", workshop.pub("root-2") + "=" + workshop.pub("root-4")),
                        "root-2 root-3")
                .refused("Make a new key for each that is replaced");
        rotate("root-1", "root-4", "root-2 root-5").refused("root-5", "is no root key of root 2");
        rotate(replace("root-1", "root-4", "--out", workshop.passphrase.toString()), "root-2")
                .refused("is there already");
        rotate(replace("online-1", "online-2"), "root-1 root-2")
                .refused("no online key of root 2 was given");
        assertThat(workshop.everything()).isEqualTo(before);
    }

    @Test
    void refusesARootThatSkipsOne() throws IOException {
        workshop.makeKeys("root-4");
        rotate(
                        replace(
                                "root-1",
                                "root-4",
                                "--out",
                                folder.resolve("next.json").toString()),
                        "root-2 root-3")
                .done();
        rotateWith("root-1 root-2").done();
        place("next.json").refused("is root 2, and the repository is at root 2");
    }

    @Test
    void refusesAChainWithAGap() throws IOException {
        rotateWith("root-1 root-2").done();
        rotateWith("root-1 root-2").done();
        Files.delete(workshop.repository.resolve("metadata/2.root.json"));
        workshop.resign().refused("metadata/2.root.json is missing", "3.root.json is there");
    }

    private Workshop.Said rotateWith(String signing) {
        return rotate(List.of(), signing);
    }

    private Workshop.Said rotate(String old, String replacement, String signing) {
        return rotate(replace(old, replacement), signing);
    }

    private Workshop.Said rotate(List<String> options, String signing) {
        var arguments = new ArrayList<>(List.of("rotate-root", "--repository", "repository"));
        arguments.addAll(options);
        Arrays.stream(signing.split(" ", -1))
                .filter(name -> !name.isEmpty())
                .forEach(name -> arguments.addAll(List.of("--key", name)));
        return workshop.signed(arguments.toArray(String[]::new));
    }

    private List<String> replace(String old, String replacement, String... more) {
        var options =
                new ArrayList<>(
                        List.of("--replace", workshop.pub(old) + "=" + workshop.pub(replacement)));
        options.addAll(List.of(more));
        return options;
    }

    private Workshop.Said place(String file) {
        return workshop.run("place", "--repository", "repository", file);
    }

    private Workshop.Said resignWith(String key) {
        return workshop.signed("resign", "--repository", "repository", "--online-key", key);
    }
}

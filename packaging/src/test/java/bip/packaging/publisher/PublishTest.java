package bip.packaging.publisher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
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
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class PublishTest {

    @TempDir(factory = InMemory.class)
    Path folder;

    private Workshop workshop;

    @BeforeEach
    void beginAChannel() throws IOException {
        workshop = Workshop.withRoot(folder);
    }

    @Test
    void offersAReleaseThatAReaderVerifies() throws IOException {
        Path archive = workshop.archive("1.0.0");
        workshop.publish("stable", archive).done();
        TestClient client = workshop.newClient().refresh(workshop.repository, workshop.now);
        assertThat(client.download(workshop.repository, "bip-server-1.0.0-linux-x64.tar.gz"))
                .hasSameBinaryContentAs(archive);
        assertThat(workshop.everything().keySet())
                .containsExactly(
                        "metadata/1.root.json",
                        "metadata/1.snapshot.json",
                        "metadata/1.targets.json",
                        "metadata/timestamp.json",
                        "targets/"
                                + Digests.of(archive).sha512()
                                + ".bip-server-1.0.0-linux-x64.tar.gz");
    }

    @Test
    void saysAllThatAReaderNeedsToChoose() throws IOException {
        Path notes =
                Files.writeString(
                        folder.resolve("1.0.0.properties"),
                        """
                        pl=Poprawki
                        en=Fixes
                        severity=high
                        cves=CVE-2026-2222, CVE-2026-1111
                        stops=0.9.5
                        """);
        Path archive = workshop.archive("1.0.0");
        workshop.publish("stable", workshop.archive("0.9.5")).done();
        publishWith(notes, "stable", archive).done();
        JsonNode expected =
                JsonMapper.shared()
                        .readTree(
                                """
                                {"product": "bip-server", "version": "1.0.0",
                                 "channel": ["stable"],
                                 "from": {"min": "0.9.0", "stops": ["0.9.5"]},
                                 "schema": {"reads": [6, 8], "writes": 7},
                                 "size_unpacked": %d,
                                 "security": {"severity": "high",
                                              "cves": ["CVE-2026-1111", "CVE-2026-2222"]},
                                 "notes": {"pl": "Poprawki", "en": "Fixes"},
                                 "content_hash": "%s"}
                                """
                                        .formatted(unpacked(archive), contentHash(archive)));
        TestClient client = workshop.newClient().refresh(workshop.repository, workshop.now);
        assertThat(withoutNumberTypes(client.custom("1.0.0")))
                .isEqualTo(withoutNumberTypes(expected));
    }

    private static String withoutNumberTypes(JsonNode node) {
        return new String(CanonicalJson.encode(node), java.nio.charset.StandardCharsets.UTF_8);
    }

    /** Of the manifest, which comes first. */
    private static String contentHash(Path archive) throws IOException {
        try (var tar =
                new org.apache.commons.compress.archivers.tar.TarArchiveInputStream(
                        new java.util.zip.GZIPInputStream(Files.newInputStream(archive)))) {
            var entry = tar.getNextEntry();
            while (entry.isDirectory()) {
                entry = tar.getNextEntry();
            }
            return Digests.hex(Digests.newSha256().digest(tar.readAllBytes()));
        }
    }

    private long unpacked(Path archive) throws IOException {
        Path to = Files.createTempDirectory(folder, "unpacked");
        long sum = 0;
        try (var tar =
                new org.apache.commons.compress.archivers.tar.TarArchiveInputStream(
                        new java.util.zip.GZIPInputStream(Files.newInputStream(archive)))) {
            for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                sum += tar.readAllBytes().length;
            }
        }
        Files.delete(to);
        return sum;
    }

    @Test
    void takesWordsFromTheArchiveWhereNoNotesAreGiven() throws IOException {
        workshop.publish("candidate", workshop.archive("1.0.0")).done();
        TestClient client = workshop.newClient().refresh(workshop.repository, workshop.now);
        JsonNode custom = client.custom("1.0.0");
        assertThat(custom.at("/notes/pl").asString()).isEqualTo("Nowości:\n„cudzysłów”.");
        assertThat(custom.at("/security/severity").asString()).isEqualTo("none");
        assertThat(custom.at("/channel/0").asString()).isEqualTo("candidate");
    }

    @Test
    void eachRoleIsGoodForItsTime() throws IOException {
        workshop.publish("stable", workshop.archive("1.0.0")).done();
        TestClient client = workshop.newClient().refresh(workshop.repository, workshop.now);
        assertThat(client.targets().required("expires").asString())
                .isEqualTo("2026-08-28T08:00:00Z");
        assertThat(client.snapshot().required("expires").asString())
                .isEqualTo("2026-03-31T08:00:00Z");
        assertThat(client.timestamp().required("expires").asString())
                .isEqualTo("2026-03-15T08:00:00Z");
        assertThat(client.timestamp().required("bip_signed_at").asString())
                .isEqualTo("2026-03-01T08:00:00Z");
    }

    @Test
    void isTheSameByteForByteWhenMadeAgain() throws IOException {
        workshop.publish("stable", workshop.archive("1.0.0"), workshop.archive("1.1.0")).done();
        Map<String, String> first = workshop.everything();
        for (String file : first.keySet()) {
            if (!file.endsWith("root.json")) {
                Files.delete(workshop.repository.resolve(file));
            }
        }
        workshop.publish("stable", workshop.archive("1.1.0"), workshop.archive("1.0.0")).done();
        assertThat(workshop.everything()).isEqualTo(first);
    }

    @Test
    void asksReadersForAFileByItsLongHash() throws IOException {
        workshop.publish("stable", workshop.archive("1.0.0")).done();
        String text =
                new String(
                        workshop.metadata("1.targets.json"),
                        java.nio.charset.StandardCharsets.UTF_8);
        assertThat(text.indexOf("\"sha512\"")).isPositive().isLessThan(text.indexOf("\"sha256\""));
    }

    @Test
    void publishingTwiceIsNothingToDo() throws IOException {
        workshop.publish("stable", workshop.archive("1.0.0")).done();
        Map<String, String> first = workshop.everything();
        workshop.later(Duration.ofHours(1));
        assertThat(workshop.publish("stable", workshop.archive("1.0.0")).done().out())
                .contains("nothing to do");
        assertThat(workshop.everything()).isEqualTo(first);
    }

    @Test
    void keepsWhatWasThereAndOlderMetadata() throws IOException {
        workshop.publish("stable", workshop.archive("1.0.0")).done();
        TestClient client = workshop.newClient().refresh(workshop.repository, workshop.now);
        Map<String, String> first = workshop.everything();
        first.remove("metadata/timestamp.json");
        workshop.later(Duration.ofDays(1));
        workshop.publish("candidate", workshop.archive("1.1.0")).done();
        assertThat(workshop.everything()).containsAllEntriesOf(first);
        client.refresh(workshop.repository, workshop.now);
        assertThat(client.custom("1.0.0").isObject()).isTrue();
        assertThat(client.custom("1.1.0").isObject()).isTrue();
        assertThat(TestClient.version(client.timestamp())).isEqualTo(2);
    }

    @Test
    void aCandidateBecomesStableAndStaysWhatItWas() throws IOException {
        Path notes = Files.writeString(folder.resolve("n"), "severity=low\n");
        publishWith(notes, "candidate", workshop.archive("1.0.0")).done();
        workshop.publish("stable", workshop.archive("1.0.0")).done();
        TestClient client = workshop.newClient().refresh(workshop.repository, workshop.now);
        assertThat(client.custom("1.0.0").required("channel"))
                .extracting(JsonNode::asString)
                .containsExactly("stable", "candidate");
        assertThat(client.custom("1.0.0").at("/security/severity").asString()).isEqualTo("low");
    }

    @Test
    void newNotesTakeThePlaceOfOldOnes() throws IOException {
        workshop.publish("candidate", workshop.archive("1.0.0")).done();
        Path notes = Files.createDirectories(folder.resolve("notes"));
        Files.writeString(
                notes.resolve("1.0.0.properties"), "pl=Lepsze słowa.\nen=Better words.\n");
        Files.writeString(notes.resolve("1.1.0.properties"), "pl= \nseverity=low\n");
        publishWith(notes, "candidate", workshop.archive("1.0.0"), workshop.archive("1.1.0"))
                .done();
        TestClient client = workshop.newClient().refresh(workshop.repository, workshop.now);
        assertThat(client.custom("1.0.0").at("/notes/en").asString()).isEqualTo("Better words.");
        assertThat(client.custom("1.1.0").at("/notes/en").asString()).startsWith("News:");
    }

    private Workshop.Said publishWith(Path notes, String channel, Path... archives) {
        var words = new ArrayList<>(List.of("--notes", notes.toString()));
        Arrays.stream(archives).map(Path::toString).forEach(words::add);
        return workshop.channel("publish", "--channel", channel).plus(words).say();
    }

    /** A misnamed file would make a security fix a release like any other. */
    @Test
    void doesNotGuessThatThereAreNoNotes() throws IOException {
        Map<String, String> before = workshop.everything();
        Path notes = Files.createDirectories(folder.resolve("notes"));
        Files.writeString(notes.resolve("1.0.properties"), "severity=critical\n");
        publishWith(notes, "stable", workshop.archive("1.0.0"))
                .refused(
                        "there is no notes file " + notes.resolve("1.0.0.properties"),
                        "--no-notes");
        String archive = workshop.archive("1.0.0").toString();
        workshop.channel("publish", "--channel", "stable", archive)
                .say()
                .refused("no notes tell of 1.0.0", "--no-notes");
        workshop.channel("publish", "--channel", "stable", "--no-notes", "--notes", "n", archive)
                .say()
                .refused("contradict each other");
        assertThat(workshop.everything()).isEqualTo(before);
        workshop.publish("candidate", workshop.archive("1.0.0")).done();
        // What was published has words already, but a folder that lacks them is a mistake again.
        publishWith(notes, "stable", workshop.archive("1.0.0")).refused("there is no notes file");
        workshop.channel("publish", "--channel", "stable", archive).say().done();
    }

    @Test
    void refusesStopsThatNoOfficeCanMake() throws IOException {
        workshop.publish("candidate", workshop.archive("1.1.0")).done();
        Map<String, String> before = workshop.everything();
        Path archive = workshop.archive("1.2.0");
        String way = "1.2.0 asks to pass through ";
        publishWith(stops("9.0.0"), "stable", archive)
                .refused(way + "9.0.0, which is not below it", "Correct stops");
        publishWith(stops("1.2.0"), "stable", archive).refused(way + "1.2.0, which is not below");
        publishWith(stops("1.1.5"), "stable", archive)
                .refused(way + "1.1.5, which is not published");
        publishWith(stops("1.1.0"), "stable", archive)
                .refused(way + "1.1.0, which is not in stable", "publish the stop");
        assertThat(workshop.everything()).isEqualTo(before);

        publishWith(stops("1.1.0"), "candidate", archive).done();
        workshop.publish("stable", archive).refused(way + "1.1.0, which is not in stable");
        workshop.publish("stable", workshop.archive("1.1.0"), archive).done();
        assertThat(workshop.revoke("1.1.0").done().err())
                .contains("warning: " + way + "1.1.0, which was revoked");
        publishWith(stops("1.1.0"), "stable", workshop.archive("1.3.0"))
                .refused("1.3.0 asks to pass through 1.1.0, which was revoked");
        assertThat(workshop.revoke("1.2.0").done().err()).isEmpty();
    }

    private Path stops(String version) throws IOException {
        return Files.writeString(folder.resolve("n"), "stops=" + version + "\n");
    }

    @Test
    void saysWhatWasThereAlready() throws IOException {
        assertThat(workshop.publish("candidate", workshop.archive("1.0.0")).done().out())
                .startsWith("wrote targets/");
        assertThat(workshop.publish("stable", workshop.archive("1.0.0")).done().out())
                .startsWith("kept targets/")
                .contains("wrote metadata/2.targets.json");
    }

    @Test
    void aReaderInTheMiddleSeesAWholeRepository() throws IOException {
        workshop.publish("stable", workshop.archive("1.0.0")).done();
        TestClient old = workshop.newClient();
        var seen = new ArrayList<Long>();
        var watched =
                new WatchedWriter(() -> {
                    workshop.newClient().refresh(workshop.repository, workshop.now);
                    old.refresh(workshop.repository, workshop.now);
                    seen.add(TestClient.version(old.targets()));
                });
        workshop.writer = watched;
        workshop.publish("stable", workshop.archive("1.1.0"), workshop.archive("1.2.0")).done();
        assertThat(watched.written)
                .containsExactly(
                        "bip-server-1.1.0-linux-x64.tar.gz",
                        "bip-server-1.2.0-linux-x64.tar.gz",
                        "2.targets.json",
                        "2.snapshot.json",
                        "timestamp.json");
        assertThat(seen).containsExactly(1L, 1L, 1L, 1L, 1L, 1L, 1L, 1L, 1L, 2L);
    }

    @Test
    void anInterruptedPublishingIsDoneByTheNext() throws IOException {
        workshop.publish("stable", workshop.archive("1.0.0")).done();
        TestClient old = workshop.newClient().refresh(workshop.repository, workshop.now);
        for (int writes = 0; writes < 4; writes++) {
            workshop.later(Duration.ofHours(1));
            workshop.writer = new InterruptedWriter(writes);
            workshop.publish("stable", workshop.archive("1.1.0"))
                    .refused(
                            "no space left on the device",
                            "readers see a whole repository",
                            "run the same command again");
            old.refresh(workshop.repository, workshop.now);
            workshop.newClient().refresh(workshop.repository, workshop.now);
            assertThat(old.custom("1.1.0").isMissingNode()).as("after %d", writes).isTrue();
        }
        Map<String, String> orphans = workshop.everything();
        orphans.remove("metadata/timestamp.json");
        workshop.writer = new DiskWriter();
        workshop.publish("stable", workshop.archive("1.1.0")).done();
        old.refresh(workshop.repository, workshop.now);
        assertThat(old.custom("1.1.0").isObject()).isTrue();
        // A numbered file never changes, also one that no reader was told of.
        assertThat(workshop.everything()).containsAllEntriesOf(orphans);
        assertThat(TestClient.version(old.targets())).isEqualTo(4);
    }

    @Test
    void theFirstPublishingMayBeInterruptedToo() throws IOException {
        for (int writes = 0; writes < 4; writes++) {
            workshop.writer = new InterruptedWriter(writes);
            workshop.publish("stable", workshop.archive("1.0.0")).refused("cannot write");
        }
        workshop.writer = new DiskWriter();
        workshop.publish("stable", workshop.archive("1.0.0")).done();
        workshop.newClient().refresh(workshop.repository, workshop.now);
    }

    @Test
    void repairsAnArchiveThatWasCutShortOnTheWay() throws IOException {
        Path archive = workshop.archive("1.0.0");
        workshop.writer = new InterruptedWriter(1);
        workshop.publish("stable", archive).refused("cannot write");
        workshop.writer = new DiskWriter();
        Files.writeString(
                workshop.repository
                        .resolve("targets")
                        .resolve(
                                Digests.of(archive).sha512()
                                        + ".bip-server-1.0.0-linux-x64.tar.gz"),
                "half");
        workshop.publish("stable", archive).done();
        workshop.newClient().refresh(workshop.repository, workshop.now);
    }

    @Test
    void leavesNoPartOfAnArchiveThatChangesWhileItIsCopied() throws IOException {
        Path archive = workshop.archive("1.0.0");
        workshop.writer =
                write -> {
                    if (write instanceof RepositoryWrite.Archive) {
                        Files.writeString(archive, "other");
                    }
                    return new DiskWriter().write(write);
                };
        workshop.publish("stable", archive).refused("changed while it was read");
        assertThat(workshop.everything().keySet()).containsExactly("metadata/1.root.json");
    }

    @Test
    void refusesOtherBytesUnderAPublishedVersion() throws IOException {
        workshop.publish("stable", workshop.archive("1.0.0")).done();
        Map<String, String> first = workshop.everything();
        workshop.publish("stable", workshop.archive("1.0.0", "another program", "other"))
                .refused("1.0.0 was published with other bytes", "a version of its own");
        assertThat(workshop.everything()).isEqualTo(first);
    }

    @Test
    void refusesArchivesThatNoReaderCouldUse() throws IOException {
        Path archive = workshop.archive("1.0.0");
        refuses(folder.resolve("nowhere.tar.gz"), "there is no archive");
        Path renamed = folder.resolve("bip-server-1.0.1-linux-x64.tar.gz");
        Files.copy(archive, renamed);
        refuses(renamed, "holds the release 1.0.0");
        Path cut = Files.createDirectories(folder.resolve("cut")).resolve(archive.getFileName());
        byte[] bytes = Files.readAllBytes(archive);
        Files.write(cut, java.util.Arrays.copyOf(bytes, bytes.length - 20));
        refuses(cut, "cannot be unpacked");
        Files.writeString(cut, "no archive");
        refuses(cut, "cannot be unpacked");
        assertThat(workshop.everything().keySet()).containsExactly("metadata/1.root.json");
    }

    private void refuses(Path archive, String why) {
        workshop.publish("stable", archive).refused(why);
    }

    @Test
    void refusesArchivesThatAreNotWhatTheirManifestSays() throws IOException {
        var tar = new HandmadeArchive(folder.resolve("handmade"));
        refuses(tar.with("bin/bip-server", "program", "program"), "lacks lib");
        refuses(tar.with("bin/bip-server", "program", "changed", "lib", "l", "l"), "holds another");
        refuses(
                tar.with("bin/bip-server", "program", "program", "lib", "l", "l", "more", "", "m"),
                "which its manifest does not list");
        refuses(tar.withoutManifest(), "does not begin with its release.json");
        refuses(tar.empty(), "is empty");
        refuses(tar.ofSchema(9), "the schema it writes is none that it reads");
        refuses(tar.ofFolder("bip-server-2.0.0"), "has another folder than its version says");
        refuses(tar.ofFormat("bip-release/v2"), "another format or platform");
        refuses(
                tar.with("bin/bip-server", "program", "program", "lib", "l", "l"),
                "nothing tells in both languages what is new in 1.0.0");
    }

    @Test
    void refusesNotesThatAreWrong() throws IOException {
        refusesNotes("severity=terrible\n", "'terrible' is no severity");
        refusesNotes("severity=low\ncves=2026-1\n", "'2026-1' is no CVE number");
        refusesNotes("cves=CVE-2026-1111\n", "the severity is none");
        refusesNotes("stops=v1.0.0\n", "'v1.0.0' is no version");
        refusesNotes("serverity=low\n", "[serverity]");
        refusesNotes("pl=Poprawki\n", "has words in one language alone");
        refusesNotes("pl=\nen=Fixes\n", "has words in one language alone");
        Path archive = workshop.archive("1.0.0");
        publishWith(Path.of("/nowhere"), "stable", archive)
                .refused("there is no notes file /nowhere");
        publishWith(folder.resolve("n"), "stable", archive, archive)
                .refused("one notes file cannot tell of 2 releases");
    }

    private void refusesNotes(String notes, String why) throws IOException {
        Path file = Files.writeString(folder.resolve("n"), notes);
        publishWith(file, "stable", workshop.archive("1.0.0")).refused(why);
    }

    @Test
    void refusesAChannelThatThereIsNot() {
        workshop.publish("beta", workshop.archive("1.0.0")).refused("no channel 'beta'");
    }

    @Test
    void refusesKeysOfOtherRoles() throws IOException {
        Map<String, String> before = workshop.everything();
        String archive = workshop.archive("1.0.0").toString();
        List<String> publish =
                List.of(
                        "publish",
                        "--channel",
                        "stable",
                        "--no-notes",
                        "--repository",
                        "repository",
                        archive);
        signed(publish, "--online-key", "online-1").refused("no targets key of root 1 was given");
        signed(publish, "--targets-key", "online-1", "--online-key", "online-1")
                .refused("no targets key of root 1 was given");
        signed(publish, "--targets-key", "targets-2").refused("no online key of root 1 was given");
        workshop.makeKeys("targets-7");
        signed(publish, "--targets-key", "targets-7", "--online-key", "online-1")
                .refused("targets-7", "is no key of root 1");
        assertThat(workshop.everything()).isEqualTo(before);
    }

    private Workshop.Said signed(List<String> arguments, String... keys) {
        var all = new ArrayList<>(arguments);
        all.addAll(List.of(keys));
        return workshop.signed(all.toArray(String[]::new));
    }

    @Test
    void refusesAClockThatWentBack() throws IOException {
        workshop.publish("stable", workshop.archive("1.0.0")).done();
        workshop.later(Duration.ofSeconds(-1));
        workshop.publish("stable", workshop.archive("1.1.0"))
                .refused("clock says 2026-03-01T07:59:59Z", "Set the clock");
    }

    @Test
    void refusesWhileAnotherPublisherIsAtWork() throws IOException {
        try (var _ = RepositoryLock.take(new RepositoryFolder(workshop.repository))) {
            workshop.publish("stable", workshop.archive("1.0.0")).refused("another publisher");
        }
        workshop.publish("stable", workshop.archive("1.0.0")).done();
    }

    @Test
    void refusesAFolderThatIsNoRepository() throws IOException {
        Path empty = Files.createDirectories(folder.resolve("empty"));
        for (Path place : List.of(empty, folder.resolve("absent"))) {
            workshop.signed(
                            "publish",
                            "--channel",
                            "stable",
                            "--repository",
                            place.toString(),
                            workshop.archive("1.0.0").toString())
                    .refused("there is no repository in");
        }
        assertThat(folder.resolve("absent")).doesNotExist();
    }

    @Test
    void buildsOnNothingThatIsNotSigned() throws IOException {
        workshop.publish("stable", workshop.archive("1.0.0")).done();
        for (String name :
                List.of("timestamp.json", "1.snapshot.json", "1.targets.json", "1.root.json")) {
            Path file = workshop.repository.resolve("metadata").resolve(name);
            String text = Files.readString(file);
            Files.writeString(
                    file, text.replaceFirst("\"expires\" : \"202", "\"expires\" : \"203"));
            workshop.publish("stable", workshop.archive("1.1.0"))
                    .refused(name, "Restore the repository folder from its copy");
            Files.delete(file);
            workshop.publish("stable", workshop.archive("1.1.0")).refused(name + " is missing");
            Files.writeString(file, text);
        }
        Path archive;
        try (var files = Files.list(workshop.repository.resolve("targets"))) {
            archive = files.findFirst().orElseThrow();
        }
        Files.writeString(archive, "cut");
        workshop.publish("stable", workshop.archive("1.1.0"))
                .refused("archive of 1.0.0 is not whole");
    }
}

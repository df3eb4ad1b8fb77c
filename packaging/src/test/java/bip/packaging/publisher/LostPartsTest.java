package bip.packaging.publisher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A repository that came back from a copy without some of its files. To begin anew above what is
 * left would take releases and revocations away from readers, with good signatures.
 */
class LostPartsTest {

    @TempDir(factory = InMemory.class)
    Path folder;

    private Workshop workshop;
    private byte[] beforeTheRevocation;

    @BeforeEach
    void publishAndRevoke() throws IOException {
        workshop = Workshop.withRelease(folder);
        workshop.publish("stable", workshop.archive("1.1.0")).done();
        beforeTheRevocation = workshop.metadata("timestamp.json");
        workshop.revoke("1.0.0").done();
    }

    @Test
    void theTimestamp() throws IOException {
        lose("metadata/timestamp.json");
        String[] why = {
            "metadata/timestamp.json is missing in " + workshop.repository,
            "metadata/3.targets.json is there"
        };
        refusesAll(why);
        rotate().refused(why);
        workshop.run("bundle", "--repository", "repository", "1.1.0", "a.bundle").refused(why);
    }

    @Test
    void theTimestampAndTargets() throws IOException {
        lose("metadata/timestamp.json");
        for (int version = 1; version <= 3; version++) {
            lose("metadata/" + version + ".targets.json");
        }
        refusesAll("timestamp.json is missing", "metadata/3.snapshot.json is there");
    }

    @Test
    void allMetadataButTheRoot() throws IOException {
        loseMetadataBut("1.root.json");
        refusesAll("timestamp.json is missing", "bip-server-1.", "is there");
        rotate().refused("timestamp.json is missing");
        workshop.makeKeys("online-2");
        rotate("--replace", workshop.pub("online-1") + "=" + workshop.pub("online-2"))
                .refused("timestamp.json is missing");
    }

    @Test
    void allMetadata() throws IOException {
        loseMetadataBut("");
        refusesAll("metadata/1.root.json is missing", "bip-server-1.", "is there");
        workshop.run("place", "--repository", "repository", "root.json")
                .refused("metadata/1.root.json is missing", "from its copy");
    }

    @Test
    void theOnlyRoot() throws IOException {
        lose("metadata/1.root.json");
        refusesAll("metadata/1.root.json is missing", "metadata/timestamp.json is there");
        workshop.run("place", "--repository", "repository", "root.json")
                .refused("metadata/1.root.json is missing");
    }

    @Test
    void anOlderRoot() throws IOException {
        rotate().done();
        rotate().done();
        lose("metadata/2.root.json");
        refusesAll("metadata/2.root.json is missing", "metadata/3.root.json is there");
        rotate().refused("metadata/2.root.json is missing");
        lose("metadata/1.root.json");
        refusesAll("metadata/1.root.json is missing", "metadata/3.root.json is there");
    }

    @Test
    void theSnapshot() throws IOException {
        lose("metadata/3.snapshot.json");
        refusesAll("metadata/3.snapshot.json is missing");
        rotate().refused("metadata/3.snapshot.json is missing");
    }

    @Test
    void theNewestTargets() throws IOException {
        lose("metadata/3.targets.json");
        refusesAll("metadata/3.targets.json is missing");
        // With the online key goes the timestamp, and with that the way to what was the newest.
        workshop.makeKeys("online-2");
        lose("metadata/timestamp.json");
        rotate("--replace", workshop.pub("online-1") + "=" + workshop.pub("online-2"))
                .refused("metadata/3.targets.json is missing", "metadata/3.snapshot.json is there");
    }

    @Test
    void anArchive() throws IOException {
        lose("targets/" + archiveOf("1.0.0"));
        refusesAll("the archive of 1.0.0 is not whole");
    }

    /** A copy that was interrupted before its last file: the timestamp is one of before. */
    @Test
    void theNewestTimestampWithTheRevocation() throws IOException {
        byte[] newest = workshop.metadata("timestamp.json");
        Path timestamp = workshop.repository.resolve("metadata/timestamp.json");
        Files.write(timestamp, beforeTheRevocation);
        assertThat(show().done().err())
                .contains("readers are told of targets 2, but metadata/3.targets.json is there")
                .contains("restore the repository folder");
        Map<String, String> before = workshop.everything();
        String[] why = {"metadata/3.targets.json is signed and revokes 1.0.0", "undo it"};
        workshop.publish("stable", workshop.archive("1.2.0")).refused(why);
        workshop.channel("resign").say().refused(why);
        assertThat(workshop.everything()).isEqualTo(before);

        // The daily signature keeps what readers have, and says what is wrong.
        assertThat(workshop.resign().done().err()).contains("metadata/3.targets.json is there");
        Files.write(timestamp, newest);
        assertThat(show().done().err()).isEmpty();
    }

    @Test
    void theNewestTimestampWithARelease() throws IOException {
        byte[] old = workshop.metadata("timestamp.json");
        workshop.publish("candidate", workshop.archive("1.2.0")).done();
        Files.write(workshop.repository.resolve("metadata/timestamp.json"), old);
        workshop.publish("stable", workshop.archive("1.3.0"))
                .refused("metadata/4.targets.json is signed and offers 1.2.0");
        workshop.publish("candidate", workshop.archive("1.2.0")).done();
        workshop.publish("stable", workshop.archive("1.3.0")).done();
        assertThat(show().done().err()).isEmpty();
    }

    @Test
    void nothingButTheEndOfTheFirstPublishing() throws IOException {
        Workshop fresh = Workshop.withRoot(Files.createDirectories(folder.resolve("fresh")));
        fresh.writer = new InterruptedWriter(3);
        fresh.publish("stable", fresh.archive("1.0.0")).refused("cannot write");
        Workshop.Said said = fresh.run("show", "--repository", "repository").done();
        assertThat(said.out()).contains("the first publishing was cut short, run it again");
        fresh.resign().refused("nothing is published");
        fresh.writer = new DiskWriter();
        assertThat(fresh.publish("stable", fresh.archive("1.0.0")).done().out())
                .contains("kept targets/", "wrote metadata/timestamp.json");
        fresh.newClient().refresh(fresh.repository, fresh.now);
        Files.delete(fresh.repository.resolve("metadata/timestamp.json"));
        fresh.publish("stable", fresh.archive("1.0.0")).refused("timestamp.json is missing");
    }

    /** A power cut between the timestamp and the end of the command. */
    @Test
    void theTimestampOfAFirstPublishingThatNobodySawEnd() throws IOException {
        new FirstPublishing(new RepositoryFolder(workshop.repository)).begin();
        workshop.resign().done();
        lose("metadata/timestamp.json");
        refusesAll("timestamp.json is missing");
    }

    private void refusesAll(String... why) throws IOException {
        Map<String, String> before = workshop.everything();
        show().refused(why).refused("Restore the repository folder from its copy");
        workshop.resign().refused(why);
        workshop.channel("resign").say().refused(why);
        workshop.revoke("1.1.0").refused(why);
        workshop.publish("stable", workshop.archive("1.2.0")).refused(why);
        assertThat(workshop.everything()).isEqualTo(before);
    }

    private Workshop.Said show() {
        return workshop.run("show", "--repository", "repository");
    }

    private Workshop.Said rotate(String... more) {
        var words = new ArrayList<>(List.of("rotate-root"));
        words.addAll(List.of("--repository", "repository"));
        words.addAll(List.of("--key", "root-1", "--key", "root-2"));
        words.addAll(List.of("--online-key", "online-1"));
        words.addAll(List.of(more));
        return workshop.signed(words.toArray(String[]::new));
    }

    private String archiveOf(String version) throws IOException {
        return Digests.of(workshop.archive(version)).sha512()
                + ".bip-server-"
                + version
                + "-linux-x64.tar.gz";
    }

    private void lose(String name) throws IOException {
        Files.delete(workshop.repository.resolve(name));
    }

    private void loseMetadataBut(String kept) throws IOException {
        try (var files = Files.list(workshop.repository.resolve("metadata"))) {
            for (Path file : files.toList()) {
                if (!file.getFileName().toString().equals(kept)) {
                    Files.delete(file);
                }
            }
        }
    }
}

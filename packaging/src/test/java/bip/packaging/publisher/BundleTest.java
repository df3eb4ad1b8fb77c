package bip.packaging.publisher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BundleTest {

    @TempDir(factory = InMemory.class)
    Path folder;

    private Workshop workshop;

    @BeforeEach
    void publish() throws IOException {
        workshop = Workshop.withRelease(folder);
        workshop.publish("stable", workshop.archive("1.1.0")).done();
        workshop.signed(
                        "rotate-root",
                        "--repository",
                        "repository",
                        "--key",
                        "root-1",
                        "--key",
                        "root-2")
                .done();
    }

    @Test
    void holdsTheFilesOfTheRepositoryByteForByteInTheOrderOfReading() throws IOException {
        bundle("1.0.0", "one.bundle").done();
        var names = new ArrayList<String>();
        try (var tar =
                new TarArchiveInputStream(Files.newInputStream(folder.resolve("one.bundle")))) {
            for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                names.add(entry.getName());
                assertThat(tar.readAllBytes())
                        .isEqualTo(
                                Files.readAllBytes(workshop.repository.resolve(entry.getName())));
            }
        }
        assertThat(names)
                .containsExactly(
                        "metadata/1.root.json",
                        "metadata/2.root.json",
                        "metadata/timestamp.json",
                        "metadata/2.snapshot.json",
                        "metadata/2.targets.json",
                        "targets/"
                                + Digests.of(workshop.archive("1.0.0")).sha512()
                                + ".bip-server-1.0.0-linux-x64.tar.gz");
    }

    @Test
    void isTheSameByteForByteWhenMadeTwice() throws IOException {
        bundle("1.1.0", "one.bundle").done();
        workshop.later(Duration.ofDays(1));
        bundle("1.1.0", "two.bundle").done();
        assertThat(folder.resolve("one.bundle"))
                .hasSameBinaryContentAs(folder.resolve("two.bundle"));
    }

    @Test
    void refusesAndLeavesNothing() throws IOException {
        bundle("1.2.0", "one.bundle").refused("1.2.0 is not published");
        String nowhere = folder.resolve("nosuch/x").toString();
        bundle("1.0.0", nowhere).refused("there is no folder " + folder.resolve("nosuch"));
        Files.writeString(folder.resolve("mine.bundle"), "mine");
        bundle("1.0.0", "mine.bundle").refused("is there already");
        assertThat(folder.resolve("mine.bundle")).hasContent("mine");
        workshop.later(Duration.ofDays(14));
        bundle("1.0.0", "one.bundle").refused("the timestamp expired", "publisher resign");
        workshop.resign().done();
        Path archive =
                new RepositoryFolder(workshop.repository)
                        .folder()
                        .resolve("targets")
                        .resolve(
                                Digests.of(workshop.archive("1.0.0")).sha512()
                                        + ".bip-server-1.0.0-linux-x64.tar.gz");
        byte[] bytes = Files.readAllBytes(archive);
        bytes[bytes.length - 1] ^= 1;
        Files.write(archive, bytes);
        bundle("1.0.0", "one.bundle").refused("archive of 1.0.0 in targets/ was changed");
        try (var files = Files.list(folder)) {
            List<String> left =
                    files.map(file -> file.getFileName().toString())
                            .filter(name -> name.contains("bundle"))
                            .toList();
            assertThat(left).containsExactly("mine.bundle");
        }
    }

    private Workshop.Said bundle(String version, String file) {
        return workshop.run("bundle", "--repository", "repository", version, file);
    }
}

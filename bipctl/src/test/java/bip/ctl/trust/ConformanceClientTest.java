package bip.ctl.trust;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** That the launcher does what the suite's page says; the suite itself tests the client. */
class ConformanceClientTest {

    private static final byte[] CONTENT = TrustScenario.bytes("what was published\n");

    @TempDir Path folder;

    private RepositorySimulator repo;
    private LoopbackRepository files;
    private byte[] published = CONTENT;
    private byte[] served = CONTENT;

    @BeforeEach
    void publishAFile() throws IOException {
        repo = new RepositorySimulator(Instant.now().truncatedTo(ChronoUnit.SECONDS));
        files =
                new LoopbackRepository(name ->
                        name.equals("a%20folder/" + hash(published) + ".file.txt")
                                ? Optional.of(served)
                                : Optional.empty());
        publish(CONTENT);
    }

    private void publish(byte[] content) {
        published = content;
        served = content;
        var target = new LinkedHashMap<String, Object>();
        target.put("length", content.length);
        target.put("hashes", new LinkedHashMap<>(Map.of("sha256", hash(content))));
        repo.map(Role.TARGETS, "targets").put("a folder/file.txt", target);
        repo.publish(Role.TARGETS, Role.SNAPSHOT, Role.TIMESTAMP);
    }

    @AfterEach
    void stop() {
        repo.close();
        files.close();
    }

    @Test
    void initTakesTheRootAndAsksNobody() throws Exception {
        assertThat(init()).isZero();

        assertThat(Files.readAllBytes(folder.resolve("metadata/root.json")))
                .isEqualTo(repo.publishedAs(Role.ROOT, 1));
        assertThat(repo.server.requests()).isEmpty();
    }

    @Test
    void refreshStoresWhatIsTrusted() throws Exception {
        init();

        assertThat(refresh()).isZero();

        for (Role role : Role.values()) {
            assertThat(folder.resolve("metadata").resolve(role.fileName()))
                    .hasBinaryContent(repo.last(role));
        }
    }

    @Test
    void aRefusalIsExitCodeOne() throws Exception {
        init();
        repo.clearKeys(Role.TIMESTAMP);
        repo.publish(Role.TIMESTAMP);

        assertThat(refresh()).isOne();
        assertThat(ConformanceClient.run(List.of("refresh"))).isOne();
        assertThat(ConformanceClient.run(List.of())).isOne();
    }

    @Test
    void downloadBringsAFileOnceAndOnlyTheRightOne() throws Exception {
        init();
        served = TrustScenario.bytes("something else, as long");
        assertThat(download()).isOne();
        assertThat(folder.resolve("targets")).doesNotExist();

        served = CONTENT;
        files.requests();
        assertThat(download()).isZero();
        assertThat(download()).isZero();

        assertThat(files.requests()).hasSize(1);
        isKept(CONTENT);
    }

    private void isKept(byte[] content) throws IOException {
        try (var kept = Files.list(folder.resolve("targets"))) {
            assertThat(kept)
                    .singleElement()
                    .satisfies(it -> assertThat(it).hasBinaryContent(content));
        }
    }

    /** Also after a good one came, and at each change: what is here stays. */
    @Test
    void aFileThatIsSubstitutedIsNeverTaken() throws Exception {
        init();
        byte[] here = CONTENT;
        assertThat(download()).isZero();
        for (int i = 0; i < 3; i++) {
            publish(TrustScenario.bytes("changed " + i));
            served = TrustScenario.bytes("malice " + i + "!");
            assertThat(served).hasSameSizeAs(published);
            assertThat(download()).isOne();
            isKept(here);
            served = published;
            assertThat(download()).isZero();
            here = published;
            served = TrustScenario.bytes("malice " + i + "!");
            assertThat(download()).isZero();
            isKept(here);
        }
    }

    private static String hash(byte[] bytes) {
        return HashAlgorithm.SHA256.hex(bytes);
    }

    private int init() throws IOException {
        Path root = folder.resolve("first.json");
        Files.write(root, repo.publishedAs(Role.ROOT, 1));
        return run("init", root.toString());
    }

    private int refresh() {
        return run("--metadata-url", repo.server.url(), "refresh");
    }

    private int download() {
        return run(
                "--metadata-url",
                repo.server.url(),
                "--target-name",
                "a folder/file.txt",
                "--target-base-url",
                files.url(),
                "--target-dir",
                folder.resolve("targets").toString(),
                "download");
    }

    private int run(String... arguments) {
        var all = new ArrayList<>(List.of("--metadata-dir", folder.resolve("metadata").toString()));
        all.addAll(List.of(arguments));
        return ConformanceClient.run(all);
    }
}

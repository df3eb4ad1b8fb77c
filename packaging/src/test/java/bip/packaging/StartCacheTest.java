package bip.packaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher and the cache of loaded classes: a changed jar never runs from an old cache. */
class StartCacheTest {
    private static final String NAME = "1.4.2-3fa94c21";

    @TempDir Path folder;
    private Path root;
    private SmallRelease release;

    @BeforeEach
    void install() throws Exception {
        // Resolved, as the launcher resolves it.
        root = folder.toRealPath();
        release = SmallRelease.install(root, NAME, "old");
    }

    @Test
    void startsFromItsCache() throws Exception {
        assertThat(usesCache()).isFalse();

        release.train();

        assertThat(release.cache()).isNotEmptyFile();
        assertThat(usesCache()).isTrue();
        assertThat(release.say()).isEqualTo("old");
    }

    @Test
    void neverRunsAnotherReleasesCode() throws Exception {
        release.train();
        SmallRelease changed = SmallRelease.install(root, "1.4.2-77777777", "new");

        assertThat(changed.say()).isEqualTo("new");
        assertThat(changed.javaArguments()).noneMatch(argument -> argument.contains("AOTCache"));
    }

    @Test
    void neverRunsTheOldCodeOfAJarThatWasChangedInPlace() throws Exception {
        release.train();
        FileTime before = Files.getLastModifiedTime(release.jar());
        release.replaceJar("new");
        Files.setLastModifiedTime(release.jar(), before);

        assertThat(usesCache()).isFalse();
        assertThat(release.say()).isEqualTo("new");
    }

    /** Why the launcher takes such care; when this fails, Java has learnt to check by itself. */
    @Test
    void couldNotTrustJavaToNoticeAnotherJar() throws Exception {
        release.train();
        release.replaceJar("new");
        List<String> command =
                List.of(
                        Runtimes.ownJdk().resolve("bin/java").toString(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:AOTMode=on",
                        "-XX:AOTCache=" + release.cache(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        release.jar().toString(),
                        "bip.server.BipServer");

        assertThat(said(command)).isEqualTo("old");
    }

    @Test
    void refusesAHeapThatIsNone() {
        for (String heap : List.of("dużo", "128", "m", "0m", "12 m", "1234567m", "128mb")) {
            assertThatThrownBy(() -> release.run(Map.of("BIP_MAX_HEAP", heap)))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("exit code 78")
                    .hasMessageContaining("'" + heap + "' is not a size such as 256m");
        }
    }

    private boolean usesCache() throws Exception {
        return release.javaArguments().contains("-XX:AOTCache=" + release.cache());
    }

    private String said(List<String> command) throws Exception {
        try {
            return Programs.run(command, root).strip();
        } catch (IOException refused) {
            return "refused";
        }
    }
}

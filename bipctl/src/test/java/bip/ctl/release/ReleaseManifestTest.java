package bip.ctl.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import bip.ctl.release.ReleaseManifest.ListedFile;
import bip.ctl.support.ErrorCode;
import bip.ctl.testing.Failing;
import bip.ctl.testing.TestRelease;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReleaseManifestTest {

    private static final Path GOLDEN = Path.of("../docs/contract/golden/release.json");

    @Test
    void readsTheContractsExample() throws IOException {
        byte[] document = Files.readAllBytes(GOLDEN);
        var manifest = ReleaseManifest.parse(document);
        assertThat(manifest.version()).isEqualTo(new ReleaseVersion(1, 4, 2));
        assertThat(manifest.contentHash()).isEqualTo(TestRelease.sha256(document));
        assertThat(manifest.folderName())
                .isEqualTo("1.4.2-" + TestRelease.sha256(document).substring(0, 8));
        assertThat(manifest.platform()).isEqualTo("linux-x64");
        assertThat(manifest.schemaWritten()).isEqualTo(7);
        assertThat(manifest.schemaRead()).isEqualTo(new ReleaseManifest.SchemaRange(6, 8));
        assertThat(manifest.upgradeFrom()).isEqualTo(new ReleaseVersion(1, 0, 0));
        assertThat(manifest.oldestTool()).isEqualTo(new ReleaseVersion(1, 2, 0));
        assertThat(manifest.notes()).containsKeys("pl", "en");
        assertThat(manifest.files())
                .extracting(ListedFile::path, ListedFile::sizeBytes, ListedFile::executable)
                .containsExactly(
                        tuple("bin/bip-server", 1834L, true),
                        tuple("lib/bip-server.jar", 214533L, false));
    }

    @Test
    void passesOverFieldsItDoesNotKnow() {
        var made = new TestRelease("1.0.0").field("signedBy", Map.of("who", "somebody"));
        assertThat(ReleaseManifest.parse(made.manifest()).version())
                .isEqualTo(new ReleaseVersion(1, 0, 0));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/etc/passwd",
                "../x",
                "lib/../../x",
                "./x",
                "lib//x",
                "lib/",
                "",
                "a\\b",
                "a\u001b[2Jb",
                "\u017c\u00f3\u0142w",
                "release.json",
                "Release.JSON",
                "lib",
                "LIB/x",
                "bin/bip-server/x",
                "a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a"
            })
    void refusesPath(String path) {
        refuses(new TestRelease("1.0.0").listed(path, 1, "0".repeat(64)));
    }

    @Test
    void refusesPartLongerThanAFileSystemTakes() {
        refuses(new TestRelease("1.0.0").listed("x".repeat(256), 1, "0".repeat(64)));
    }

    @Test
    void refusesWrongFields() {
        refuses(new TestRelease("1.0.0").field("format", "bip-release/v2"));
        refuses(new TestRelease("1.0.0").field("version", "v1.0.0"));
        refuses(new TestRelease("1.0.0").field("platform", "Linux"));
        refuses(new TestRelease("1.0.0").field("upgradeFrom", 1));
        refuses(new TestRelease("1.0.0").field("notes", Map.of("en", "no Polish")));
        refuses(new TestRelease("1.0.0").field("files", List.of()));
        refuses(new TestRelease("1.0.0").field("files", List.of("bin/bip-server")));
        refuses(new TestRelease("1.0.0").field("files", "none"));
        refuses(new TestRelease("1.0.0").schema(5, 1, 4));
        refuses(new TestRelease("1.0.0").listed("x", -1, "0".repeat(64)));
        refuses(new TestRelease("1.0.0").listed("x", 257L << 20, "0".repeat(64)));
        refuses(new TestRelease("1.0.0").listed("x", 1, "0".repeat(63)));
        refuses(new TestRelease("1.0.0").listed("x", 1, "A".repeat(64)));
    }

    @Test
    void refusesMoreThanADiskShouldHold() {
        var made = new TestRelease("1.0.0");
        for (int i = 0; i < 5; i++) {
            made.listed("big" + i, 256L << 20, "0".repeat(64));
        }
        refuses(made);
    }

    @Test
    void refusesKeyThatStandsTwiceAndTextAfterTheEnd() {
        String good = new String(new TestRelease("1.0.0").manifest(), StandardCharsets.UTF_8);
        refuses(good.replaceFirst("\\{", "{\"version\":\"1.0.0\","));
        refuses(good + "{}");
        refuses(good.substring(1));
        refuses("[]");
        refuses("");
    }

    @Test
    void refusesManifestTooLongToRead() {
        var lines =
                Failing.with(ErrorCode.R102, () -> ReleaseManifest.parse(new byte[(8 << 20) + 1]));
        assertThat(lines.getFirst()).contains("longer than 8388608 bytes");
    }

    private static void refuses(TestRelease made) {
        Failing.with(ErrorCode.R102, () -> ReleaseManifest.parse(made.manifest()));
    }

    private static void refuses(String document) {
        Failing.with(
                ErrorCode.R102,
                () -> ReleaseManifest.parse(document.getBytes(StandardCharsets.UTF_8)));
    }
}

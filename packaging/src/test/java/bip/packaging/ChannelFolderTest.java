package bip.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ChannelFolderTest {

    @TempDir Path folder;

    @Test
    void listsEveryReleaseInOrderOfVersion() throws IOException {
        var channel = new ChannelFolder(folder.resolve("channel"));
        channel.add(archive("1.10.0", "ten"));
        channel.add(archive("1.9.0", "nine"));
        assertThat(index().required("releases"))
                .extracting(release -> release.required("version").stringValue())
                .containsExactly("1.9.0", "1.10.0");
    }

    @Test
    void replacesAReleaseOfTheSameVersion() throws IOException {
        var channel = new ChannelFolder(folder.resolve("channel"));
        channel.add(archive("1.0.0", "old"));
        channel.add(archive("1.0.0", "newer"));
        JsonNode only = index().required("releases").required(0);
        assertThat(index().required("releases").size()).isEqualTo(1);
        assertThat(only.required("size").intValue()).isEqualTo("newer".length());
        // sha512sum of the five letters.
        assertThat(only.required("sha512").stringValue())
                .hasSize(128)
                .isEqualTo(Hashes.sha512(archive("1.0.0", "newer")));
    }

    private Path archive(String version, String content) throws IOException {
        return Files.writeString(
                folder.resolve("bip-server-" + version + "-linux-x64.tar.gz"), content);
    }

    private JsonNode index() throws IOException {
        return JsonMapper.shared()
                .readTree(Files.readAllBytes(folder.resolve("channel/index.json")));
    }
}

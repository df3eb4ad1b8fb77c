package bip.packaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bip.packaging.publisher.Publisher;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The keys of a checkout and a channel signed by them. */
class DevelopmentKeysTest {

    @TempDir Path checkout;

    @Test
    void areMadeOnceAndSayWhatTheyAreFor() throws Exception {
        DevelopmentKeys keys = DevelopmentKeys.of(checkout);
        byte[] root = Files.readAllBytes(keys.root());
        assertThat(Publisher.isForDevelopment(keys.root())).isTrue();
        assertThat(Files.readAllBytes(DevelopmentKeys.of(checkout).root())).isEqualTo(root);
        for (String secret : new String[] {"passphrase", "root-1.key", "online-1.key"}) {
            assertThat(Files.getPosixFilePermissions(keys.folder().resolve(secret)))
                    .isEqualTo(PosixFilePermissions.fromString("rw-------"));
        }
    }

    @Test
    void areMadeAnewBeforeTheirRootExpires() throws Exception {
        DevelopmentKeys keys = DevelopmentKeys.of(checkout);
        byte[] root = Files.readAllBytes(keys.root());
        Files.setLastModifiedTime(
                keys.root(), FileTime.from(Instant.now().minus(Duration.ofDays(301))));
        assertThat(Files.readAllBytes(DevelopmentKeys.of(checkout).root())).isNotEqualTo(root);
    }

    @Test
    void signAChannelThatGrows() throws Exception {
        DevelopmentKeys keys = DevelopmentKeys.of(checkout);
        Path folder = checkout.resolve("channel");
        SignedChannel channel = SignedChannel.begin(folder, keys);
        channel.add(archive("1.0.0", "first"), archive("1.1.0", "second"));
        channel.add(archive("1.2.0", "third"));
        assertThat(folder.resolve("metadata/1.root.json")).hasSameBinaryContentAs(keys.root());
        assertThat(Files.readString(folder.resolve("metadata/2.targets.json")))
                .contains("bip-server-1.0.0-", "bip-server-1.1.0-", "bip-server-1.2.0-");
    }

    /** What the publisher says is not lost on who calls it from the build. */
    @Test
    void refuseOtherBytesUnderTheSameVersion() throws Exception {
        SignedChannel channel =
                SignedChannel.begin(checkout.resolve("channel"), DevelopmentKeys.of(checkout));
        channel.add(archive("1.0.0", "first"));
        assertThatThrownBy(() -> channel.add(archive("1.0.0", "other")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("1.0.0 was published with other bytes");
    }

    private Path archive(String version, String content) throws IOException {
        Path tree = Files.createDirectories(checkout.resolve("tree-" + content));
        Files.createDirectories(tree.resolve("bin"));
        Files.writeString(tree.resolve("bin/bip-server"), content);
        return ReleaseArchive.write(
                tree,
                new ReleaseFacts(
                        version, 7, 6, 8, "0.9.0", "1.0.0", Map.of("pl", "Nowe.", "en", "New.")),
                checkout.resolve("archives-" + content));
    }
}

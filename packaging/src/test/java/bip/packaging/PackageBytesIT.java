package bip.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The Debian package that the build left in {@code dist/}, made a second time. */
class PackageBytesIT {

    @TempDir Path folder;

    @Test
    void areTheSameWhenItIsMadeAgain() throws Exception {
        Path dist = Checkout.root().resolve("dist");
        Path again =
                new DebianPackage(Checkout.root(), dist.resolve("bipctl")).write("1.1.0", folder);
        assertThat(Files.mismatch(dist.resolve(again.getFileName()), again))
                .as("the first byte that differs")
                .isEqualTo(-1);
    }
}

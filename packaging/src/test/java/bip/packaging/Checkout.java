package bip.packaging;

import java.nio.file.Path;
import java.util.Objects;

/** Places in the checkout under test. */
final class Checkout {

    private Checkout() {}

    static Path root() {
        return Path.of(
                Objects.requireNonNull(
                        System.getProperty("bip.checkout"), "bip.checkout is not set"));
    }

    static Path channel() {
        return root().resolve("dist/channel");
    }

    static Path archive(String version) {
        return channel().resolve("bip-server-" + version + "-linux-x64.tar.gz");
    }

    static Path bipctl() {
        return root().resolve("dist/bipctl/bin/bipctl");
    }

    static Path legacyData() {
        return root().resolve("packaging/demo/biuletyn-bip");
    }
}

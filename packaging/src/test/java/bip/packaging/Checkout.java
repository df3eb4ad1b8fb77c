package bip.packaging;

import java.io.IOException;
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

    /** The signed channel that the build made. */
    static Path channel() {
        return root().resolve("dist/channel");
    }

    /** The keys that bipctl of {@code dist/} trusts. */
    static DevelopmentKeys keys() throws IOException {
        return DevelopmentKeys.of(root());
    }

    static Path archive(String version) {
        return root().resolve("dist/bip-server-" + version + "-linux-x64.tar.gz");
    }

    static Path bipctl() {
        return root().resolve("dist/bipctl/bin/bipctl");
    }

    /** The package of the newest version that the build makes. */
    static Path debianPackage() {
        return root().resolve("dist/bip_1.1.0_amd64.deb");
    }

    static Path legacyData() {
        return root().resolve("packaging/demo/biuletyn-bip");
    }
}

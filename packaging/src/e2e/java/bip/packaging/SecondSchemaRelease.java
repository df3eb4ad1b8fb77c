package bip.packaging;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;

/**
 * A release whose server is the one before the content model, with schema 2: the real program of
 * then, kept under {@code packaging/src/e2e/schema-2}, with the runtime and libraries of today.
 */
final class SecondSchemaRelease {

    private static final Path SERVER = Path.of("packaging/src/e2e/schema-2/bip-server.jar");

    private SecondSchemaRelease() {}

    /** Packs it as {@code version} into {@code folder}. bipctl makes no cache for it. */
    static Path make(String version, Path folder) throws IOException, InterruptedException {
        var release = OpenedRelease.open(Checkout.archive("1.0.0"), folder).withoutCache();
        Files.copy(
                Checkout.root().resolve(SERVER),
                release.lib().resolve("bip-server.jar"),
                StandardCopyOption.REPLACE_EXISTING);
        return release.pack(
                version,
                Map.of(
                        "pl",
                        "Wydanie sprzed modelu treści.",
                        "en",
                        "A release from before the content model."),
                folder);
    }
}

package bip.packaging.publisher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

/** A root in a file of its own, as bipctl gets it. */
final class RootFile {

    private RootFile() {}

    /**
     * The root in {@code file}, of any version: whoever begins with it asks nothing of those
     * before.
     *
     * @throws Refusal if it is no root, has too few signatures of its own keys, or has expired
     */
    static RootMetadata load(Path file, Instant now) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw Refusal.before("there is no root " + file, "Name the file of the newest root.");
        }
        SignedDocument document = SignCommand.load(file);
        RootMetadata root = RootMetadata.parse(document.fields(file.toString()));
        RoleKeys keys = root.keysOf(KeyRole.ROOT);
        int valid = document.validSignatures(keys);
        if (valid < keys.threshold()) {
            throw Refusal.before(
                    "%s has %d of %d signatures of its own keys"
                            .formatted(file, valid, keys.threshold()),
                    "Have another holder sign it: publisher sign --role root --key FILE " + file);
        }
        if (!root.expires().isAfter(now)) {
            throw Refusal.before(
                    file + " expired at " + root.expires(),
                    "Renew it: publisher rotate-root, docs/key-ceremony.md.");
        }
        return root;
    }
}

package bip.packaging.publisher;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "rotate-root",
        description = {
            "Replaces keys, or renews the root's expiry.",
            "The next root is signed by the thresholds of the old one and of itself."
        },
        mixinStandardHelpOptions = true)
final class RotateRootCommand implements Callable<Integer> {

    private final Desk desk;

    @Mixin private final RepositoryOption repository = new RepositoryOption();
    @Mixin private final ChannelKeys keys = new ChannelKeys();

    @Option(
            names = "--replace",
            paramLabel = "OLD=NEW.pub",
            description = "OLD is a .pub file or the first digits of a key id")
    private final Map<String, Path> replacements = new LinkedHashMap<>();

    @Option(names = "--key", paramLabel = "FILE", description = "a root key, old or new")
    private final List<Path> rootKeys = new ArrayList<>();

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "only make the root.json, for others to sign and publisher place to put")
    private @Nullable Path out;

    RotateRootCommand(Desk desk) {
        this.desk = desk;
    }

    @Override
    public Integer call() throws IOException {
        RepositoryFolder folder = repository.folder();
        try (var _ = RepositoryLock.take(folder)) {
            rotate(folder);
        }
        return 0;
    }

    private void rotate(RepositoryFolder folder) throws IOException {
        RootMetadata previous = new RepositoryReader(folder).existingRoots().getLast().metadata();
        RootMetadata next = new Rotation(previous, desk.now()).replacing(replacements);
        Passphrases passphrases = keys.passphrases(desk);
        SignedDocument document =
                Rotation.sign(
                        SignedDocument.of(next),
                        List.of(previous, next),
                        OpenedKey.loadAll(rootKeys, passphrases));
        if (out == null) {
            var writes =
                    new RootPlacement(
                                    folder,
                                    "Give more root keys with --key, or let others sign a file"
                                            + " made with --out.",
                                    keys.open(passphrases),
                                    desk.now())
                            .plan(document, "root " + next.version());
            RepositoryWriter.apply(writes, desk.writer());
            writes.forEach(write -> desk.say("wrote " + folder.told(write.to())));
        } else {
            RootCommand.refuseIfThere(out);
            SafeFiles.write(out, document.bytes(), SafeFiles.PUBLIC);
            desk.say(out + ": " + Rotation.progress(document, List.of(previous, next)));
        }
    }
}

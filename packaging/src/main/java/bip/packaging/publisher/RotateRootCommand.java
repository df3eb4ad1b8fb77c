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
    private final List<String> replacements = new ArrayList<>();

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
        Map<String, Path> pairs = pairs();
        RepositoryFolder folder = repository.folder();
        try (var _ = RepositoryLock.take(folder)) {
            rotate(folder, pairs);
        }
        return 0;
    }

    private Map<String, Path> pairs() {
        var pairs = new LinkedHashMap<String, Path>();
        for (String replacement : replacements) {
            int at = replacement.indexOf('=');
            if (at < 1 || at == replacement.length() - 1) {
                throw Refusal.before(
                        "'" + replacement + "' does not say which key replaces which",
                        "Write --replace OLD.pub=NEW.pub.");
            }
            String old = replacement.substring(0, at);
            if (pairs.put(old, Path.of(replacement.substring(at + 1))) != null) {
                throw Refusal.before(
                        old + " is named twice", "Name one new key for each that is replaced.");
            }
        }
        return pairs;
    }

    private void rotate(RepositoryFolder folder, Map<String, Path> pairs) throws IOException {
        RootMetadata previous = new RepositoryReader(folder).existingRoots().getLast().metadata();
        RootMetadata next = new Rotation(previous, desk.now()).replacing(pairs);
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
            RepositoryWriter.apply(writes, folder, desk);
        } else {
            RootCommand.refuseIfThere(out);
            SafeFiles.write(out, document.bytes(), SafeFiles.PUBLIC);
            desk.say(out + ": " + Rotation.progress(document, List.of(previous, next)));
        }
    }
}

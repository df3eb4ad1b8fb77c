package bip.packaging.publisher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "root",
        description = {
            "Makes the first root of a channel.",
            "It is signed by the root keys that are given; others add theirs with publisher sign."
        },
        mixinStandardHelpOptions = true)
final class RootCommand implements Callable<Integer> {

    private final Desk desk;

    @Option(
            names = "--keys",
            required = true,
            paramLabel = "DIR",
            description = "folder with the .pub files of all six keys")
    private Path keys = Path.of("");

    @Option(names = "--key", paramLabel = "FILE", description = "a root key that signs at once")
    private final List<Path> signing = new ArrayList<>();

    @Option(
            names = "--development",
            description = "says in the root that it is for trying things out, not for offices")
    private boolean isForDevelopment;

    @Parameters(paramLabel = "FILE", description = "the root.json to make")
    private Path file = Path.of("");

    @Mixin private final PassphraseOption passphrases = new PassphraseOption();

    RootCommand(Desk desk) {
        this.desk = desk;
    }

    @Override
    public Integer call() throws IOException {
        refuseIfThere(file);
        RootMetadata root =
                RootMetadata.first(
                        new KeyFolder(keys).publicHalves(), desk.now(), isForDevelopment);
        SignedDocument document =
                Rotation.sign(
                        SignedDocument.of(root),
                        List.of(root),
                        OpenedKey.loadAll(signing, passphrases.source(desk)));
        SafeFiles.write(file, document.bytes(), SafeFiles.PUBLIC);
        desk.say(file + ": " + Rotation.progress(document, List.of(root)));
        return 0;
    }

    static void refuseIfThere(Path file) {
        if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            throw Refusal.before(
                    file + " is there already",
                    "Name another file, or add to it by publisher sign.");
        }
    }
}

package bip.packaging.publisher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "place",
        description = {
            "Puts a root that enough holders have signed into the repository.",
            "What the keys of the new root have not signed yet is signed anew."
        },
        mixinStandardHelpOptions = true)
final class PlaceCommand implements Callable<Integer> {

    private final Desk desk;

    @Mixin private final RepositoryOption repository = new RepositoryOption();
    @Mixin private final ChannelKeys keys = new ChannelKeys();

    @Parameters(paramLabel = "FILE", description = "the root.json")
    private Path file = Path.of("");

    PlaceCommand(Desk desk) {
        this.desk = desk;
    }

    @Override
    public Integer call() throws IOException {
        RepositoryFolder folder = repository.folder();
        SignedDocument document = SignCommand.load(file);
        var placement =
                new RootPlacement(
                        folder,
                        "Have another holder sign it: publisher sign --role root --key FILE "
                                + file,
                        keys.open(desk),
                        desk.now());
        if (!Files.isDirectory(folder.folder())) {
            // A root that is refused leaves no empty folder behind.
            placement.plan(document, file.toString());
            Files.createDirectories(folder.folder());
        }
        try (var _ = RepositoryLock.take(folder)) {
            var writes = placement.plan(document, file.toString());
            RepositoryWriter.apply(writes, folder, desk);
        }
        return 0;
    }
}

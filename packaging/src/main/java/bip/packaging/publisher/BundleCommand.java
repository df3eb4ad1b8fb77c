package bip.packaging.publisher;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "bundle",
        description = "Packs a release with the metadata that vouches for it, for use offline.",
        mixinStandardHelpOptions = true)
final class BundleCommand implements Callable<Integer> {

    private final Desk desk;

    @Mixin private final RepositoryOption repository = new RepositoryOption();

    @Parameters(index = "0", paramLabel = "VERSION", description = "such as 1.4.2")
    private String version = "";

    @Parameters(index = "1", paramLabel = "FILE", description = "such as bip-1.4.2.bundle")
    private Path file = Path.of("");

    BundleCommand(Desk desk) {
        this.desk = desk;
    }

    @Override
    public Integer call() throws IOException {
        RepositoryFolder folder = repository.folder();
        try (var _ = RepositoryLock.take(folder)) {
            var reader = new RepositoryReader(folder);
            List<Signed<RootMetadata>> roots = reader.existingRoots();
            // Opened without keys: a bundle only repeats what was signed.
            Published published = ChannelChange.open(desk, folder, List.of()).existing();
            Target target = RevokeCommand.find(published.targets().metadata(), version);
            if (target.terms().findRevocation().isPresent()) {
                throw Refusal.before(version + " was revoked", "Bundle a release that may run.");
            }
            refuseIfExpired(published.timestamp().metadata());
            new BundleWriter(folder).write(roots, published, target, file);
            desk.say("wrote " + file);
        }
        return 0;
    }

    private void refuseIfExpired(TimestampMetadata timestamp) {
        if (!timestamp.expires().isAfter(desk.now())) {
            throw Refusal.before(
                    "the timestamp expired at " + timestamp.expires(),
                    "Run publisher resign, then bundle again.");
        }
    }
}

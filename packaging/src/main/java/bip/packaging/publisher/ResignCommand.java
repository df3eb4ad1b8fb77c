package bip.packaging.publisher;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "resign",
        description = {
            "Signs a new timestamp, and a new snapshot when one is needed.",
            "With --targets-key the targets are renewed too."
        },
        mixinStandardHelpOptions = true)
final class ResignCommand implements Callable<Integer> {

    private final Desk desk;

    @Mixin private final RepositoryOption repository = new RepositoryOption();
    @Mixin private final ChannelKeys keys = new ChannelKeys();

    ResignCommand(Desk desk) {
        this.desk = desk;
    }

    @Override
    public Integer call() throws IOException {
        RepositoryFolder folder = repository.folder();
        try (var _ = RepositoryLock.take(folder)) {
            ChannelChange change = ChannelChange.open(desk, folder, keys.open(desk));
            Published published = change.existing();
            change.offer(
                    List.of(),
                    keys.hasTargetsKey()
                            ? change.maker().offering(published.targets().metadata().releases())
                            : change.maker().resigning(published));
        }
        return 0;
    }
}

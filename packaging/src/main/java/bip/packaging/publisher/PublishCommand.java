package bip.packaging.publisher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "publish",
        description =
                "Offers release archives in a channel; one of another channel is added to it.",
        mixinStandardHelpOptions = true)
final class PublishCommand implements Callable<Integer> {

    private final Desk desk;

    @Mixin private final RepositoryOption repository = new RepositoryOption();
    @Mixin private final ChannelKeys keys = new ChannelKeys();

    @Option(
            names = "--channel",
            required = true,
            paramLabel = "CHANNEL",
            description = "stable or candidate")
    private String channel = "";

    @Option(
            names = "--notes",
            paramLabel = "FILE",
            description =
                    "properties pl, en, severity, cves, stops; or a folder with"
                            + " VERSION.properties")
    private @Nullable Path notes;

    @Option(
            names = "--no-notes",
            description = "the archive's own words, or those that were published, are enough")
    private boolean withoutNotes;

    @Parameters(arity = "1..*", paramLabel = "ARCHIVE", description = "release archives")
    private final List<Path> archives = new ArrayList<>();

    PublishCommand(Desk desk) {
        this.desk = desk;
    }

    @Override
    public Integer call() throws IOException {
        Channel into = Channel.parse(channel);
        if (notes != null && archives.size() > 1 && !Files.isDirectory(notes)) {
            throw Refusal.before(
                    "one notes file cannot tell of " + archives.size() + " releases",
                    "Give --notes a folder with VERSION.properties for each.");
        }
        var source = new NotesSource(notes, withoutNotes);
        RepositoryFolder folder = repository.folder();
        try (var _ = RepositoryLock.take(folder)) {
            ChannelChange change = ChannelChange.open(desk, folder, keys.open(desk));
            var publication =
                    new Publication(
                            folder,
                            change.published()
                                    .map(now -> now.targets().metadata().releases())
                                    .orElseGet(TreeMap::new));
            for (Path archive : archives) {
                publication.add(archive, into, source);
            }
            if (publication.changesNothing()) {
                desk.say("nothing to do: " + into.word() + " offers all of them already");
                return 0;
            }
            publication.demandStops();
            change.offer(publication.archives(), change.maker().offering(publication.releases()));
        }
        return 0;
    }
}

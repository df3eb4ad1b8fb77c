package bip.server.inspection;

import bip.server.database.StillDatabase;
import bip.server.maintenance.ExitStatus;
import bip.server.maintenance.Workplace;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Shows a page or an attachment of a copy of a bulletin, without a server. */
@Command(
        name = "lookup",
        description = "Shows one page or attachment of a copy of a bulletin.",
        mixinStandardHelpOptions = true)
final class LookupCommand implements Callable<Integer> {
    private final Workplace workplace;

    @Spec private @Nullable CommandSpec spec;

    @Option(
            names = "--database",
            paramLabel = "FILE",
            required = true,
            description = "A database that nobody works on.")
    private @Nullable Path file;

    @Option(names = "--page", paramLabel = "SLUG", description = "The page at /strona/SLUG.")
    private @Nullable String slug;

    @Option(
            names = "--revision",
            paramLabel = "N",
            description = "With --page: its text in this revision, not the newest.")
    private @Nullable Integer revision;

    @Option(
            names = "--attachment",
            paramLabel = "NAME",
            description = "Attachments with this file name, or content with this SHA-256.")
    private @Nullable String attachment;

    @Option(
            names = "--containing",
            paramLabel = "WORDS",
            description = "Pages whose newest title and text contain all these words.")
    private @Nullable String words;

    LookupCommand(Workplace workplace) {
        this.workplace = workplace;
    }

    @Override
    public Integer call() {
        requireOneWish();
        StillDatabase database = StillDatabase.at(Objects.requireNonNull(file));
        database.requireFit();
        Found found = find(new Lookup(database));
        workplace.print(found);
        if (found instanceof Found.Nothing) {
            workplace.tell("nie ma tego w " + file, "there is no such thing in " + file);
            return ExitStatus.FAILED.code();
        }
        return ExitStatus.DONE.code();
    }

    private void requireOneWish() {
        if (Stream.of(
                                Optional.ofNullable(slug),
                                Optional.ofNullable(attachment),
                                Optional.ofNullable(words))
                        .filter(Optional::isPresent)
                        .count()
                != 1) {
            throw usage("Give one of --page, --attachment and --containing");
        }
        if (revision != null && slug == null) {
            throw usage("--revision goes with --page");
        }
        if (words != null && new WantedWords(words).isEmpty()) {
            throw usage("--containing needs a word");
        }
    }

    private ParameterException usage(String problem) {
        return new ParameterException(Objects.requireNonNull(spec).commandLine(), problem);
    }

    private Found find(Lookup lookup) {
        if (slug != null) {
            return lookup.page(slug, Optional.ofNullable(revision));
        }
        return attachment != null
                ? lookup.attachments(attachment)
                : lookup.pagesWith(new WantedWords(Objects.requireNonNull(words)));
    }
}

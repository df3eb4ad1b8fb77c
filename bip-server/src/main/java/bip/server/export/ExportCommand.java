package bip.server.export;

import bip.server.database.Snapshots;
import bip.server.maintenance.ExitStatus;
import bip.server.maintenance.Workplace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The door of this room: writes the whole public bulletin into a folder. Works on a copy of the
 * database, so that all of it is of one moment, beside a running server.
 */
@Command(
        name = "export",
        description = "Writes the whole public bulletin as HTML files that open without a server.",
        mixinStandardHelpOptions = true)
public final class ExportCommand implements Callable<Integer> {
    private static final String FORMAT = "bip-export/v1";

    private final Workplace workplace;
    private final ExportedSite.Opener sites;
    private final JsonMapper json = new JsonMapper();

    @Option(names = "--database", paramLabel = "FILE", description = "The database to export.")
    private @Nullable Path database;

    @Parameters(paramLabel = "DIR", description = "Where to; nothing may be in it.")
    private @Nullable Path target;

    private ExportCommand(Workplace workplace, ExportedSite.Opener sites) {
        this.workplace = workplace;
        this.sites = sites;
    }

    /** The command, to be added to the others. */
    public static CommandLine of(Workplace workplace, ExportedSite.Opener sites) {
        return new CommandLine(new ExportCommand(workplace, sites));
    }

    @Override
    public Integer call() throws IOException {
        try (ExportFolder folder = ExportFolder.beside(Objects.requireNonNull(target))) {
            Path aside = Files.createDirectory(folder.work().resolve(".database"));
            Path copy = aside.resolve("bip.db");
            Snapshots.take(workplace.databaseFile(database), copy, false);
            Metadata metadata;
            try (ExportedSite site = sites.open(copy)) {
                metadata = write(site, folder.work());
            }
            removeAll(aside);
            folder.publish();
            workplace.print(metadata);
            return ExitStatus.DONE.code();
        } catch (ExportFolder.NotEmptyException e) {
            workplace.tell(
                    "katalog "
                            + e.folder()
                            + " nie jest pusty; proszę podać inny, którego jeszcze"
                            + " nie ma",
                    "the folder " + e.folder() + " is not empty; name one that is not there yet");
            return ExitStatus.FAILED.code();
        }
    }

    private Metadata write(ExportedSite site, Path folder) throws IOException {
        Export.Counts counts = new Export(site, folder).run();
        Metadata metadata =
                new Metadata(
                        FORMAT,
                        office(site),
                        site.address(),
                        workplace.clock().instant().toString(),
                        workplace.version(),
                        counts.pages(),
                        counts.files(),
                        "index.html");
        Files.writeString(
                folder.resolve("metadata.json"),
                json.writerWithDefaultPrettyPrinter().writeValueAsString(metadata) + "\n");
        return metadata;
    }

    private String office(ExportedSite site) throws IOException {
        JsonNode office = json.readTree(site.fetch("/api/v1/office").text());
        return office.path("name").asString("");
    }

    /** The copy, and what SQLite left beside it. */
    private static void removeAll(Path folder) throws IOException {
        try (var files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }

    /**
     * What the copy says of itself, in {@code metadata.json}.
     *
     * @param bulletin address of the bulletin that was copied; empty when not known
     * @param exportedAt UTC
     * @param pages HTML pages, in both languages
     * @param files all others
     * @param start the file to open first
     */
    private record Metadata(
            String format,
            String office,
            String bulletin,
            String exportedAt,
            String version,
            long pages,
            long files,
            String start) {}
}

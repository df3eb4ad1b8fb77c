package bip.server.export;

import bip.server.database.Snapshots;
import bip.server.maintenance.ExitStatus;
import bip.server.maintenance.Workplace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
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

    @Option(
            names = "--base-url",
            paramLabel = "URL",
            description =
                    "The bulletin's address, which the copy names; without this BIP_BASE_URL of the"
                            + " environment.")
    private @Nullable String baseUrl;

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
            Instant at = workplace.clock().instant();
            Metadata metadata;
            try (ExportedSite site = sites.open(copy, baseUrl)) {
                metadata = write(site, at, folder.work());
            }
            removeAll(aside);
            folder.publish();
            workplace.print(metadata);
            return ExitStatus.DONE.code();
        } catch (FolderException e) {
            workplace.tell(e.polish(), e.english());
            return ExitStatus.FAILED.code();
        }
    }

    private Metadata write(ExportedSite site, Instant at, Path folder) throws IOException {
        if (site.address().isEmpty()) {
            workplace.tell(
                    "adres biuletynu nie jest ustawiony, więc kopia nie powie, skąd pochodzi; proszę"
                            + " podać --base-url=https://… albo ustawić BIP_BASE_URL",
                    "the bulletin's address is not set, so the copy cannot tell where it is from;"
                            + " give --base-url=https://… or set BIP_BASE_URL");
        }
        CopyNote note = new CopyNote(site.address(), at, site.dates());
        Export.Counts counts = new Export(site, note, folder).run();
        Metadata metadata =
                new Metadata(
                        FORMAT,
                        office(site),
                        site.address(),
                        at.toString(),
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

package bip.server.legacyimport;

import bip.server.attachment.AttachmentStore;
import bip.server.database.Database;
import bip.server.database.DatabaseBusyException;
import bip.server.database.DatabaseException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The door of this room: carries a biuletyn-bip installation over. */
public final class LegacyImport {

    private final Database database;
    private final AttachmentStore store;

    public LegacyImport(Database database, Path attachmentsFolder) {
        this.database = database;
        this.store = new AttachmentStore(attachmentsFolder);
    }

    /** Carries {@code source} over with its pages in no section of the subject menu. */
    public ImportReport run(Path source, boolean dryRun) throws IOException {
        return run(source, dryRun, Map.of());
    }

    /**
     * Carries {@code source} over, or what of it is new since the last run. All rows in one
     * transaction; files go before them, and one that no row names does no harm.
     *
     * @param source folder of the installation; only read
     * @param dryRun changes nothing, and reports what a run would
     * @param sections where new pages are put: addresses of sections by labels, in the order in
     *     which they count
     * @throws ImportException if it cannot be carried over; nothing was
     * @throws DatabaseBusyException if another writer did not let go in time; nothing was changed
     * @throws IOException if a file cannot be read or kept; no row was changed
     */
    public ImportReport run(Path source, boolean dryRun, Map<String, String> sections)
            throws IOException {
        var legacy = new LegacySource(source);
        LegacyBulletin bulletin = legacy.read();
        SectionPlaces places =
                database.read(
                        ImportMapper.class, mapper -> SectionPlaces.of(bulletin, sections, mapper));
        LegacyFiles files = legacy.files();
        Map<String, AttachmentStore.Stored> kept = keepFiles(bulletin, files, dryRun);
        var names =
                bulletin.attachments().stream().map(LegacyBulletin.Attachment::fileName).toList();
        var run = new ImportRun(bulletin, kept, files.listOrphans(names), places);
        try {
            return dryRun ? rehearse(run) : database.write(ImportMapper.class, run::run);
        } catch (DatabaseBusyException e) {
            throw e;
        } catch (DatabaseException e) {
            throw new ImportException(
                    "baza biuletynu odrzuciła wiersz \"%s\": %s"
                            .formatted(run.at(), e.getMessage()),
                    "the bulletin's database refused row \"%s\": %s"
                            .formatted(run.at(), e.getMessage()),
                    e);
        }
    }

    private Map<String, AttachmentStore.Stored> keepFiles(
            LegacyBulletin bulletin, LegacyFiles files, boolean dryRun) throws IOException {
        var kept = new LinkedHashMap<String, AttachmentStore.Stored>();
        for (LegacyBulletin.Attachment row : bulletin.attachments()) {
            Optional<Path> file = files.find(row.fileName());
            if (file.isPresent() && !kept.containsKey(row.fileName())) {
                kept.put(
                        row.fileName(),
                        dryRun ? store.describe(file.get()) : store.store(file.get()));
            }
        }
        return kept;
    }

    /** A whole run, taken back at its end: so a rehearsal meets what a run would meet. */
    private ImportReport rehearse(ImportRun run) {
        try {
            return database.write(
                    ImportMapper.class,
                    mapper -> {
                        throw new Rehearsed(run.run(mapper));
                    });
        } catch (Rehearsed end) {
            return end.report;
        }
    }

    /** Ends a rehearsal: an exception is what makes the transaction undo itself. */
    private static final class Rehearsed extends RuntimeException {
        private final transient ImportReport report;

        Rehearsed(ImportReport report) {
            super("rehearsed", null, false, false);
            this.report = report;
        }
    }
}

package bip.server.maintenance;

import bip.server.account.BusyException;
import bip.server.database.DatabaseBusyException;
import bip.server.database.DatabaseException;
import bip.server.database.DatabaseMissingException;
import bip.server.database.FrozenException;
import bip.server.database.Schema;
import bip.server.database.SchemaMismatchException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;

/** The one place that turns a subcommand's failure into words and an exit code. */
final class Failures {
    private final Workplace workplace;

    Failures(Workplace workplace) {
        this.workplace = workplace;
    }

    /**
     * Tells what {@code failure} means.
     *
     * @throws Exception the failure itself, when nobody expected it
     */
    ExitStatus explain(Exception failure) throws Exception {
        return switch (failure) {
            case FrozenException _ -> {
                workplace.tell(
                        "trwa aktualizacja i niczego nie wolno teraz zapisywać; proszę spróbować"
                                + " za kilka minut",
                        "an upgrade is under way and nothing may be written now; try again in a few"
                                + " minutes");
                yield ExitStatus.TRY_LATER;
            }
            case ConfigurationException e -> {
                workplace.tell(e.report());
                yield ExitStatus.MISFIT;
            }
            case SchemaMismatchException e -> {
                explain(e);
                yield ExitStatus.MISFIT;
            }
            case BusyException e -> {
                workplace.tell(
                        "serwer jest zajęty: " + e.getMessage(),
                        "the server is busy: " + e.getMessage());
                yield ExitStatus.TRY_LATER;
            }
            case DatabaseBusyException e -> {
                workplace.tell(
                        "baza danych jest zajęta: " + e.getMessage(),
                        "the database is busy: " + e.getMessage());
                yield ExitStatus.TRY_LATER;
            }
            case DatabaseMissingException e -> {
                workplace.tell(
                        "nie ma bazy danych %s; niczego nie zrobiono. Proszę sprawdzić --database,"
                                        .formatted(e.file())
                                + " a bez tej opcji BIP_DATA_DIR",
                        "there is no database %s; nothing was done. Check --database, and without"
                                        .formatted(e.file())
                                + " that option BIP_DATA_DIR");
                yield ExitStatus.FAILED;
            }
            case DatabaseException e -> failed(String.valueOf(e.getMessage()));
            case FileAlreadyExistsException e -> {
                workplace.tell(
                        "plik już istnieje: " + e.getMessage(),
                        "there is a file already: " + e.getMessage());
                yield ExitStatus.FAILED;
            }
            case IOException e -> failed(e.toString());
            default -> throw failure;
        };
    }

    private ExitStatus failed(String reason) {
        workplace.tell("nie udało się: " + reason, "failed: " + reason);
        return ExitStatus.FAILED;
    }

    private void explain(SchemaMismatchException e) {
        Path file = e.file();
        Schema schema = e.schema();
        String range = schema.reads().from() + " – " + schema.reads().to();
        workplace.tell(
                "baza danych "
                        + file
                        + " ma schemat "
                        + schema.database()
                        + ", a to wydanie działa na schematach "
                        + range
                        + "; "
                        + (schema.isTooNew()
                                ? "potrzebne jest nowsze wydanie: bipctl upgrade"
                                : "polecenie: bip-server migrate --database " + file),
                e.getMessage()
                        + "; "
                        + (schema.isTooNew()
                                ? "a newer release is needed: bipctl upgrade"
                                : "run: bip-server migrate --database " + file));
    }
}

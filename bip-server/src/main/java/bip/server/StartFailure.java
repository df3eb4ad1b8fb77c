package bip.server;

import bip.server.database.DatabaseException;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.nio.file.Path;

/**
 * Why the server does not start, for whoever reads systemd's journal: what is wrong and what to do.
 */
record StartFailure(String polish, String english) {

    /**
     * What {@code e} means to the administrator.
     *
     * @param listen where the server was to listen
     * @param database what it was to serve
     */
    static StartFailure of(Exception e, InetSocketAddress listen, Path database) {
        return switch (e) {
            case BindException bind -> address(listen, bind);
            case DatabaseException trouble -> database(trouble, database);
            case IOException io -> other(io);
            default -> other(e);
        };
    }

    private static StartFailure address(InetSocketAddress listen, BindException e) {
        String address = listen.getHostString() + ":" + listen.getPort();
        return new StartFailure(
                "nie można nasłuchiwać na "
                        + address
                        + ": adres jest zajęty przez inny program albo nie należy do tej maszyny ("
                        + e.getMessage()
                        + "); kto go zajmuje, pokaże: ss -ltnp; adres zmienia BIP_LISTEN",
                "cannot listen on "
                        + address
                        + ": another program has taken the address, or it is not this machine's ("
                        + e.getMessage()
                        + "); ss -ltnp shows who; BIP_LISTEN changes it");
    }

    private static StartFailure database(DatabaseException e, Path file) {
        return switch (e.fault()) {
            case NOT_A_DATABASE ->
                    new StartFailure(
                            "plik "
                                    + file
                                    + " nie jest bazą danych albo jest uszkodzony; proszę go nie"
                                    + " kasować i wydać polecenie: bipctl status",
                            "the file "
                                    + file
                                    + " is not a database or is damaged; do not delete it, and"
                                    + " run: bipctl status");
            case NO_SPACE ->
                    new StartFailure(
                            "brak miejsca na dysku z bazą danych " + file + "; pokaże to: df -h",
                            "no space is left on the disk of the database "
                                    + file
                                    + "; df -h shows it");
            case NOT_PERMITTED ->
                    new StartFailure(
                            "użytkownik serwera nie może otworzyć ani zapisać bazy danych "
                                    + file
                                    + " (albo plików obok niej); właściciela pokaże: ls -la "
                                    + file.toAbsolutePath().getParent(),
                            "the server's user cannot open or write the database "
                                    + file
                                    + " (or files beside it); ls -la "
                                    + file.toAbsolutePath().getParent()
                                    + " shows the owner");
            case MALFORMED_VALUE, OTHER -> other(e);
        };
    }

    private static StartFailure other(Exception e) {
        return new StartFailure(
                "serwer nie może wystartować: " + e.getMessage(),
                "the server cannot start: " + e.getMessage());
    }
}

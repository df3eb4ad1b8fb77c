package bip.server.database;

import java.util.List;

/**
 * The migrations of this release, in order. They are named here, and not found by scanning the
 * class path, because a scan costs start-up time; a test compares the list with the folder.
 */
final class Migrations {
    static final String FOLDER = "db/migration/sqlite/";

    static final List<String> FILES =
            List.of(
                    "V0001__bulletin.sql",
                    "V0002__accounts_and_audit.sql",
                    "V0003__content_model.sql");

    private Migrations() {}

    /** The number that the last migration leaves. */
    static int newest() {
        return numberOf(FILES.getLast());
    }

    /** The number in a file name such as {@code V0007__page_revisions.sql}. */
    static int numberOf(String file) {
        return Integer.parseInt(file.substring(1, file.indexOf("__")));
    }
}

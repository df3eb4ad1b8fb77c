package bip.packaging;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * A page whose row was damaged in the database, so that the real server, without a switch for
 * tests, answers it with an error that it did not expect. All other pages stay whole.
 */
final class DamagedPage {

    private DamagedPage() {}

    /** Damages the oldest page of {@code site} but the one at {@code spared}; returns its path. */
    static String in(Site site, String spared) throws IOException {
        Path database = site.root().resolve("opt/bip/current/data/bip.db");
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database);
                Statement statement = connection.createStatement()) {
            String slug = oldest(statement, spared.substring("/strona/".length()));
            // Now the oldest of all, so that no list of new pages reads it.
            statement.executeUpdate(
                    "UPDATE page SET created_at = '0-damaged' WHERE slug = '" + slug + "'");
            return "/strona/" + slug;
        } catch (SQLException e) {
            throw new IOException("cannot damage a page in " + database, e);
        }
    }

    private static String oldest(Statement statement, String spared) throws SQLException {
        try (ResultSet slugs =
                statement.executeQuery(
                        "SELECT slug FROM page WHERE state = 'published' AND slug NOT LIKE '%:%'"
                                + " ORDER BY created_at")) {
            while (slugs.next()) {
                if (!slugs.getString(1).equals(spared)) {
                    return slugs.getString(1);
                }
            }
        }
        throw new SQLException("there is no other page than " + spared);
    }
}

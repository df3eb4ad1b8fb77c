package bip.server.legacyimport;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The tables of biuletyn-bip 0.7, row by row, in the order of their keys. */
final class LegacyRows {

    private final Connection connection;

    LegacyRows(Connection connection) {
        this.connection = connection;
    }

    LegacyBulletin read(@Nullable LegacySite site) throws SQLException {
        return new LegacyBulletin(
                list(
                        """
                        SELECT pk, name, email, password, active, admin, created
                        FROM user ORDER BY pk\
                        """,
                        LegacyRows::user),
                list(
                        """
                        SELECT pk, title, slug, text, description, active, main, "order",
                               created_by_id, updated_by_id, created, updated
                        FROM page ORDER BY pk\
                        """,
                        LegacyRows::page),
                list(
                        """
                        SELECT pk, page_id, filename, file_type, file_size, created, title,
                               description
                        FROM attachment ORDER BY pk\
                        """,
                        LegacyRows::attachment),
                list(
                        "SELECT pk, name, slug, description FROM label ORDER BY pk",
                        LegacyRows::label),
                list(
                        "SELECT pk, page_id, label_id FROM pagelabel ORDER BY pk",
                        LegacyRows::pageLabel),
                list(
                        """
                        SELECT pk, page_id, change_dt, change_type, description, user_id
                        FROM changerecord ORDER BY pk\
                        """,
                        LegacyRows::change),
                site);
    }

    private <R> List<R> list(String sql, RowReader<R> reader) throws SQLException {
        var rows = new ArrayList<R>();
        try (var statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            while (result.next()) {
                rows.add(reader.read(result));
            }
        }
        return rows;
    }

    private static LegacyBulletin.User user(ResultSet row) throws SQLException {
        return new LegacyBulletin.User(
                row.getLong("pk"),
                text(row, "user", "name"),
                row.getString("email"),
                text(row, "user", "password"),
                row.getBoolean("active"),
                row.getBoolean("admin"),
                time(row, "user", "created"));
    }

    private static LegacyBulletin.Page page(ResultSet row) throws SQLException {
        int order = row.getInt("order");
        Integer menuOrder = row.wasNull() ? null : Integer.valueOf(order);
        return new LegacyBulletin.Page(
                row.getLong("pk"),
                text(row, "page", "title"),
                text(row, "page", "slug"),
                text(row, "page", "text"),
                row.getString("description"),
                row.getBoolean("active"),
                row.getBoolean("main"),
                menuOrder,
                row.getLong("created_by_id"),
                row.getLong("updated_by_id"),
                time(row, "page", "created"),
                time(row, "page", "updated"));
    }

    private static LegacyBulletin.Attachment attachment(ResultSet row) throws SQLException {
        return new LegacyBulletin.Attachment(
                row.getLong("pk"),
                row.getLong("page_id"),
                text(row, "attachment", "filename"),
                text(row, "attachment", "file_type"),
                row.getLong("file_size"),
                time(row, "attachment", "created"),
                text(row, "attachment", "title"),
                row.getString("description"));
    }

    private static LegacyBulletin.Label label(ResultSet row) throws SQLException {
        return new LegacyBulletin.Label(
                row.getLong("pk"),
                text(row, "label", "name"),
                text(row, "label", "slug"),
                row.getString("description"));
    }

    private static LegacyBulletin.PageLabel pageLabel(ResultSet row) throws SQLException {
        return new LegacyBulletin.PageLabel(
                row.getLong("pk"), row.getLong("page_id"), row.getLong("label_id"));
    }

    private static LegacyBulletin.Change change(ResultSet row) throws SQLException {
        int type = row.getInt("change_type");
        if (type != 1 && type != 2) {
            throw damaged(row, "changerecord", "change_type", String.valueOf(type), null);
        }
        return new LegacyBulletin.Change(
                row.getLong("pk"),
                row.getLong("page_id"),
                time(row, "changerecord", "change_dt"),
                type == 1,
                text(row, "changerecord", "description"),
                row.getLong("user_id"));
    }

    private static String text(ResultSet row, String table, String column) throws SQLException {
        String text = row.getString(column);
        if (text == null) {
            throw damaged(row, table, column, "NULL", null);
        }
        return text;
    }

    /** Times of biuletyn-bip are UTC without saying so: {@code 2019-11-15 01:46:26.818325}. */
    private static Instant time(ResultSet row, String table, String column) throws SQLException {
        String text = text(row, table, column);
        try {
            return LocalDateTime.parse(text.replace(' ', 'T')).toInstant(ZoneOffset.UTC);
        } catch (DateTimeException e) {
            throw damaged(row, table, column, text, e);
        }
    }

    private static ImportException damaged(
            ResultSet row, String table, String column, String value, @Nullable Exception cause)
            throws SQLException {
        long pk = row.getLong("pk");
        return new ImportException(
                "tabela %s, wiersz %d: nie rozumiem wartości \"%s\" w kolumnie %s"
                        .formatted(table, pk, value, column),
                "table %s, row %d: cannot make sense of \"%s\" in column %s"
                        .formatted(table, pk, value, column),
                cause);
    }

    @FunctionalInterface
    private interface RowReader<R> {
        R read(ResultSet row) throws SQLException;
    }
}

package bip.packaging;

import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/**
 * Adds entries to an audit log as the server chains them: each holds the hash of the one before.
 */
final class AuditChain {

    static final String INSERT =
            "INSERT INTO audit_entry (number, at, kind, account_id, login, address, subject,"
                    + " detail, previous, hash) VALUES (?, ?, ?, ?, ?, '192.0.2.7', ?, ?, ?, ?)";

    private final PreparedStatement insert;
    private long number;
    private String previous = "0".repeat(64);

    /** Begins a chain in an empty log. */
    AuditChain(PreparedStatement insert) {
        this.insert = insert;
    }

    void pageChanged(Instant at, long account, String subject, String detail) throws SQLException {
        number++;
        String login = BigBulletin.login(account);
        String hash = hash(at, account, login, subject, detail);
        insert.setLong(1, number);
        insert.setString(2, BigBulletin.stored(at));
        insert.setString(3, "page-changed");
        insert.setLong(4, account);
        insert.setString(5, login);
        insert.setString(6, subject);
        insert.setString(7, detail);
        insert.setString(8, previous);
        insert.setString(9, hash);
        insert.addBatch();
        previous = hash;
    }

    private String hash(Instant at, long account, String login, String subject, String detail) {
        var fields =
                List.of(
                        Long.toString(number),
                        at.toString(),
                        "page-changed",
                        Long.toString(account),
                        login,
                        "192.0.2.7",
                        subject,
                        detail);
        var text = new StringBuilder("bip-audit/v1\n");
        fields.forEach(field -> append(text, field));
        // Never kept outside the database.
        text.append("-\n");
        append(text, previous);
        return BigBulletin.sha256(text.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static void append(StringBuilder text, String field) {
        text.append(field.length()).append(':').append(field).append('\n');
    }
}

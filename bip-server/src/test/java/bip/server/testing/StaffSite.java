package bip.server.testing;

import bip.server.account.Accounts;
import bip.server.account.BusyException;
import bip.server.audit.AuditEvent;
import bip.server.audit.AuditLog;
import bip.server.database.Database;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** A running bulletin with two accounts and two pages, and a clock that is set by hand. */
public final class StaffSite implements AutoCloseable {
    public static final String EDITOR = "redaktorka";
    public static final String ADMINISTRATOR = "szefowa";
    public static final String PASSWORD = "Zażółć gęślą jaźń 1";

    private static final Instant MORNING = Instant.parse("2026-03-02T08:00:00Z");

    private final HandClock clock = new HandClock(MORNING);
    private TestServer server;

    public StaffSite(Path folder) throws IOException {
        Path data = Files.createDirectories(folder);
        Staffed.FOLDER.copyTo(data);
        server = TestServer.startOn(data, Map.of(), clock);
    }

    public TestServer server() {
        return server;
    }

    public HandClock clock() {
        return clock;
    }

    public StaffBrowser browser(String... headers) {
        return new StaffBrowser(server, headers);
    }

    /** A browser in which that account is signed in. */
    public StaffBrowser signedIn(String login) throws IOException {
        StaffBrowser browser = browser();
        if (browser.signIn(login, PASSWORD).status() != 303) {
            throw new IllegalStateException(login + " could not sign in");
        }
        return browser;
    }

    /** Changes accounts beside the running server. */
    public Accounts.Outcome change(Change change) throws BusyException {
        try (Database database = Database.open(server.database())) {
            return change.on(new Accounts(database, clock, new SecureRandom()));
        }
    }

    /** Adds {@code count} entries to the audit log, made of 0 and so on. */
    public void audit(int count, IntFunction<AuditEvent> event) {
        try (Database database = Database.open(server.database())) {
            var log = new AuditLog(database, clock);
            database.write(transaction -> {
                IntStream.range(0, count)
                        .forEach(number -> log.record(transaction, event.apply(number)));
                return count;
            });
        }
    }

    /** Kinds of the audit entries, in their order. */
    public List<String> audited() throws SQLException {
        return query("SELECT kind FROM audit_entry ORDER BY number");
    }

    public List<String> query(String sql) throws SQLException {
        return DemoBulletin.query(server.database(), sql);
    }

    /** Ends the server and starts it again on the same data. */
    public void restart() throws IOException {
        Path data = server.dataFolder();
        server.close();
        server = TestServer.startOn(data, Map.of(), clock);
    }

    /** Sets the freeze flag, to run out after {@code time}. */
    public void freeze(Duration time) throws IOException {
        Files.writeString(server.freezeFlag(), clock.instant().plus(time).toString());
    }

    public void thaw() throws IOException {
        Files.deleteIfExists(server.freezeFlag());
    }

    @Override
    public void close() {
        server.close();
    }

    /** Something done to accounts. */
    @FunctionalInterface
    public interface Change {
        Accounts.Outcome on(Accounts accounts) throws BusyException;
    }

    private static void makeIn(Path folder) throws BusyException, SQLException {
        Path file = MigratedDatabase.at(folder.resolve("bip.db"));
        try (Database database = Database.open(file)) {
            var accounts = new Accounts(database, new HandClock(MORNING), new SecureRandom());
            accounts.create(EDITOR, null, false, PASSWORD);
            accounts.create(ADMINISTRATOR, null, true, PASSWORD);
        }
        DemoBulletin.execute(
                file,
                page(1, "published", "NULL"),
                page(2, "withdrawn", "'nieaktualna'"),
                revision(1, "Łąki gminne"),
                revision(2, "Lasy"));
    }

    /** Made at its first use: two slow hashes are in it. */
    private static final class Staffed {
        private static final Template FOLDER = Template.madeBy(StaffSite::makeIn);
    }

    private static String page(int id, String state, String reason) {
        return "INSERT INTO page (id, slug, state, in_menu, created_at, created_by,"
                + " withdrawn_reason) VALUES (%d, '%s', '%s', 0, '2026-01-01T00:00:00.000000Z', 1, %s)"
                        .formatted(id, "strona-" + id, state, reason);
    }

    private static String revision(int page, String title) {
        return "INSERT INTO page_revision (page_id, number, title, markdown, saved_at, saved_by)"
                + " VALUES (%d, 1, '%s', 'Treść pierwsza.', '2026-01-01T00:00:00.000000Z', 1)"
                        .formatted(page, title);
    }
}

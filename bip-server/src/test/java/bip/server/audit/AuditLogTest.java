package bip.server.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bip.server.database.Database;
import bip.server.health.Freeze;
import bip.server.testing.DemoBulletin;
import bip.server.testing.HandClock;
import bip.server.testing.MigratedDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuditLogTest {
    private final HandClock clock = new HandClock(Instant.parse("2026-03-02T08:00:00.123456789Z"));

    @TempDir private Path folder;
    private Path file;
    private Database database;
    private AuditLog audit;

    @BeforeEach
    void recordFiveEvents() {
        file = MigratedDatabase.at(folder.resolve("bip.db"));
        database = Database.open(file);
        audit = new AuditLog(database, clock);
        for (int number = 1; number <= 5; number++) {
            audit.record(
                    AuditEvent.of(AuditKind.PASSWORD_REFUSED)
                            .by(number, "login-" + number)
                            .from("192.0.2.7"));
        }
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void findsAWholeChainWhole() {
        assertThat(audit.verify())
                .isInstanceOfSatisfying(
                        AuditVerdict.Whole.class,
                        whole -> {
                            assertThat(whole.entries()).isEqualTo(5);
                            assertThat(whole.head()).isEqualTo(audit.listLast(1).get(0).hash());
                        });
    }

    @Test
    void theDatabaseItselfRefusesToChangeDeleteOrReplaceAnEntry() {
        for (String act :
                List.of(
                        "UPDATE audit_entry SET login = 'ktoś inny' WHERE number = 3",
                        "DELETE FROM audit_entry WHERE number = 3",
                        "INSERT OR REPLACE INTO audit_entry SELECT * FROM audit_entry WHERE number"
                                + " = 3")) {
            assertThatThrownBy(() -> DemoBulletin.execute(file, act))
                    .as(act)
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("an audit entry is never");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE audit_entry SET login = 'ktoś inny' WHERE number = 3",
                "UPDATE audit_entry SET at = '2026-03-02T08:00:00.000000Z' WHERE number = 3",
                "UPDATE audit_entry SET detail = '' WHERE number = 3",
                "UPDATE audit_entry SET account_id = 1 WHERE number = 3",
                "DELETE FROM audit_entry WHERE number = 3",
            })
    void findsAnEntryThatWasChangedOrRemoved(String act) throws Exception {
        withoutTriggers(act);
        assertThat(audit.verify())
                .isInstanceOfSatisfying(
                        AuditVerdict.Broken.class,
                        broken -> assertThat(broken.number()).isEqualTo(3));
    }

    @Test
    void findsEntriesThatChangedPlaces() throws Exception {
        withoutTriggers(
                "UPDATE audit_entry SET number = 99 WHERE number = 3",
                "UPDATE audit_entry SET number = 3 WHERE number = 4",
                "UPDATE audit_entry SET number = 4 WHERE number = 99");
        assertThat(audit.verify())
                .isInstanceOfSatisfying(
                        AuditVerdict.Broken.class,
                        broken -> assertThat(broken.number()).isEqualTo(3));
    }

    @Test
    void findsThatTheLastEntriesWereCutOffAlsoAfterMoreWereAdded() throws Exception {
        withoutTriggers("DELETE FROM audit_entry WHERE number >= 4");
        assertThat(audit.verify()).isEqualTo(new AuditVerdict.Broken(4, "the entry is missing"));
        audit.record(AuditEvent.of(AuditKind.SIGNED_IN));
        assertThat(audit.verify()).isEqualTo(new AuditVerdict.Broken(4, "the entry is missing"));
    }

    @Test
    void anEntryAndTheChangeThatItRecordsAreDurableTogetherOrNotAtAll() {
        assertThatThrownBy(() ->
                        database.write(transaction -> {
                            audit.record(transaction, AuditEvent.of(AuditKind.PAGE_CHANGED));
                            throw new IllegalStateException("the change failed");
                        }))
                .hasMessage("the change failed");
        assertThat(audit.listLast(10)).hasSize(5);
    }

    @Test
    void whatIsKeptDuringAFreezeIsEnteredOnceEvenWhenItsFileComesBack() throws Exception {
        Path flag = folder.resolve("freeze");
        Path kept = folder.resolve("kept.ndjson");
        database.close();
        database = Database.open(file, new Freeze(Optional.of(flag), clock)::stands);
        audit = new AuditLog(database, clock);
        var entrance = new AuditEntrance(audit, kept, clock);
        Files.writeString(flag, clock.instant().plusSeconds(60).toString());
        Instant then = clock.instant();
        entrance.record(AuditEvent.of(AuditKind.FORM_TOKEN_MISSING).from("192.0.2.9"));
        assertThat(audit.listLast(10)).hasSize(5);

        byte[] file = Files.readAllBytes(kept);
        Files.delete(flag);
        clock.advance(Duration.ofMinutes(3));
        entrance.enterKept();
        assertThat(kept).doesNotExist();

        // As after a crash between entering and deleting, with a line cut off by it.
        Files.write(kept, file);
        Files.writeString(kept, "{\"name\":\"cut o", StandardOpenOption.APPEND);
        entrance.enterKept();
        assertThat(audit.listLast(10)).hasSize(6);
        AuditEntry entry = audit.listLast(1).getFirst();
        assertThat(entry.kind()).isEqualTo("form-token-missing");
        assertThat(entry.at()).isBetween(then.minusMillis(1), then);
        assertThat(audit.verify()).isInstanceOf(AuditVerdict.Whole.class);
    }

    private void withoutTriggers(String... acts) throws SQLException {
        DemoBulletin.execute(
                file,
                "DROP TRIGGER audit_entry_not_changed",
                "DROP TRIGGER audit_entry_not_deleted",
                "DROP TRIGGER audit_entry_not_replaced");
        DemoBulletin.execute(file, acts);
    }
}

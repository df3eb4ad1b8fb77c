package bip.server.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bip.server.database.AccountMapper.AccountRow;
import bip.server.testing.Await;
import bip.server.testing.MigratedDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteConfig.TransactionMode;

/** Once a closed gate was found quiet, nothing is committed. */
class FreezeTest {
    private static final Duration PATIENCE = Duration.ofMillis(100);
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final int ROUNDS = 40;
    private static final int EDITORS = 4;

    private final AtomicBoolean closed = new AtomicBoolean();
    private final Path file;
    private final Database database;

    FreezeTest(@TempDir Path folder) {
        file = MigratedDatabase.at(folder.resolve("bip.db"));
        database = Database.open(file, closed::get);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void refusesWritesWhileTheGateIsClosedAndReadsOn() {
        add("before");
        closed.set(true);

        assertThatThrownBy(() -> add("during")).isInstanceOf(FrozenException.class);
        assertThat(logins()).containsExactly("before");

        closed.set(false);
        add("after");
        assertThat(logins()).containsExactly("before", "after");
    }

    @Test
    void keepsNothingOfAWriteThatWasUnderWayWhenTheGateClosed() {
        assertThatThrownBy(() ->
                        database.write(transaction -> {
                            int added = transaction.mapper(AccountMapper.class).add(row("late"));
                            closed.set(true);
                            return added;
                        }))
                .isInstanceOf(FrozenException.class);

        assertThat(logins()).isEmpty();
    }

    @Test
    void isNotQuietDuringAWriteOfThisProcess() throws Exception {
        var begun = new CountDownLatch(1);
        var goOn = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<?> write =
                    threads.submit(() ->
                            database.write(transaction -> {
                                begun.countDown();
                                await(goOn);
                                return transaction.mapper(AccountMapper.class).add(row("slow"));
                            }));
            begun.await();
            boolean quiet = database.isQuiet(PATIENCE);
            goOn.countDown();
            write.get();
            assertThat(quiet).isFalse();
        }
        assertThat(database.isQuiet(PATIENCE)).isTrue();
        add("another");
    }

    @Test
    void isNotQuietDuringAWriteOfAnotherProcess() throws SQLException {
        try (Connection other =
                        new SqliteFile(file).existing(TransactionMode.DEFERRED).getConnection();
                Statement statement = other.createStatement()) {
            statement.execute("BEGIN IMMEDIATE");
            assertThat(database.isQuiet(PATIENCE)).isFalse();
            statement.execute("COMMIT");
            assertThat(database.isQuiet(PATIENCE)).isTrue();
        }
    }

    /** Editors save in two processes, as it were, while the freeze comes at any moment. */
    @Test
    void whatWasAcceptedIsThereWhenItIsQuietAndNothingComesLater() throws Exception {
        Queue<String> accepted = new ConcurrentLinkedQueue<>();
        try (Database subcommand = Database.open(file, closed::get)) {
            for (int round = 0; round < ROUNDS; round++) {
                closed.set(false);
                List<Future<?>> editors = new ArrayList<>();
                try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                    for (int editor = 0; editor < EDITORS; editor++) {
                        String name = round + "-" + editor + "-";
                        Database theirs = editor == 0 ? subcommand : database;
                        editors.add(threads.submit(() -> saveUntilFrozen(theirs, name, accepted)));
                    }
                    int before = accepted.size();
                    Await.until("somebody saved", () -> accepted.size() > before);
                    closed.set(true);
                    Await.until("it is quiet", () -> database.isQuiet(PATIENCE));
                    List<String> copied = logins();
                    for (Future<?> editor : editors) {
                        editor.get();
                    }
                    assertThat(copied).containsExactlyInAnyOrderElementsOf(accepted);
                }
                assertThat(logins()).hasSize(accepted.size());
            }
        }
    }

    private static void saveUntilFrozen(Database theirs, String name, Queue<String> accepted) {
        try {
            for (int number = 0; ; number++) {
                String login = name + number;
                theirs.write(AccountMapper.class, accounts -> accounts.add(row(login)));
                accepted.add(login);
            }
        } catch (FrozenException e) {
            // The end of this round; what was accepted before stays so.
        }
    }

    private void add(String login) {
        database.write(AccountMapper.class, accounts -> accounts.add(row(login)));
    }

    private List<String> logins() {
        return database.read(AccountMapper.class, AccountMapper::logins);
    }

    private static AccountRow row(String login) {
        return new AccountRow(0, login, null, true, NOON);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

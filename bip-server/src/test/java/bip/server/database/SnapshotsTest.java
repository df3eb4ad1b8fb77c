package bip.server.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bip.server.database.AccountMapper.AccountRow;
import bip.server.database.Snapshots.Snapshot;
import bip.server.testing.MigratedDatabase;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SnapshotsTest {
    @TempDir private Path folder = Path.of("");

    @Test
    void copiesWhatIsCommittedWhileTheDatabaseIsOpen() throws Exception {
        Path file = MigratedDatabase.at(folder.resolve("bip.db"));
        Path copy = folder.resolve("copy.db");
        Snapshot snapshot;
        try (Database database = Database.open(file)) {
            add(database, "committed");
            snapshot =
                    database.write(transaction -> {
                        transaction.mapper(AccountMapper.class).add(row("uncommitted"));
                        return take(file, copy);
                    });
        }

        assertThat(snapshot.schema()).isEqualTo(Schema.WRITES);
        assertThat(snapshot.bytes()).isEqualTo(Files.size(copy));
        assertThat(snapshot.sha256())
                .isEqualTo(
                        HexFormat.of()
                                .formatHex(
                                        MessageDigest.getInstance("SHA-256")
                                                .digest(Files.readAllBytes(copy))));
        try (Database database = Database.open(copy)) {
            assertThat(database.read(AccountMapper.class, AccountMapper::logins))
                    .containsExactly("committed");
        }
    }

    @Test
    void replacesNothing() throws IOException {
        Path file = MigratedDatabase.at(folder.resolve("bip.db"));
        Path there = Files.writeString(folder.resolve("copy.db"), "precious");

        assertThatThrownBy(() -> Snapshots.take(file, there, false))
                .isInstanceOf(FileAlreadyExistsException.class);
        assertThat(there).hasContent("precious");
    }

    @Test
    void leavesNothingBehindWhenItFails() throws IOException {
        Path letter = Files.writeString(folder.resolve("letter.db"), "Szanowni!".repeat(999));
        Path copy = folder.resolve("copy.db");

        assertThatThrownBy(() -> Snapshots.take(letter, copy, false))
                .isInstanceOf(DatabaseException.class);
        assertThatThrownBy(() -> Snapshots.take(folder.resolve("missing.db"), copy, false))
                .isInstanceOf(DatabaseException.class)
                .hasMessageContaining("there is no database");
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactly(letter);
        }
    }

    /** SQLite copies pages as they are: only a look through them finds what a disk forgot. */
    @Test
    void aDamagedDatabaseIsNotKeptWhenTheCopyIsChecked() throws IOException {
        Path file = MigratedDatabase.at(folder.resolve("bip.db"));
        byte[] bytes = Files.readAllBytes(file);
        Arrays.fill(bytes, 4096 * 3, 4096 * 6, (byte) 0x5a);
        Files.write(file, bytes);
        Path copy = folder.resolve("copy.db");

        assertThatThrownBy(() -> Snapshots.take(file, copy, true))
                .isInstanceOf(DatabaseException.class)
                .hasMessageContaining(file.toString());
        assertThat(copy).doesNotExist();
    }

    private static Snapshot take(Path file, Path copy) {
        try {
            return Snapshots.take(file, copy, true);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void add(Database database, String login) {
        int added = database.write(AccountMapper.class, mapper -> mapper.add(row(login)));
        assertThat(added).isEqualTo(1);
    }

    private static AccountRow row(String login) {
        return new AccountRow(0, login, null, false, Instant.EPOCH);
    }
}

package bip.server.account;

import static org.assertj.core.api.Assertions.assertThat;

import bip.server.database.Database;
import bip.server.legacyimport.LegacyImport;
import bip.server.testing.DemoBulletin;
import bip.server.testing.MigratedDatabase;
import bip.server.testing.StaffBrowser;
import bip.server.testing.TestServer;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Editors who come from biuletyn-bip keep their passwords. */
class ImportedPasswordTest {
    @TempDir private Path folder;
    private TestServer server;

    @BeforeEach
    void importAndStart() throws Exception {
        Path source = DemoBulletin.copyTo(folder.resolve("source"));
        Path file = MigratedDatabase.at(folder.resolve("bip.db"));
        try (Database database = Database.open(file)) {
            new LegacyImport(database, folder.resolve("attachments")).run(source, false);
        }
        server = TestServer.startOn(folder, Map.of());
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void anImportedPasswordSignsInAndItsHashIsRenewed() throws Exception {
        assertThat(hash("redaktor")).startsWith("$argon2id$v=19$m=102400,t=2,p=8$");

        assertThat(new StaffBrowser(server).signIn("redaktor", "Legacy-Redaktor-1").status())
                .isEqualTo(303);

        assertThat(hash("redaktor")).startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
        assertThat(DemoBulletin.query(server.database(), "SELECT kind FROM audit_entry"))
                .containsExactly("password-hash-renewed", "signed-in");
        assertThat(new StaffBrowser(server).signIn("redaktor", "Legacy-Redaktor-1").status())
                .isEqualTo(303);
    }

    @Test
    void aWrongPasswordAndADisabledAccountAreRefusedAndNoHashIsRenewed() throws Exception {
        assertThat(new StaffBrowser(server).signIn("administrator", "Legacy-Redaktor-1").status())
                .isEqualTo(403);
        assertThat(new StaffBrowser(server).signIn("były.redaktor", "Legacy-Old-1").status())
                .isEqualTo(403);

        assertThat(hash("administrator")).contains("m=102400");
        assertThat(DemoBulletin.query(server.database(), "SELECT kind, login FROM audit_entry"))
                .containsExactly(
                        "password-refused|administrator", "disabled-account-refused|były.redaktor");
    }

    @Test
    void unknownLoginsTakeAsLongAsImportedOrRenewedOnesInTheSameShares() throws Exception {
        try (Database database = Database.open(server.database())) {
            var decoys = new Decoys(database, new SecureRandom());
            for (int number = 0; number < 20; number++) {
                assertThat(decoys.of("login-" + number).cost())
                        .isEqualTo(PasswordHash.Cost.IMPORTED);
            }
            var accounts = new Accounts(database, InstantSource.system(), new SecureRandom());
            accounts.resetPassword("redaktor", "nowe długie hasło");
            assertThat(
                            IntStream.range(0, 200)
                                    .mapToObj(number -> decoys.of("login-" + number).cost())
                                    .distinct())
                    .containsExactlyInAnyOrder(PasswordHash.Cost.IMPORTED, PasswordHash.Cost.NEW);
            assertThat(decoys.of("login-1").cost()).isEqualTo(decoys.of("login-1").cost());
        }
    }

    private String hash(String login) throws Exception {
        return DemoBulletin.query(
                        server.database(),
                        "SELECT password_hash FROM account WHERE login = '" + login + "'")
                .getFirst();
    }
}

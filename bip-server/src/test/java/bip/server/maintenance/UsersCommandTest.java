package bip.server.maintenance;

import static org.assertj.core.api.Assertions.assertThat;

import bip.server.testing.DemoBulletin;
import bip.server.testing.Golden;
import bip.server.testing.StaffBrowser;
import bip.server.testing.TestServer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code bip-server users} and {@code audit}, beside a running server. */
class UsersCommandTest {
    private static final String PASSWORD = "hasło dość długie";

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @TempDir private Path folder;
    private TestServer server;

    @BeforeEach
    void start() throws Exception {
        server = TestServer.start(folder);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aCreatedAccountSignsInAtOnceAndADisabledOneNoMore() throws Exception {
        assertThat(users(PASSWORD + "\n", "create", "zofia", "--administrator")).isZero();
        assertThat(printed()).contains("\"outcome\":\"created\"").doesNotContain(PASSWORD);
        StaffBrowser browser = new StaffBrowser(server);
        assertThat(browser.signIn("zofia", PASSWORD).status()).isEqualTo(303);
        assertThat(browser.get("/redakcja/dziennik").status()).isEqualTo(200);

        users(PASSWORD, "create", "adam", "--administrator", "--email", "adam@urzad.example");
        assertThat(users("", "disable", "zofia")).isZero();
        assertThat(printed()).contains("\"outcome\":\"disabled\"");
        assertThat(browser.get("/redakcja").status()).isEqualTo(303);
        assertThat(new StaffBrowser(server).signIn("zofia", PASSWORD).status()).isEqualTo(403);

        assertThat(users("", "enable", "zofia")).isZero();
        assertThat(users("całkiem inne hasło\r\n", "reset-password", "zofia")).isZero();
        assertThat(new StaffBrowser(server).signIn("zofia", "całkiem inne hasło").status())
                .isEqualTo(303);
    }

    @Test
    void documentsAreAsTheContractHasThem() throws Exception {
        users(PASSWORD, "create", "zofia", "--email", "zofia@urzad.example");
        assertThat(Golden.fieldsOf(printed()))
                .isEqualTo(Golden.fieldsOf(Golden.lines("users-change.ndjson").get(0)));
        users(PASSWORD, "create", "zofia");
        assertThat(Golden.fieldsOf(printed()))
                .isEqualTo(Golden.fieldsOf(Golden.lines("users-change.ndjson").get(1)));
        users("", "list");
        assertThat(Golden.fieldsOf(printed())).isEqualTo(Golden.fieldsOfFile("users.json"));
        run("", "audit", "verify");
        assertThat(Golden.fieldsOf(printed())).isEqualTo(Golden.fieldsOfFile("audit.json"));
    }

    @Test
    void eachRefusalHasItsReasonAndChangesNothing() throws Exception {
        assertRefused("login-malformed", PASSWORD, "create", "a b");
        assertRefused("password-missing", "", "create", "zofia");
        assertRefused("password-too-short", "jedenaście!", "create", "zofia");
        assertRefused("password-too-long", "x".repeat(257), "create", "zofia");
        assertRefused("password-too-weak", "x".repeat(20), "create", "zofia");
        assertRefused("password-too-weak", "Zofia.Kowalska", "create", "zofia.kowalska");
        assertRefused("login-malformed", PASSWORD, "create", "zоfia");
        assertRefused("login-malformed", PASSWORD, "create", "ｚｏｆｉａ");
        assertRefused("email-malformed", PASSWORD, "create", "zofia", "--email", "a b@c");
        assertRefused("email-malformed", PASSWORD, "create", "zofia", "--email", "urzad");
        assertRefused("login-unknown", "", "disable", "zofia");
        assertRefused("login-unknown", PASSWORD, "reset-password", "zofia");
        users(PASSWORD, "create", "zofia", "--administrator");
        printed();
        assertRefused("login-taken", PASSWORD, "create", "zofia");
        assertRefused("login-taken", PASSWORD, "create", "ZOFIA");
        assertRefused("password-too-weak", "y".repeat(12), "reset-password", "zofia");
        assertRefused("last-administrator", "", "disable", "zofia");
        assertThat(users("", "enable", "zofia")).isZero();
        assertThat(printed()).contains("\"outcome\":\"unchanged\"");
    }

    @Test
    void theAuditLogSaysWhoDidIt() throws Exception {
        users(PASSWORD, "create", "zofia", "--by", "jan\u202e\nkowalski");
        users("", "disable", "zofia");
        assertThat(DemoBulletin.query(server.database(), "SELECT detail FROM audit_entry"))
                .containsExactly("bip-server users, jan kowalski", "bip-server users");
    }

    @Test
    void nothingIsChangedWhileTheFreezeStands() throws Exception {
        Files.writeString(
                server.freezeFlag(),
                Clock.systemUTC().instant().plus(Duration.ofMinutes(5)).toString());
        assertThat(users(PASSWORD, "create", "zofia")).isEqualTo(75);
        assertThat(users("", "list")).isZero();
    }

    @Test
    void withoutAVerbItSaysWhichThereAre() {
        assertThat(users("")).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("reset-password");
    }

    private void assertRefused(String reason, String in, String... arguments) {
        assertThat(users(in, arguments)).isEqualTo(1);
        assertThat(printed()).contains("\"outcome\":\"refused\",\"reason\":\"" + reason + "\"");
    }

    private String printed() {
        String text = out.toString(StandardCharsets.UTF_8);
        out.reset();
        return text;
    }

    private int users(String in, String... arguments) {
        String[] all = new String[arguments.length + 1];
        all[0] = "users";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        return run(in, all);
    }

    private int run(String in, String... arguments) {
        var workplace =
                new Workplace(
                        Map.of("BIP_DATA_DIR", folder.toString()),
                        Map.of("bip.freeze", server.freezeFlag().toString()),
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8),
                        Clock.systemUTC());
        var input = new ByteArrayInputStream(in.getBytes(StandardCharsets.UTF_8));
        return new Maintenance(workplace, _ -> {}, _ -> ExitStatus.DONE)
                .add(() -> new UsersCommand(workplace, input).withVerbs())
                .add(() -> new AuditCommand(workplace).withVerbs())
                .run(arguments);
    }
}

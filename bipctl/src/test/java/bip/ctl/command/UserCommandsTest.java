package bip.ctl.command;

import static org.assertj.core.api.Assertions.assertThat;

import bip.ctl.layout.Layout;
import bip.ctl.testing.FakeServer;
import bip.ctl.testing.Ports;
import bip.ctl.testing.RecordingConsole;
import bip.ctl.testing.TestChannel;
import bip.ctl.testing.TestToolkit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Accounts from the command line. The installed release is a script that writes down how it was
 * called and answers what the test says, by the contract's golden files where there is one.
 */
class UserCommandsTest {
    private static final Path GOLDEN = Path.of("../docs/contract/golden").toAbsolutePath();
    private static final String PASSWORD = "hasło dość długie";

    @TempDir Path folder;

    private Path root;
    private RecordingConsole console = new RecordingConsole();

    @BeforeEach
    void install() throws IOException {
        root = folder.resolve("site");
        Path settings = new Layout(root).serverEnvironment();
        Files.createDirectories(root.resolve("etc/bip"));
        Files.writeString(settings, "BIP_LISTEN=127.0.0.1:" + Ports.free() + "\n");
        var channel = new TestChannel(folder.resolve("channel"));
        channel.with(
                "1.0.0", FakeServer.release("1.0.0", "well").program("bin/bip-server", launcher()));
        assertThat(run("--channel", channel.url(), "install", "--unsigned", "--yes")).isZero();
        answer(changed("created"), 0);
    }

    @AfterEach
    void stop() {
        assertThat(run("stop")).as(said()).isZero();
        assertThat(ProcessHandle.allProcesses().map(it -> it.info().commandLine().orElse("")))
                .noneMatch(it -> it.contains(folder.toString()));
    }

    private String launcher() {
        return """
        #!/bin/sh
        if [ "$1" = users ]; then
            shift
            if [ -e 'FOLDER/knows-no-by' ]; then
                case "$*" in *--by*) echo 'Unknown option' >&2; exit 2 ;; esac
            fi
            echo "$*" >'FOLDER/arguments'
            cat >'FOLDER/input'
            cat 'FOLDER/answer'
            exit "$(cat 'FOLDER/exit')"
        fi
        """
                        .replace("FOLDER", folder.toString())
                + FakeServer.launcher().substring("#!/bin/sh\n".length());
    }

    private void answer(String document, int exitCode) throws IOException {
        Files.writeString(folder.resolve("answer"), document + "\n");
        Files.writeString(folder.resolve("exit"), String.valueOf(exitCode));
    }

    private static String changed(String outcome) {
        return "{\"format\":\"bip-users-change/v1\",\"login\":\"zofia\",\"outcome\":\""
                + outcome
                + "\"}";
    }

    private static String refused(String reason) {
        return "{\"format\":\"bip-users-change/v1\",\"login\":\"zofia\",\"outcome\":\"refused\","
                + "\"reason\":\""
                + reason
                + "\"}";
    }

    private int run(String... words) {
        return run(new RecordingConsole(), words);
    }

    private int run(RecordingConsole at, String... words) {
        console = at;
        var all = new ArrayList<>(List.of("--root", root.toString()));
        all.addAll(Arrays.asList(words));
        return new CommandLines(new TestToolkit(console)).run(all.toArray(String[]::new));
    }

    private String said() {
        return String.join("\n", console.warnings());
    }

    private String received(String file) throws IOException {
        return Files.readString(folder.resolve(file));
    }

    @Test
    void asksTwiceAtATerminalAndHandsThePasswordOverByStandardInputAlone() throws Exception {
        var typing = new RecordingConsole().typing(PASSWORD).typing(PASSWORD);
        assertThat(run(typing, "user", "create", "zofia", "--administrator", "--email", "z@u.pl"))
                .as(said())
                .isZero();
        assertThat(console.questions()).hasSize(2);
        assertThat(console.results()).containsExactly("Account zofia is made.");
        assertThat(received("arguments"))
                .isEqualTo("create zofia --administrator --email z@u.pl --by=jan\n");
        assertThat(received("input")).isEqualTo(PASSWORD + "\n");
    }

    @Test
    void takesOneLineOfStandardInputWhereNobodyCanBeAsked() throws Exception {
        answer(changed("password-reset"), 0);
        var piped = new RecordingConsole().typing(PASSWORD);
        assertThat(run(piped, "user", "reset-password", "zofia")).isZero();
        assertThat(console.questions()).hasSize(1);
        assertThat(received("input")).isEqualTo(PASSWORD + "\n");
    }

    @Test
    void makesAPasswordOnRequestAndPrintsItOnce() throws Exception {
        assertThat(run("user", "create", "zofia", "--generate")).isZero();
        String made = received("input").strip();
        assertThat(made).matches("[a-z2-8]{5}(-[a-z2-8]{5}){3}");
        assertThat(console.results())
                .containsExactly("Account zofia is made.", "Password: " + made);

        run("user", "create", "zofia", "--generate");
        assertThat(received("input").strip()).isNotEqualTo(made);
    }

    @Test
    void disablesAndEnables() throws Exception {
        answer(changed("disabled"), 0);
        assertThat(run("user", "disable", "zofia")).isZero();
        assertThat(received("arguments")).isEqualTo("disable zofia --by=jan\n");
        answer(changed("enabled"), 0);
        assertThat(run("--lang", "pl", "user", "enable", "zofia")).isZero();
        assertThat(console.results()).containsExactly("Konto zofia znów może się logować.");
        answer(changed("unchanged"), 0);
        assertThat(run("user", "enable", "zofia")).isZero();
        assertThat(console.results())
                .containsExactly("Nothing to do: account zofia is in that state already.");
    }

    @Test
    void changesAccountsOfAReleaseThatDoesNotAskWhoItIs() throws Exception {
        Files.createFile(folder.resolve("knows-no-by"));
        assertThat(run(new RecordingConsole().typing(PASSWORD), "user", "create", "zofia"))
                .isZero();
        assertThat(received("arguments")).isEqualTo("create zofia\n");
        assertThat(received("input")).isEqualTo(PASSWORD + "\n");
    }

    @Test
    void readsTheGoldenChanges() throws Exception {
        List<String> golden = Files.readAllLines(GOLDEN.resolve("users-change.ndjson"));
        answer(golden.get(0), 0);
        assertThat(run("user", "create", "zofia", "--generate")).isZero();
        answer(golden.get(1), 1);
        assertThat(run("user", "create", "zofia", "--generate")).isEqualTo(1);
        assertThat(said()).contains("BIP-A200");
    }

    @Test
    void listsTheGoldenAccountsForPeopleAndForPrograms() throws Exception {
        answer(Files.readString(GOLDEN.resolve("users.json")), 0);
        assertThat(run("user", "list")).isZero();
        assertThat(console.results()).containsExactly("zofia  administrator  made 2026-03-02");
        assertThat(run("user", "list", "--json")).isZero();
        assertThat(console.results().getFirst())
                .contains("\"format\":\"bipctl-users/v1\"", "\"login\":\"zofia\"");
        assertThat(console.results().getFirst()).contains("\"email\":\"zofia@urzad.example\"");
        answer(
                Files.readString(GOLDEN.resolve("users.json"))
                        .replace("\"email\":\"zofia@urzad.example\",", ""),
                0);
        assertThat(run("user", "list", "--json")).isZero();
        assertThat(console.results().getFirst()).contains("zofia").doesNotContain("email");
        answer("{\"format\":\"bip-users/v1\",\"users\":[]}", 0);
        assertThat(run("user", "list")).isZero();
        assertThat(console.results().getFirst()).contains("bipctl --root", "user create LOGIN");
    }

    @ParameterizedTest
    @CsvSource({
        "login-taken, A200, 1, user list",
        "login-unknown, A201, 1, user list",
        "login-malformed, A202, 2, '2 to 64'",
        "password-too-short, A204, 1, 'at least 12'",
        "email-malformed, A213, 2, '--email'",
        "password-missing, A211, 14, '--generate'",
        "password-too-weak, A212, 1, 'easy to guess'",
        "last-administrator, A206, 13, --administrator",
        "password-too-long, A207, 1, 'at most 256'",
        "moon-is-full, S110, 1, moon-is-full",
    })
    void eachRefusalHasItsCodeAndNextStepInBothLanguages(
            String reason, String code, int exitCode, String says) throws Exception {
        answer(refused(reason), 1);
        assertThat(run("user", "create", "zofia", "--generate")).isEqualTo(exitCode);
        assertThat(said()).contains("BIP-" + code, says);
        assertThat(console.results()).isEmpty();
        assertThat(run("--lang", "pl", "user", "create", "zofia", "--generate"))
                .isEqualTo(exitCode);
        assertThat(said()).contains("BIP-" + code, "Co dalej");
    }

    @Test
    void aPasswordThatIsTooShortOrTypedDifferentlyNeverReachesTheServer() throws Exception {
        var shortOne = new RecordingConsole().typing("krótkie").typing("krótkie");
        assertThat(run(shortOne, "user", "create", "zofia")).isEqualTo(1);
        assertThat(said()).contains("BIP-A204");
        var different = new RecordingConsole().typing(PASSWORD).typing(PASSWORD + "!");
        assertThat(run(different, "user", "create", "zofia")).isEqualTo(1);
        assertThat(said()).contains("BIP-A203").doesNotContain(PASSWORD);
        assertThat(run("--no-input", "user", "create", "zofia")).isEqualTo(14);
        assertThat(said()).contains("BIP-A211", "No password was given");
        assertThat(folder.resolve("arguments")).doesNotExist();
    }

    @Test
    void saysThatItIsToBeTriedLaterWhileTheServerCannotWrite() throws Exception {
        answer("", 75);
        assertThat(run("user", "disable", "zofia")).isEqualTo(1);
        assertThat(said()).contains("BIP-A208");
    }

    @Test
    void passesOnWhatAFailingServerComplainsOf() throws Exception {
        answer("", 78);
        assertThat(run("user", "list")).isEqualTo(1);
        assertThat(said()).contains("BIP-S110", "users list", "78");
        answer("{}", 0);
        assertThat(run("user", "list")).isEqualTo(1);
        assertThat(said()).contains("BIP-S111");
    }

    @Test
    void aVerbIsNeeded() {
        assertThat(run("user")).isEqualTo(2);
        assertThat(said()).contains("BIP-A103", "reset-password");
    }

    @Test
    void withoutAnInstallationItSaysSo() {
        console = new RecordingConsole();
        String empty = folder.resolve("empty").toString();
        assertThat(new CommandLines(new TestToolkit(console)).run("--root", empty, "user", "list"))
                .isEqualTo(13);
        assertThat(said()).contains("BIP-U100");
    }
}

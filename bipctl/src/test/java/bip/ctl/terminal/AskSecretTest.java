package bip.ctl.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import bip.ctl.support.CtlException;
import bip.ctl.support.Messages;
import bip.ctl.support.Programs;
import bip.ctl.testing.ChildJvm;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A secret at a real terminal, which script(1) provides, and from a pipe. */
class AskSecretTest {
    private static final String SECRET = "zażółć gęślą jaźń";

    /** The program at the terminal: tells how long the secret is, never what. */
    static final class Program {
        public static void main(String[] arguments) {
            boolean noInput = arguments.length > 0;
            var options = new Consoles.Options(false, false, noInput, false, Consoles.Colour.NEVER);
            var messages = new Messages(Locale.ENGLISH);
            var environment = Map.of("LANG", "C.UTF-8", "TERM", "xterm");
            try (var console =
                    Consoles.open(options, messages, environment, InstantSource.system())) {
                console.result("letters: " + console.askSecret("Password").length());
            } catch (CtlException e) {
                System.exit(e.code().exitCode().number());
            }
        }
    }

    @Test
    void showsNothingOfWhatIsTypedAtATerminal() throws Exception {
        Process terminal = terminal();
        try {
            var shown = new StringBuilder();
            readUntil("Password: ", terminal.getInputStream(), shown);
            terminal.getOutputStream().write((SECRET + "\n").getBytes(StandardCharsets.UTF_8));
            terminal.getOutputStream().flush();
            readUntil("letters: " + SECRET.length(), terminal.getInputStream(), shown);
            assertThat(shown.toString()).doesNotContain("gęślą").doesNotContain("***");
        } finally {
            terminal.destroyForcibly();
        }
    }

    @Test
    void doesNotAskAtATerminalWhenThatIsForbidden() throws Exception {
        Process terminal = terminal("no-input");
        try {
            assertThat(terminal.waitFor(60, TimeUnit.SECONDS)).isTrue();
            // BIP-A205
            assertThat(terminal.exitValue()).isEqualTo(14);
        } finally {
            terminal.destroyForcibly();
        }
    }

    @Test
    void takesTheNextLineOfAPipeAndAnEndOfInputAsNothing() throws Exception {
        List<String> command =
                ChildJvm.command(Program.class, List.of("--enable-native-access=ALL-UNNAMED"));
        var environment = Map.of("LANG", "C.UTF-8");
        assertThat(
                        Programs.run(
                                        command,
                                        environment,
                                        Duration.ofSeconds(60),
                                        SECRET + "\r\nmore\n")
                                .out())
                .isEqualTo("letters: " + SECRET.length() + "\n");
        assertThat(Programs.run(command, environment, Duration.ofSeconds(60)).out())
                .isEqualTo("letters: 0\n");
    }

    private static Process terminal(String... arguments) throws IOException {
        var command =
                ChildJvm.command(
                        Program.class, List.of("--enable-native-access=ALL-UNNAMED"), arguments);
        var builder =
                new ProcessBuilder(
                                "script",
                                "-qec",
                                "'" + String.join("' '", command) + "'",
                                "/dev/null")
                        .redirectErrorStream(true);
        builder.environment().put("LANG", "C.UTF-8");
        builder.environment().put("TERM", "xterm");
        return builder.start();
    }

    /** Ends with an error when the program ends first. */
    private static void readUntil(String wanted, InputStream from, StringBuilder shown)
            throws IOException {
        byte[] bytes = new byte[1024];
        while (shown.indexOf(wanted) < 0) {
            int count = from.read(bytes);
            assertThat(count).as("the program ended after: %s", shown).isPositive();
            shown.append(new String(bytes, 0, count, StandardCharsets.UTF_8));
        }
    }
}

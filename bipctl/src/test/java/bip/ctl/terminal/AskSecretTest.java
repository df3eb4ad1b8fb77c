package bip.ctl.terminal;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import bip.ctl.support.CtlException;
import bip.ctl.support.Messages;
import bip.ctl.support.Programs;
import bip.ctl.testing.ChildJvm;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
                String secret = console.askSecret("Password");
                console.result("letters: " + secret.length());
                if (console.canAsk()) {
                    boolean isSame = console.askSecret("Again").equals(secret);
                    console.result(isSame ? "they are equal" : "they differ");
                }
            } catch (CtlException e) {
                System.err.println(e.code().id());
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

    /** A terminal answers what it is asked, over this line after 0.6 s. */
    @Test
    void isNotMixedWithTheAnswersOfASlowTerminal() throws Exception {
        Process terminal = terminal();
        try (var line = Executors.newSingleThreadScheduledExecutor()) {
            var shown = new StringBuilder();
            readUntil("Password: ", terminal.getInputStream(), shown);
            // The second stands for one that an earlier program has asked for.
            if (shown.indexOf("\u001b[c") >= 0) {
                var _ = line.schedule(() -> type(terminal, "\u001b[?62;22c"), 600, MILLISECONDS);
            }
            type(terminal, "\u001b[?62;22c\u001bP>|slow term\u001b\\");
            type(terminal, "kotx\u007f ma Alę\n");
            readUntil("Again: ", terminal.getInputStream(), shown);
            type(terminal, "kot ma Al\u001b[?2026;2$pę\n");
            readUntil("they are equal", terminal.getInputStream(), shown);
            assertThat(shown.toString())
                    .contains("letters: 10")
                    .doesNotContain("\u001b[c", "?2026");
        } finally {
            terminal.destroyForcibly();
        }
    }

    @Test
    void ctrlCEndsIt() throws Exception {
        Process terminal = terminal();
        try {
            readUntil("Password: ", terminal.getInputStream(), new StringBuilder());
            type(terminal, "kot\u0003");
            assertThat(terminal.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(terminal.exitValue()).isEqualTo(130);
        } finally {
            terminal.destroyForcibly();
        }
    }

    private static void type(Process terminal, String text) {
        try {
            terminal.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
            terminal.getOutputStream().flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'printf \"kot\\377\\n\"', 1",
        "'printf \"kot\\000\\n\"', 1",
        "'printf \"kot\\r\\n\"', 0"
    })
    void refusesFromAPipeWhatIsNoText(String source, int exit) throws Exception {
        List<String> command =
                ChildJvm.command(Program.class, List.of("--enable-native-access=ALL-UNNAMED"));
        var result =
                Programs.run(
                        List.of("sh", "-c", source + " | '" + String.join("' '", command) + "'"),
                        Map.of("LANG", "C.UTF-8", "PATH", "/usr/bin:/bin"),
                        Duration.ofSeconds(60));
        assertThat(result.exitCode()).isEqualTo(exit);
        assertThat(exit == 0 ? result.out() : result.err())
                .contains(exit == 0 ? "letters: 3" : "BIP-A209");
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

package bip.ctl.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import bip.ctl.support.ErrorCode;
import bip.ctl.support.Messages;
import bip.ctl.testing.ChildJvm;
import bip.ctl.testing.Failing;
import bip.ctl.testing.MovedClock;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PlainConsoleTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final MovedClock clock = new MovedClock();

    @Test
    void resultsAndTheRestGoTheirWays() {
        try (Console console = console(options(false, false, false))) {
            console.result("result");
            console.notice("notice");
            console.detail("detail");
            console.warning("za\u017c\u00f3\u0142\u0107");
        }
        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("result\n");
        assertThat(err.toString(StandardCharsets.UTF_8))
                .isEqualTo("notice\nza\u017c\u00f3\u0142\u0107\n");
    }

    @Test
    void quietKeepsWarningsAndVerboseAddsDetails() {
        Console quiet = console(options(true, false, false));
        quiet.notice("notice");
        quiet.warning("warning");
        Console verbose = console(options(false, true, false));
        verbose.detail("detail");
        assertThat(err.toString(StandardCharsets.UTF_8)).isEqualTo("warning\ndetail\n");
    }

    @Test
    void tellsOfProgressEveryTenSecondsAndAtTheEnd() {
        Console console = console(options(false, false, false));
        try (var progress = console.progress("Download", 40_000_000)) {
            for (int second = 1; second <= 25; second++) {
                clock.move(Duration.ofSeconds(1));
                progress.advanceTo(second * 1_500_000L);
            }
            progress.done();
        }
        assertThat(err.toString(StandardCharsets.UTF_8).lines())
                .containsExactly(
                        "Download: 37 %, 1.4 MiB/s, 17 s left",
                        "Download: 75 %, 1.4 MiB/s, 7 s left", "Download: done (25 s)");
    }

    @Test
    void tellsThatProgressWasCutShort() {
        Console console = console(options(false, false, false));
        var progress = console.progress("Unpack", 0);
        progress.advanceTo(1);
        progress.close();
        progress.close();
        assertThat(err.toString(StandardCharsets.UTF_8)).isEqualTo("Unpack: not done (0 ms)\n");
    }

    @Test
    void canAskNobody() {
        Console console = console(options(false, false, false));
        assertThat(console.canAsk()).isFalse();
        var lines = Failing.with(ErrorCode.G104, () -> console.confirm("Really?"));
        assertThat(lines.getFirst()).contains("Really?");
        assertThat(lines.get(2)).contains("--yes");
        assertThat(console(options(false, false, true)).confirm("Really?")).isTrue();
    }

    @Test
    void aReaderThatWentAwayStopsNothing() {
        var broken =
                new OutputStream() {
                    @Override
                    public void write(int b) throws IOException {
                        throw new IOException("Broken pipe");
                    }
                };
        var console =
                new PlainConsole(
                        new Lines(broken, false, () -> true),
                        new Lines(err, false, () -> true),
                        options(false, false, false),
                        Paint.NONE,
                        new Messages(Locale.ENGLISH),
                        clock);
        console.result("lost");
        console.warning("heard");
        assertThat(console.isRead()).isFalse();
        assertThat(console.isResultLost()).isFalse();
        assertThat(err.toString(StandardCharsets.UTF_8)).isEqualTo("heard\n");
    }

    @Test
    void colourOnlyWhereItIsWanted() {
        var terminal = Map.of("TERM", "xterm");
        assertThat(Paint.choose(Consoles.Colour.AUTO, true, terminal)).isEqualTo(Paint.ANSI);
        assertThat(Paint.choose(Consoles.Colour.AUTO, false, terminal)).isEqualTo(Paint.NONE);
        assertThat(Paint.choose(Consoles.Colour.NEVER, true, terminal)).isEqualTo(Paint.NONE);
        assertThat(Paint.choose(Consoles.Colour.ALWAYS, false, Map.of())).isEqualTo(Paint.ANSI);
        assertThat(Paint.choose(Consoles.Colour.AUTO, true, Map.of("TERM", "dumb")))
                .isEqualTo(Paint.NONE);
        assertThat(
                        Paint.choose(
                                Consoles.Colour.AUTO,
                                true,
                                Map.of("TERM", "xterm", "NO_COLOR", "1")))
                .isEqualTo(Paint.NONE);
        assertThat(Paint.NONE.strong("words")).isEqualTo("words");
        assertThat(Paint.ANSI.strong("words")).isEqualTo("\u001b[1mwords\u001b[0m");
    }

    @Test
    void asciiTerminalGetsAscii() {
        new Lines(err, true, () -> true).line("za\u017c\u00f3\u0142\u0107");
        assertThat(err.toString(StandardCharsets.UTF_8)).isEqualTo("za????\n");
    }

    @Test
    void drawnLineNeverWraps() {
        assertThat(Bar.line("Copy", 50, "50 %, 2.0 MiB/s", 80))
                .isEqualTo("Copy [############............] 50 %, 2.0 MiB/s");
        assertThat(Bar.line("Copy", 50, "50 %", 12)).isEqualTo("Copy 50 %");
        assertThat(Bar.line("Copy", 50, "50 %", 8)).isEqualTo("Copy 50");
        assertThat(Bar.line("Wait", null, "2.0 s", 80)).isEqualTo("Wait 2.0 s");
    }

    /** JLine costs start-up time, so a run in a script must not load it. */
    @Test
    void pipedRunLoadsNoJLine() throws InterruptedException {
        var result =
                ChildJvm.run(
                        PipedRun.class,
                        List.of("-Xlog:class+load:stderr"),
                        Map.of("TERM", "xterm", "LANG", "pl_PL.UTF-8"));
        assertThat(result.exitCode()).isZero();
        assertThat(result.out()).contains("wynik \u017c\u00f3\u0142w");
        // Only the log's tail is kept; it must reach back to where our code begins.
        assertThat(result.err())
                .contains(PipedRun.class.getName())
                .contains(Ticker.class.getName())
                .doesNotContain("org.jline");
        var drawn =
                ChildJvm.run(
                        PipedRun.class, List.of("-Xlog:class+load:stderr"), Map.of(), "screen");
        assertThat(drawn.err()).as("the log would show it").contains("org.jline.terminal");
    }

    private Console console(Consoles.Options options) {
        return new PlainConsole(
                new Lines(out, false, () -> true),
                new Lines(err, false, () -> true),
                options,
                Paint.NONE,
                new Messages(Locale.ENGLISH),
                clock);
    }

    private static Consoles.Options options(boolean quiet, boolean verbose, boolean yes) {
        return new Consoles.Options(quiet, verbose, false, yes, Consoles.Colour.AUTO);
    }

    /** Uses every part of a console on pipes. */
    static final class PipedRun {
        private PipedRun() {}

        public static void main(String[] arguments) {
            if (arguments.length > 0) {
                Screen.open().close();
            }
            var options = new Consoles.Options(false, true, false, false, Consoles.Colour.AUTO);
            var messages = new Messages(Locale.of("pl"));
            try (Console console =
                    Consoles.open(options, messages, System.getenv(), InstantSource.system())) {
                console.result("wynik \u017c\u00f3\u0142w");
                console.notice("notice");
                console.warning("warning");
                try (var progress = console.progress("progress", 10)) {
                    progress.advanceTo(10);
                    progress.done();
                }
                if (console.canAsk()) {
                    throw new IllegalStateException("a pipe can be asked");
                }
            }
        }
    }
}

package bip.ctl.command;

import static org.assertj.core.api.Assertions.assertThat;

import bip.ctl.layout.Layout;
import bip.ctl.layout.OperationLock;
import bip.ctl.support.AtomicFiles;
import bip.ctl.testing.FakeServer;
import bip.ctl.testing.Ports;
import bip.ctl.testing.RecordingConsole;
import bip.ctl.testing.TestChannel;
import bip.ctl.testing.TestToolkit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Verbs for when something was cut short, changed by hand, or is to wait: with real processes. */
class RepairCommandsTest {

    @TempDir Path folder;

    private Path root;
    private Layout layout;
    private TestChannel channel;
    private RecordingConsole console = new RecordingConsole();

    @BeforeEach
    void install() throws IOException {
        root = folder.resolve("site");
        layout = new Layout(root);
        channel = new TestChannel(folder.resolve("channel"));
        Files.createDirectories(root.resolve("etc/bip"));
        Files.writeString(
                layout.serverEnvironment(), "BIP_LISTEN=127.0.0.1:" + Ports.free() + "\n");
        channel.with("1.0.0", FakeServer.release("1.0.0", "well"));
        assertThat(run("install", "--unsigned", "--yes")).as(said()).isZero();
    }

    @AfterEach
    void stop() {
        run("stop");
    }

    private int run(String... words) {
        return run(new RecordingConsole(), words);
    }

    private int run(RecordingConsole with, String... words) {
        var all = new ArrayList<>(List.of("--root", root.toString(), "--channel", channel.url()));
        all.addAll(Arrays.asList(words));
        console = with;
        return new CommandLines(new TestToolkit(console)).run(all.toArray(String[]::new));
    }

    private String said() {
        return String.join("\n", console.warnings());
    }

    private String results() {
        return String.join("\n", console.results());
    }

    private Path journal() throws IOException {
        try (var list = Files.list(layout.operations())) {
            return list.filter(Files::isDirectory)
                    .sorted()
                    .toList()
                    .getLast()
                    .resolve("journal.ndjson");
        }
    }

    /** As if the power had gone before the entry after that one. */
    private void cutBehind(String entry) throws IOException {
        List<String> lines = Files.readAllLines(journal());
        int last = lines.indexOf(lines.stream().filter(it -> it.contains(entry)).findFirst().get());
        Files.write(journal(), lines.subList(0, last + 1));
    }

    @Test
    void resumeSaysWhatItDid() throws Exception {
        assertThat(run("resume")).isZero();
        assertThat(results()).contains("No operation is cut short");
        cutBehind("\"step\":\"thaw\"");
        assertThat(run()).isEqualTo(4);
        assertThat(console.results().getFirst())
                .startsWith("CUT SHORT: installation of 1.0.0")
                .contains("bipctl --root " + root + " resume");
        assertThat(console.notices()).contains("Next: bipctl --root " + root + " resume");
        assertThat(run("resume")).as(said()).isZero();
        assertThat(results()).contains("It is finished: version 1.0.0 is current");
        assertThat(run("status")).isZero();
    }

    /** One next step: the server is the operation's until that is dealt with. */
    @Test
    void aServerThatIsGoneInTheMiddleIsNoSecondTrouble() throws Exception {
        kill();
        assertThat(run("status")).isEqualTo(3);
        assertThat(results()).contains("The server is gone", "Its last words: ");
        assertThat(results()).doesNotContain("exit code ?");
        cutBehind("\"step\":\"thaw\"");
        assertThat(run("status")).isEqualTo(4);
        assertThat(results()).contains("CUT SHORT", "The server does not run;");
        assertThat(results()).doesNotContain("The server is gone", "Start it again");
        assertThat(run("status", "--lang", "pl")).isEqualTo(4);
        assertThat(results()).contains("Serwer nie działa;");
    }

    private void kill() {
        run("status");
        var process = Pattern.compile("Process (\\d+),").matcher(results());
        assertThat(process.find()).as(results()).isTrue();
        var server = ProcessHandle.of(Long.parseLong(process.group(1))).orElseThrow();
        server.destroyForcibly();
        server.onExit().join();
    }

    /** The link names nothing: which command mends it is known, and is told by each verb. */
    @Test
    void aLinkThatNamesNothingIsMendedByOneCommand() throws Exception {
        Files.delete(layout.current());
        Files.createSymbolicLink(layout.current(), Path.of("generations/77"));
        for (String verb : List.of("restart", "verify", "status")) {
            assertThat(run(verb)).as(verb).isEqualTo(4);
            assertThat(said() + results())
                    .as(verb)
                    .contains("BIP-U142", "ln -sfn generations/1 " + layout.current())
                    .doesNotContain("NUMBER");
        }
    }

    @Test
    void abortRefusesPastTheThawAndUndoesBefore() throws Exception {
        cutBehind("\"step\":\"thaw\"");
        assertThat(run("abort")).isEqualTo(13);
        assertThat(said()).contains("BIP-U140", "resume ;", "rollback");
        cutBehind("\"step\":\"probe\"");
        assertThat(run("abort")).as(said()).isZero();
        assertThat(results()).contains("It is taken back");
        assertThat(run("status")).isEqualTo(3);
        assertThat(results())
                .contains("Nothing is installed", "cut short, taken back", "by: bipctl");
        assertThat(run("abort")).isZero();
        assertThat(results()).contains("nothing to do");
    }

    /** The server is left alone at boot, so one that runs here goes on. */
    @Test
    void resumeAtBootStartsAndStopsNothing() throws Exception {
        cutBehind("\"step\":\"probe\"");
        assertThat(run("resume", "--at-boot", "--no-input")).as(said()).isZero();
        assertThat(layout.current()).doesNotExist();
        assertThat(run("status", "--json")).isEqualTo(4);
        assertThat(results()).contains("\"state\":\"running\"");
        assertThat(run("resume", "--help")).isZero();
        assertThat(results()).doesNotContain("at-boot");
    }

    @Test
    void theHistoryIsCheckedAndDamageIsNamed() throws Exception {
        assertThat(run("history", "--verify")).isZero();
        assertThat(results()).isEqualTo("The history is whole; operations: 1.");
        assertThat(run("history", "--verify", "--lang", "pl")).isZero();
        assertThat(results()).isEqualTo("Historia jest nienaruszona; operacji: 1.");
        assertThat(run("history", "--verify", "--json")).isZero();
        assertThat(results()).contains("\"isWhole\":true", "\"flaws\":[]");

        Files.writeString(journal(), Files.readString(journal()).replaceFirst("jan", "ola"));
        String id = journal().resolveSibling("").getFileName().toString();
        assertThat(run("history", "--verify")).isEqualTo(4);
        assertThat(results()).isEqualTo(id + ", line 1: it is not what was written there.");
        assertThat(said()).contains("BIP-H100");
        assertThat(run("history", "--verify", "--json")).isEqualTo(4);
        assertThat(results())
                .contains(
                        "\"code\":\"BIP-H100\"",
                        "\"operation\":\"" + id + "\",\"line\":1,\"kind\":\"changed-line\"");

        assertThat(run("status")).isEqualTo(4);
        assertThat(results()).contains("BIP-H101", "history --verify");
        assertThat(run("upgrade", "--yes")).isEqualTo(4);
        assertThat(said()).contains("BIP-H101", "mv " + layout.operations());
        assertThat(run("history")).isZero();
        assertThat(results()).contains("journal changed");
        // A server must start and stop whatever is with a journal.
        assertThat(run("stop")).isZero();
        assertThat(run("start")).isZero();
        assertThat(said()).contains("BIP-H101");
    }

    @Test
    void anOperationThatIsUnderWayWasNotCutShort() throws Exception {
        cutBehind("\"step\":\"probe\"");
        var lock = OperationLock.acquire(layout, "install", Instant.EPOCH, Map.of());
        try (lock) {
            assertThat(run("history")).isZero();
            assertThat(results()).contains("installation of 1.0.0: under way");
            assertThat(run("resume")).isEqualTo(12);
        }
        assertThat(run("history")).isZero();
        assertThat(results()).contains("installation of 1.0.0: cut short");
    }

    @Test
    void whoUndidWhatWasCutShortIsTold() throws Exception {
        cutBehind("\"step\":\"probe\"");
        assertThat(run("resume")).as(said()).isZero();
        String id = journal().resolveSibling("").getFileName().toString();
        for (var words : List.of(List.of("history"), List.of("history", "last"))) {
            assertThat(run(words.toArray(String[]::new))).isZero();
            assertThat(String.join(" ", console.results()).replaceAll(" +", " "))
                    .contains(id + " installation of 1.0.0: cut short, taken back")
                    .containsPattern("cut short after 20.+; undone 20.+ by: bipctl .*resume \\(jan")
                    .doesNotContain("failed");
        }
        assertThat(run("history", "--lang", "pl")).isZero();
        assertThat(results()).contains("przerwano i wycofano", "cofnięto 20");
        assertThat(run("history", "--json")).isZero();
        assertThat(results())
                .contains("\"outcome\":\"rolled-back\"", "\"command\":\"resume\"", "\"lastSign\":");
        run("status");
        assertThat(results())
                .contains("Last operation: installation of 1.0.0", ": cut short, taken back");
        assertThat(run("install", "--unsigned", "--yes")).as(said()).isZero();
        cutBehind("\"step\":\"thaw\"");
        assertThat(run("resume", "--at-boot")).as(said()).isZero();
        assertThat(run("history", "last")).isZero();
        assertThat(results()).contains("cut short, then finished", "when the machine started");
        assertThat(run("history", "--verify")).isZero();
    }

    @Test
    void aMissingLastJournalIsToldAndEndedByAdoption() throws Exception {
        channel.with("1.1.0", FakeServer.release("1.1.0", "well"));
        assertThat(run("upgrade", "--unsigned", "--yes")).as(said()).isZero();
        Path lost = journal().resolveSibling("");
        AtomicFiles.deleteTree(lost);
        assertThat(run("status")).isEqualTo(4);
        assertThat(results())
                .contains("BIP-H103", lost.getFileName().toString(), "adopt")
                .doesNotContain("Last operation");
        assertThat(run("status", "--json")).isEqualTo(4);
        assertThat(results()).contains("\"warnings\":[\"BIP-H103\"]", "\"last\":null");
        assertThat(run("history")).isZero();
        assertThat(said()).contains("BIP-H103");
        assertThat(run("rollback", "--yes")).isEqualTo(4);
        assertThat(said()).contains("BIP-H103");
        assertThat(run("restart")).as(said()).isZero();
        assertThat(run("backup", "create")).as(said()).isZero();
        assertThat(run("adopt", "--yes")).as(said()).isZero();
        assertThat(run("status")).as(results()).isZero();
        assertThat(run("history", "--verify")).isEqualTo(4);
        assertThat(results()).contains(lost.getFileName() + ": the whole operation is missing");
    }

    @Test
    void aHistoryThatIsGoneIsMissedWhileSomethingIsCurrent() throws Exception {
        AtomicFiles.deleteTree(layout.operations());
        Files.delete(layout.lastOperation());
        assertThat(run("history", "--verify")).isEqualTo(4);
        assertThat(said()).contains("BIP-H104", "Generation 1 is current");
        assertThat(run("history", "--verify", "--json")).isEqualTo(4);
        assertThat(results()).contains("\"isWhole\":false,\"code\":\"BIP-H104\"");
        assertThat(run("history")).isZero();
        assertThat(said()).contains("BIP-H104");
        assertThat(results()).isEmpty();
        assertThat(run("status")).isEqualTo(4);
        assertThat(results()).contains("BIP-H104");
        assertThat(run("adopt", "--yes")).as(said()).isZero();
        assertThat(run("status")).as(results()).isZero();
        assertThat(run("history", "--verify")).isZero();
    }

    @Test
    void anIdMayBeShortened() throws Exception {
        String first = journal().resolveSibling("").getFileName().toString();
        channel.with("1.1.0", FakeServer.release("1.1.0", "well"));
        assertThat(run("upgrade", "--unsigned", "--yes")).as(said()).isZero();
        String second = journal().resolveSibling("").getFileName().toString();
        assertThat(run("history", "last")).isZero();
        assertThat(results()).startsWith(second + "  upgrade from 1.0.0 to 1.1.0: done");
        assertThat(run("history", second.substring(0, 19))).isZero();
        assertThat(results()).startsWith(second);
        assertThat(run("history", "20")).isEqualTo(2);
        assertThat(said()).contains("BIP-H105", second + ", " + first);
        assertThat(run("history", "")).isEqualTo(1);
    }

    @Test
    void theHistoryFitsATerminalAndTellsAFailureInTheReadersWords() throws Exception {
        channel.with("1.9.0", FakeServer.release("1.9.0", "dies"));
        assertThat(run("upgrade", "--unsigned", "--yes")).isEqualTo(30);
        String polish = "";
        for (String language : List.of("pl", "en")) {
            for (String id : List.of("", "last")) {
                var words = new ArrayList<>(List.of("history", "--lang", language));
                if (!id.isEmpty()) {
                    words.add(id);
                }
                assertThat(run(words.toArray(String[]::new))).isZero();
                assertThat(console.results())
                        .allMatch(it -> it.length() <= 80 || !it.strip().contains(" "));
                assertThat(results()).contains("BIP-S120: ").doesNotContain("BIP-S120 [");
            }
            polish = polish.isEmpty() ? results() : polish;
        }
        assertThat(polish)
                .contains("nie powiodło się, wycofano", "BIP-S120: Wersja 1.9.0")
                .doesNotContain("BIP-S120: Version");
        assertThat(results()).contains("BIP-S120: Version 1.9.0");
    }

    @Test
    void oneOperationIsShownWithItsSteps() throws Exception {
        String id = journal().resolveSibling("").getFileName().toString();
        assertThat(run("history")).isZero();
        assertThat(results()).contains(id + "  installation of 1.0.0: done", "s, by jan");
        assertThat(run("history", id)).isZero();
        assertThat(console.results()).hasSizeGreaterThan(10);
        assertThat(results())
                .containsPattern("\\d\\d:\\d\\d:\\d\\d  switch: done \\(\\d+\\.\\d s\\)");
        assertThat(run("history", id, "--json")).isZero();
        assertThat(results())
                .contains("\"format\":\"bipctl-operation/v1\"", "\"step\":\"probe\",\"result\"");
        assertThat(run("history", "x")).isEqualTo(1);
        assertThat(said()).contains("BIP-H102");
        assertThat(run("history", id, "--verify")).isEqualTo(2);
        assertThat(said()).contains("BIP-A103", "history --verify");
    }

    @Test
    void aLinkChangedByHandIsToldAndPutBackOrAdopted() throws Exception {
        channel.with("1.1.0", FakeServer.release("1.1.0", "well"));
        assertThat(run("upgrade", "--unsigned", "--yes")).as(said()).isZero();
        assertThat(run("adopt")).isZero();
        assertThat(results()).contains("nothing to adopt");

        AtomicFiles.replaceLink(layout.current(), Path.of("generations/1"));
        assertThat(run("status")).isEqualTo(4);
        assertThat(results())
                .contains(
                        "BIP-U141",
                        "left generation 2 (version 1.1.0)",
                        "ln -sfn generations/2 " + layout.current(),
                        "bipctl --root " + root + " adopt");
        assertThat(run("upgrade", "--dry-run")).isEqualTo(4);
        assertThat(run("rollback", "--yes")).isEqualTo(4);
        assertThat(said()).contains("BIP-U141");
        assertThat(run("restart")).as(said()).isZero();

        assertThat(run("adopt", "--dry-run")).isZero();
        assertThat(results()).contains("Take over generation 1 (version 1.0.0)", "was the plan");
        assertThat(run("adopt")).isEqualTo(14);
        assertThat(run(new RecordingConsole().answering(false), "adopt")).isEqualTo(1);
        assertThat(run("status")).isEqualTo(4);
        assertThat(run("adopt", "--yes")).as(said()).isZero();
        assertThat(console.notices())
                .anyMatch(it -> it.contains("What was written in generation 2"));
        assertThat(results()).contains("Generation 1 (version 1.0.0) is taken over");
        assertThat(run("status")).as(results()).isZero();
        assertThat(results()).contains("somebody went back to an older version by hand");
        assertThat(run("history")).isZero();
        assertThat(console.results().getFirst()).contains("adoption of 1.0.0: done");
    }

    @Test
    void aLinkThatCannotBeUsedIsToldBeforeAnythingElse() throws Exception {
        AtomicFiles.replaceLink(layout.current(), Path.of("generations/9"));
        assertThat(run("status")).isEqualTo(4);
        assertThat(results())
                .contains("BIP-U142", "generations/9, which does not exist")
                .doesNotContain("Nothing is installed");
        assertThat(run("status", "--json")).isEqualTo(4);
        assertThat(results()).contains("\"warnings\":[\"BIP-U142\"]");
        assertThat(run("upgrade", "--yes")).isEqualTo(4);
        assertThat(run("adopt", "--yes")).isEqualTo(4);
        assertThat(said()).contains("BIP-U142", "ln -sfn generations/1 " + layout.current());
        assertThat(run("restart")).isEqualTo(4);
    }

    @Test
    void aHoldIsKeptShownAndEnded() throws Exception {
        assertThat(run("unhold")).isZero();
        assertThat(results()).contains("were not held");
        assertThat(run("hold", "7d", "--reason", "wybory do rady")).as(said()).isZero();
        assertThat(results()).contains("held until 20", "wybory do rady", "unhold");
        assertThat(run("status")).isZero();
        assertThat(results()).contains("held until 20", "wybory do rady");
        assertThat(run("status", "--json")).isZero();
        assertThat(results()).contains("\"reason\":\"asked\",\"text\":\"wybory do rady\"");

        channel.with("1.1.0", FakeServer.release("1.1.0", "well"));
        assertThat(run("upgrade", "--unsigned", "--yes")).as(said()).isZero();
        assertThat(console.notices()).anyMatch(it -> it.contains("is not stopped by that"));

        assertThat(run("hold")).isZero();
        assertThat(results()).contains("until somebody ends that", "somebody wanted it");
        assertThat(run("unhold")).isZero();
        assertThat(results()).contains("no longer held");
        assertThat(run("status")).isZero();
        assertThat(results()).doesNotContain("held");
    }

    @ParameterizedTest
    @ValueSource(strings = {"soon", "0h", "-1d", "1", "h", "1y", "12345678h"})
    void whatIsNoLengthOfTimeIsRefused(String duration) {
        assertThat(run("hold", duration)).isEqualTo(2);
        assertThat(said()).containsAnyOf("BIP-P110", "BIP-A100");
    }
}

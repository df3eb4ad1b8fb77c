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
                .startsWith("CUT SHORT: install to 1.0.0")
                .contains("bipctl --root " + root + " resume");
        assertThat(console.notices()).contains("Next: bipctl --root " + root + " resume");
        assertThat(run("resume")).as(said()).isZero();
        assertThat(results()).contains("It is finished: version 1.0.0 is current");
        assertThat(run("status")).isZero();
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
        assertThat(results()).contains("Nothing is installed", "failed, taken back");
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
            assertThat(results()).contains("install  - -> 1.0.0  under way");
            assertThat(run("resume")).isEqualTo(12);
        }
        assertThat(run("history")).isZero();
        assertThat(results()).contains("install  - -> 1.0.0  cut short");
    }

    @Test
    void oneOperationIsShownWithItsSteps() throws Exception {
        String id = journal().resolveSibling("").getFileName().toString();
        assertThat(run("history")).isZero();
        assertThat(results()).contains("install  - -> 1.0.0  done", "by jan  " + id);
        assertThat(run("history", id)).isZero();
        assertThat(console.results()).hasSizeGreaterThan(10);
        assertThat(results())
                .containsPattern("\\d\\d:\\d\\d [^ ]+  switch: done \\(\\d+\\.\\d s\\)");
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
        assertThat(console.results().getFirst()).contains("adoption  1.1.0 -> 1.0.0  done");
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

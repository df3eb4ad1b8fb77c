package bip.ctl.command;

import static org.assertj.core.api.Assertions.assertThat;

import bip.ctl.layout.Layout;
import bip.ctl.layout.OperationLock;
import bip.ctl.testing.FakeServer;
import bip.ctl.testing.Ports;
import bip.ctl.testing.RecordingConsole;
import bip.ctl.testing.TestChannel;
import bip.ctl.testing.TestRelease;
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
import org.junit.jupiter.params.provider.CsvSource;

/** Whole command lines with real processes: what they say, and their exit codes. */
class CommandsTest {

    @TempDir Path folder;

    private Path root;
    private TestChannel channel;
    private RecordingConsole console = new RecordingConsole();

    @BeforeEach
    void layOut() throws IOException {
        root = folder.resolve("site");
        channel = new TestChannel(folder.resolve("channel"));
        Path settings = new Layout(root).serverEnvironment();
        Files.createDirectories(root.resolve("etc/bip"));
        Files.writeString(settings, "BIP_LISTEN=127.0.0.1:" + Ports.free() + "\n");
    }

    @AfterEach
    void stop() {
        run("stop");
    }

    private void offer(String version, String behaviour) throws IOException {
        channel.with(version, FakeServer.release(version, behaviour));
    }

    /** With {@code --root} and the channel. */
    private int run(String... words) {
        var all = new ArrayList<>(List.of("--root", root.toString(), "--channel", channel.url()));
        all.addAll(Arrays.asList(words));
        return bare(all.toArray(String[]::new));
    }

    private int bare(String... words) {
        console = new RecordingConsole();
        return new CommandLines(new TestToolkit(console)).run(words);
    }

    private String said() {
        return String.join("\n", console.warnings());
    }

    private String results() {
        return String.join("\n", console.results());
    }

    @Test
    void wholeLifeOfAnInstallation() throws Exception {
        offer("1.0.0", "well");
        assertThat(run("install", "--unsigned", "--yes")).as(said()).isZero();
        assertThat(results()).contains("Version 1.0.0 is current (generation 1)");
        assertThat(run("status")).isZero();
        assertThat(results()).contains("Version 1.0.0, generation 1", "Serves pages at http://");

        offer("1.1.0", "well");
        assertThat(run("upgrade", "--unsigned", "--yes")).as(said()).isZero();
        assertThat(run("upgrade", "--unsigned", "--yes")).isZero();
        assertThat(results()).contains("nothing to do");

        offer("1.2.0", "dies");
        assertThat(run("upgrade", "--unsigned", "--yes")).isEqualTo(30);
        assertThat(said())
                .contains(
                        "BIP-S120",
                        "cannot open the database",
                        "BIP-U134",
                        "Version 1.1.0 is current");
        assertThat(run("upgrade", "--unsigned", "--yes")).isEqualTo(13);
        assertThat(said()).contains("BIP-P102", "--root " + root + " upgrade 1.2.0");

        assertThat(run("rollback", "--version", "1.0.0", "--yes")).as(said()).isZero();
        assertThat(run("pin", "1.1.0")).isZero();
        assertThat(results()).contains("upgrade 1.1.0");
        assertThat(run("pin", "1.0.0")).isZero();
        assertThat(run("upgrade", "1.1.0", "--unsigned", "--yes")).isEqualTo(13);
        assertThat(said()).contains("BIP-P101", "unpin");
        assertThat(run("unpin")).isZero();

        assertThat(run("history")).isZero();
        assertThat(results())
                .contains("rollback from 1.1.0 to 1.0.0: done", "failed, taken back", "by jan");
        assertThat(run("release", "list")).isZero();
        assertThat(console.results())
                .containsExactly(
                        "1.2.0  in the channel, taken back",
                        "1.1.0  on this machine, in the channel, taken back",
                        "1.0.0  current, on this machine, in the channel");
    }

    @Test
    void helpIsAlsoAWord() {
        assertThat(bare("--help")).isZero();
        String all = results();
        assertThat(bare("help")).isZero();
        assertThat(results()).isEqualTo(all).contains("upgrade");
        assertThat(run("upgrade", "--help")).isZero();
        String one = results();
        assertThat(run("help", "upgrade")).isZero();
        assertThat(results()).isEqualTo(one).contains("--dry-run");
    }

    @Test
    void goingBackWithTheDataOfThenSaysWhatItCosts() throws Exception {
        offer("1.0.0", "well");
        assertThat(run("install", "--unsigned", "--yes")).as(said()).isZero();
        offer("1.1.0", "well");
        assertThat(run("upgrade", "--unsigned", "--yes")).as(said()).isZero();

        assertThat(run("rollback", "--restore-data", "--dry-run")).as(said()).isZero();
        assertThat(results())
                .contains(
                        "with the data of then",
                        "saved texts: 7, on pages: 3;",
                        "without --restore-data nothing would be lost",
                        "copy the data of then",
                        "nothing was changed");
        assertThat(results()).containsPattern("since \\d{4}-.* [+]0\\d:00 \\(\\d+ min ago\\)");
        assertThat(run("rollback", "--restore-data", "--yes", "--lang", "pl")).as(said()).isZero();
        assertThat(said()).contains("zapisane teksty: 7, na stronach: 3;");
        assertThat(String.join("\n", console.notices()))
                .contains("generacja 2", root.resolve("var/lib/bip/data/2/bip.db").toString());
        assertThat(run("rollback", "--version", "0.9.0", "--restore-data", "--yes")).isEqualTo(13);
        assertThat(said()).contains("BIP-U103");
    }

    @Test
    void saysOfEachGenerationWhyItStaysOrGoes() throws Exception {
        for (String version : List.of("1.0.0", "1.1.0", "1.2.0")) {
            offer(version, "well");
            String verb = version.equals("1.0.0") ? "install" : "upgrade";
            assertThat(run(verb, "--unsigned", "--yes")).as(said()).isZero();
        }
        Files.writeString(new Layout(root).toolEnvironment(), "BIPCTL_KEEP_RELEASES=1\n");
        assertThat(run("release", "gc", "--dry-run")).as(said()).isZero();
        assertThat(console.results())
                .contains(
                        "stays  generation 3, version 1.2.0: it is current",
                        "stays  generation 2, version 1.1.0: a rollback would go back to it",
                        "goes   generation 1, version 1.0.0: there are enough newer ones that were"
                                + " proved good");
        assertThat(run("release", "gc", "--dry-run", "--json")).isZero();
        assertThat(results())
                .contains(
                        "\"format\":\"bipctl-retention/v1\",\"dryRun\":true",
                        "\"generation\":1,\"version\":\"1.0.0\"",
                        "\"reason\":\"old\"");
        assertThat(run("release", "remove", "1.1.0", "--yes")).isEqualTo(13);
        assertThat(said()).contains("BIP-U152", "a rollback would go back");
        assertThat(run("release", "remove", "1.7.0", "--yes")).isEqualTo(13);
        assertThat(said()).contains("BIP-U153");
        assertThat(run("release", "remove", "v1.0.0", "--yes")).isEqualTo(2);
        assertThat(run("release", "remove", "1.0.0", "--dry-run")).isZero();
        assertThat(root.resolve("var/lib/bip/data/1")).exists();
        assertThat(run("release", "remove", "1.0.0", "--yes")).as(said()).isZero();
        assertThat(root.resolve("var/lib/bip/data/1")).doesNotExist();
        assertThat(run("release", "gc", "--lang", "pl")).isZero();
        assertThat(results()).contains("zostaje  generacja 3", "Nie było czego usuwać.");
        Files.writeString(new Layout(root).toolEnvironment(), "BIPCTL_KEEP_RELEASES=none\n");
        assertThat(run("release", "gc")).isEqualTo(2);
        assertThat(said()).contains("BIP-U154", "none");
    }

    @Test
    void startStopAndRestartSayWhatCameOfIt() throws Exception {
        assertThat(run("start")).isEqualTo(13);
        assertThat(said()).contains("BIP-U100", "--root " + root + " install");
        offer("1.0.0", "well");
        assertThat(run("install", "--unsigned", "--yes")).as(said()).isZero();
        assertThat(run("stop")).isZero();
        assertThat(run("status", "--json")).isEqualTo(3);
        assertThat(results()).contains("\"format\":\"bipctl-status/v1\"", "\"state\":\"stopped\"");
        assertThat(run("start")).as(said()).isZero();
        assertThat(run("restart", "--lang", "pl")).isZero();
        assertThat(results())
                .containsPattern("Wersja 1\\.0\\.0 odpowiada pod http://.* po \\d+ ms");
        assertThat(run("status", "--json")).isZero();
        assertThat(results()).contains("\"state\":\"running\"", "\"version\":\"1.0.0\"");
    }

    @Test
    void aMistypedKeyIsPointedOutAndChangesNoExitCode() throws Exception {
        Path settings = new Layout(root).serverEnvironment();
        Files.writeString(settings, "BIP_LISTN=1\n" + Files.readString(settings));
        offer("1.0.0", "well");
        assertThat(run("install", "--unsigned", "--yes")).isZero();
        assertThat(said()).contains(settings + ": BIP_LISTN", "did you mean BIP_LISTEN?");
        assertThat(run("restart", "--lang", "pl")).isZero();
        assertThat(said()).contains("czy chodziło o BIP_LISTEN?");
        assertThat(run("status")).isZero();
        assertThat(results()).contains("did you mean BIP_LISTEN?");
        assertThat(run("status", "--json")).isZero();
        assertThat(results()).contains("\"passedOver\":[\"BIP_LISTN\"]");
    }

    /** The clock of the tests is in UTC. */
    @Test
    void tellsTheTimeOfTheBulletinWithItsOffset() throws Exception {
        Path settings = new Layout(root).serverEnvironment();
        Files.writeString(settings, "BIP_TIME_ZONE=Asia/Tokyo\n" + Files.readString(settings));
        offer("1.0.0", "well");
        assertThat(run("install", "--unsigned", "--yes")).isZero();
        assertThat(run("history")).isZero();
        assertThat(results()).contains(" +09:00, ");
        assertThat(run("status")).isZero();
        assertThat(results()).contains(" +09:00");
    }

    @Test
    void asksBeforeItChangesAnythingAndTakesNoForNo() throws Exception {
        offer("1.0.0", "well");
        assertThat(run("install", "--unsigned")).isEqualTo(14);
        assertThat(said()).contains("--yes");
        console = new RecordingConsole().answering(false);
        int exit =
                new CommandLines(new TestToolkit(console))
                        .run(
                                "--root",
                                root.toString(),
                                "--channel",
                                channel.url(),
                                "install",
                                "--unsigned");
        assertThat(exit).isEqualTo(1);
        assertThat(run("status")).isEqualTo(3);
        assertThat(results()).contains("Nothing is installed");
    }

    @Test
    void dryRunPrintsThePlanAndChangesNothing() throws Exception {
        offer("1.0.0", "well");
        assertThat(run("install", "--dry-run")).isZero();
        assertThat(console.results().getFirst()).contains("Install version 1.0.0");
        assertThat(results()).contains("fetch the archive", "switch", "nothing was changed");
        assertThat(root.resolve("opt")).doesNotExist();
    }

    @Test
    void unsignedReleasesAreTakenOnlyOnRequestAndOnlyUnderRoot() throws Exception {
        offer("1.0.0", "well");
        assertThat(run("install", "--yes")).isEqualTo(13);
        assertThat(said()).contains("BIP-P103", "--unsigned");
        Path file = new TestRelease("1.0.0").writeTo(folder);
        assertThat(run("install", file.toString(), "--yes")).isEqualTo(13);
        assertThat(said()).contains("BIP-P103");
    }

    @Test
    void aChannelMustBeKnown() {
        assertThat(bare("--root", root.toString(), "install", "--yes")).isEqualTo(2);
        assertThat(said()).contains("BIP-A104", "BIPCTL_CHANNEL_URL");
    }

    @Test
    void withoutRootFolderItSaysWhatWouldBeNeeded() {
        assertThat(bare("upgrade", "1.1.0")).isEqualTo(15);
        assertThat(said()).contains("BIP-S131", "sudo bipctl upgrade 1.1.0");
    }

    @ParameterizedTest
    @CsvSource({
        "upgrade v1.0.1 --unsigned,  upgrade 1.0.1 --unsigned",
        "upgrade ==1.0.1,            upgrade 1.0.1",
        "pin v1.0.1,                 pin 1.0.1",
        "rollback --version ==1.0.1, rollback --version 1.0.1",
        "rollback --version=v1.0.1,  rollback --version=1.0.1",
    })
    void answersAnotherToolsWayOfNamingAVersionWithTheRightCommand(String words, String command) {
        assertThat(run(words.split(" "))).isEqualTo(2);
        assertThat(said())
                .contains("BIP-A101")
                .contains(
                        "bipctl --root %s --channel %s %s".formatted(root, channel.url(), command));
    }

    @Test
    void whatIsNeitherVersionNorFileIsRefused() {
        assertThat(run("upgrade", "newest")).isEqualTo(2);
        assertThat(said()).contains("BIP-A102", "release list");
    }

    @ParameterizedTest
    @CsvSource({
        "upgrade --dryrun, BIP-A100, --dry-run",
        "upgrad,           BIP-A100, upgrade",
        "pin,              BIP-A103, VERSION",
        "release,          BIP-A103, release list",
        "status --lang de, BIP-G106, --lang",
    })
    void usageMistakesAreAnsweredWithWhatWasMeant(String words, String code, String meant) {
        assertThat(bare(words.split(" "))).isEqualTo(2);
        assertThat(said()).contains(code, meant);
    }

    @Test
    void speaksPolishWhenAsked() {
        assertThat(run("upgrade", "--yes", "--unsigned", "--lang", "pl")).isEqualTo(13);
        assertThat(said()).contains("Nic tu nie jest zainstalowane", "install");
        assertThat(bare("--help", "--lang", "pl")).isZero();
        assertThat(results()).contains("Użycie:", "Polecenia:", "trzymaj wszystko");
    }

    @Test
    void aFileOfTheCurrentVersionIsReadToItsEnd() throws Exception {
        var release = FakeServer.release("1.0.0", "well").file("lib/page", "x".repeat(99_999));
        channel.with("1.0.0", release);
        assertThat(run("install", "--unsigned", "--yes")).as(said()).isZero();
        Path file = folder.resolve("bip-server-1.0.0-linux-x64.tar.gz");
        byte[] archive = release.archive();
        Files.write(file, archive);
        assertThat(run("upgrade", file.toString(), "--unsigned", "--yes")).isZero();
        assertThat(results()).contains("nothing to do");
        Files.write(file, Arrays.copyOf(archive, archive.length - 200));
        assertThat(run("upgrade", file.toString(), "--unsigned", "--yes")).isEqualTo(20);
        assertThat(said()).contains("BIP-R101");
    }

    @Test
    void helpAndVersionAreResults() {
        assertThat(bare("--version")).isZero();
        assertThat(console.results()).containsExactly("bipctl 1.2.0");
        assertThat(bare("upgrade", "--help")).isZero();
        assertThat(results()).contains("Usage:", "--dry-run", "exit code 30");
        assertThat(bare("--help")).isZero();
        assertThat(results()).contains("install", "rollback", "release", "Verbs:");
    }

    @Test
    void statusTellsOfAnotherBipctlAtWork() throws Exception {
        offer("1.0.0", "well");
        assertThat(run("install", "--unsigned", "--yes")).as(said()).isZero();
        var lock =
                OperationLock.acquire(new Layout(root), "upgrade 1.1.0", Instant.EPOCH, Map.of());
        try (lock) {
            assertThat(run("status")).isZero();
            assertThat(results())
                    .contains("by another bipctl: bipctl --root " + root + " upgrade 1.1.0");
        }
        assertThat(run("status")).isZero();
        assertThat(results()).doesNotContain("Under way");
    }

    @Test
    void anOperationThatWasCutShortIsToldFirstAndDealtWithByTheNextChange() throws Exception {
        offer("1.0.0", "well");
        assertThat(run("install", "--unsigned", "--yes")).as(said()).isZero();
        Path journal;
        try (var list = Files.list(new Layout(root).operations())) {
            journal = list.findFirst().orElseThrow().resolve("journal.ndjson");
        }
        List<String> lines = Files.readAllLines(journal);
        // As if the power had gone before the last entry.
        Files.write(journal, lines.subList(0, lines.size() - 1));
        assertThat(run("status")).isEqualTo(4);
        assertThat(console.results().getFirst()).startsWith("CUT SHORT: installation of 1.0.0");
        assertThat(run("upgrade", "--dry-run")).isEqualTo(32);
        assertThat(said()).contains("BIP-U120");
        assertThat(run("restart")).as(said()).isZero();
        assertThat(said()).contains("finishing it first");
        assertThat(run("status")).isZero();
    }
}

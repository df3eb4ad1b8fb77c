package bip.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorOutputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A channel that breaks off, lies, or hands out archives that want to do harm. */
@ExtendWith(Laboratory.Key.class)
class BrokenChannelIT {

    private static final String ARCHIVE = "bip-server-1.1.0-linux-x64.tar.gz";

    /** Everything refused leaves all as it was, and the last try, with a good channel, works. */
    @Test
    @Tag("faults")
    void whatBreaksOffOrLiesIsRefusedAndTheNextTryWorks(Laboratory laboratory) throws Exception {
        laboratory.reset().forget("1.1.0");
        var before = laboratory.names();
        try (var channel = new UnreliableChannel(laboratory.channel().folder())) {
            // A server that cannot go on: nothing is kept of what it gave.
            for (int percent : new int[] {0, 50, 90}) {
                channel.answers(UnreliableChannel.Manner.cutAt(percent).forArchives());
                refuses(laboratory, channel, 22, "C103");
            }
            assertThat(channel.heads())
                    .noneMatch(it -> it.toLowerCase(Locale.ROOT).contains("\nrange:"));
            channel.answers(UnreliableChannel.Manner.cutAt(50));
            refuses(laboratory, channel, 22, "C101");
            channel.answers(UnreliableChannel.Manner.CAPTIVE_PORTAL);
            refuses(laboratory, channel, 20, "C102");
            channel.answers(UnreliableChannel.Manner.CAPTIVE_PORTAL.forArchives());
            refuses(laboratory, channel, 20, "C104");
            channel.answers(UnreliableChannel.Manner.truncatedTo(50).forArchives());
            refuses(laboratory, channel, 20, "C104");
            channel.answers(UnreliableChannel.Manner.WELL.changed().forArchives());
            refuses(laboratory, channel, 20, "C105");

            assertThat(laboratory.names()).isEqualTo(before);
            laboratory.assertServes("1.0.0");
            assertThat(laboratory.history()).filteredOn("upgrade 1.1.0 undone"::equals).hasSize(6);

            int tenth = (int) Files.size(laboratory.channel().folder().resolve(ARCHIVE)) / 10 + 1;
            channel.answers(UnreliableChannel.Manner.parts("1", tenth).forArchives());
            upgrade(laboratory, channel, "en").ended(0);
            laboratory.assertServes("1.1.0");
            assertThat(laboratory.path("var/lib/bipctl/downloads")).isEmptyDirectory();
            for (int part = 1; part < 10; part++) {
                String range = "\nRange: bytes=" + part * tenth + "-";
                assertThat(channel.heads()).filteredOn(it -> it.contains(range)).hasSize(1);
            }
        }
    }

    /**
     * While a download in a second installation gets a byte a second, which takes a minute to be
     * given up.
     */
    @Test
    @Tag("faults")
    void deafChangedAndTricklingServersCostTimeAndNothingElse(
            Laboratory laboratory, @TempDir Path folder) throws Exception {
        laboratory.reset().forget("1.1.0");
        try (var slow = new UnreliableChannel(laboratory.channel().folder());
                var channel = new UnreliableChannel(laboratory.channel().folder());
                var other = Site.prepare(folder.resolve("other"), slow.url())) {
            slow.answers(
                    UnreliableChannel.Manner.trickling("1")
                            .then(UnreliableChannel.Manner.parts("1", Integer.MAX_VALUE))
                            .forArchives());
            var install =
                    new FutureTask<>(() -> other.bipctl("install", "1.1.0", "--unsigned", "--yes"));
            Thread.ofVirtual().start(install);

            isDeafToRanges(laboratory, channel);
            isChangedInBetween(laboratory, channel);
            laboratory.assertServes("1.1.0");

            var run = install.get().ended(0);
            assertThat(run.err()).containsPattern("only \\d+ bytes came in 60 seconds");
            // It came from where the trickling had ended, and nothing was asked for twice.
            assertThat(slow.heads()).filteredOn(it -> it.contains("\nRange: bytes=")).hasSize(1);
            assertThat(slow.heads()).filteredOn(it -> it.contains(".tar.gz ")).hasSize(2);
            assertThat(other.answers("/health")).isTrue();
        }
    }

    /** It says how to go on, and begins anew each time. */
    private static void isDeafToRanges(Laboratory laboratory, UnreliableChannel channel)
            throws Exception {
        var before = laboratory.names();
        channel.answers(UnreliableChannel.Manner.deafToRanges("1", 50).forArchives());
        var run = upgrade(laboratory, channel, "pl").ended(22);
        assertThat(run.err()).contains("BIP-C107", "nic innego się nie zmieniło", "Co dalej:");
        assertThat(channel.heads()).filteredOn(it -> it.contains("\nIf-Range: \"1\"")).hasSize(3);
        laboratory.assertServes("1.0.0");

        // The next run begins with what came, and finds another file in its place.
        channel.answers(UnreliableChannel.Manner.deafToRanges("2", 100).changed().forArchives());
        refuses(laboratory, channel, 20, "C105");
        assertThat(channel.heads()).filteredOn(it -> it.contains("\nIf-Range: \"1\"")).hasSize(4);
        assertThat(laboratory.names()).isEqualTo(before);
    }

    /** The file is another one after the first half, and then the right one after it. */
    private static void isChangedInBetween(Laboratory laboratory, UnreliableChannel channel)
            throws Exception {
        var before = laboratory.names();
        var half = UnreliableChannel.Manner.deafToRanges("1", 50);
        var rest = UnreliableChannel.Manner.parts("2", Integer.MAX_VALUE);
        channel.answers(half.then(rest.changed()).forArchives());
        refuses(laboratory, channel, 20, "C105");
        assertThat(laboratory.names()).isEqualTo(before);
        laboratory.assertServes("1.0.0");
        channel.answers(half.changed().then(rest).forArchives());
        upgrade(laboratory, channel, "en").ended(0);
        assertThat(laboratory.path("var/lib/bipctl/downloads")).isEmptyDirectory();
    }

    /** Nobody has to wait longer than four minutes to be told. */
    @Test
    @Tag("torture")
    void whatNeverDoesMoreThanTrickleIsGivenUp(Laboratory laboratory) throws Exception {
        laboratory.reset().forget("1.1.0");
        var before = laboratory.names();
        try (var channel = new UnreliableChannel(laboratory.channel().folder())) {
            channel.answers(UnreliableChannel.Manner.trickling("1").forArchives());
            var run = upgrade(laboratory, channel, "en").ended(22);
            assertThat(run.err())
                    .contains("BIP-C107")
                    .containsPattern("only \\d+ bytes came in 60 seconds");
            assertThat(channel.heads()).filteredOn(it -> it.contains(".tar.gz ")).hasSize(4);
        }
        assertThat(laboratory.names())
                .filteredOn(it -> !it.startsWith("var/lib/bipctl/downloads/"))
                .containsExactlyElementsOf(before);
        laboratory.assertServes("1.0.0");
        laboratory.secondRunWorks();
        assertThat(laboratory.path("var/lib/bipctl/downloads")).isEmptyDirectory();
    }

    private static void refuses(
            Laboratory laboratory, UnreliableChannel channel, int exitCode, String code)
            throws Exception {
        var run = upgrade(laboratory, channel, "pl").ended(exitCode);
        assertThat(run.err()).contains("BIP-" + code, "zmieniono", "Co dalej:");
        assertThat(laboratory.path("var/lib/bipctl/downloads")).isEmptyDirectory();
    }

    private static Site.Run upgrade(
            Laboratory laboratory, UnreliableChannel channel, String language) throws Exception {
        return laboratory
                .site()
                .bipctl(
                        "upgrade",
                        "1.1.0",
                        "--unsigned",
                        "--yes",
                        "--channel=" + channel.url(),
                        "--lang=" + language);
    }

    /** A person must not have to wait until a server that says nothing says something. */
    @Test
    @Tag("torture")
    void ctrlCEndsADownloadThatStandsStill(Laboratory laboratory) throws Exception {
        laboratory.reset().forget("1.1.0");
        var stalls = new CountDownLatch(1);
        var never = new CountDownLatch(1);
        try (var channel = new UnreliableChannel(laboratory.channel().folder());
                var upgrade = fetching(laboratory, channel, stalls, never)) {
            assertThat(stalls.await(60, TimeUnit.SECONDS)).isTrue();
            long begin = System.nanoTime();
            var run = upgrade.signal("INT").end().ended(130);
            assertThat(run.err()).contains("BIP-U135");
            assertThat(System.nanoTime() - begin).isLessThan(TimeUnit.SECONDS.toNanos(20));
            never.countDown();
        }
        laboratory.assertServes("1.0.0");
        assertThat(laboratory.path("var/lib/bipctl/downloads")).isEmptyDirectory();
        laboratory.secondRunWorks();
    }

    private static UnderWay fetching(
            Laboratory laboratory,
            UnreliableChannel channel,
            CountDownLatch stalls,
            CountDownLatch goesOn)
            throws IOException {
        channel.answers(UnreliableChannel.Manner.stalling(stalls, goesOn).forArchives());
        return UnderWay.start(
                laboratory,
                "upgrade",
                "1.1.0",
                "--unsigned",
                "--yes",
                "--channel=" + channel.url());
    }

    /** Another bipctl changes nothing; the note of a dead one locks nobody out. */
    @Test
    @Tag("faults")
    void onlyOneAtATime(Laboratory laboratory) throws Exception {
        laboratory.reset().forget("1.1.0");
        Path note = laboratory.path("run/bipctl/lock.json");
        // As a killed bipctl leaves it, its process number used again by somebody else.
        Files.writeString(
                note,
                ("{\"format\":\"bipctl-lock/v1\",\"pid\":%d,\"startTicks\":1,\"person\":\"anna\","
                                + "\"command\":\"upgrade 1.1.0\",\"since\":\"2026-03-01T09:00:00Z\"}")
                        .formatted(ProcessHandle.current().pid()));
        var stalls = new CountDownLatch(1);
        var goesOn = new CountDownLatch(1);
        try (var channel = new UnreliableChannel(laboratory.channel().folder());
                var upgrade = fetching(laboratory, channel, stalls, goesOn)) {
            assertThat(stalls.await(60, TimeUnit.SECONDS)).isTrue();
            String pid = Long.toString(upgrade.process().pid());
            for (String verb : new String[] {"upgrade", "rollback", "restart", "stop"}) {
                var refused = laboratory.site().bipctl(verb, "--yes", "--unsigned").ended(12);
                assertThat(refused.err()).contains("BIP-L100", "upgrade 1.1.0", pid);
            }
            var polish = laboratory.site().bipctl("restart", "--lang=pl").ended(12);
            assertThat(polish.err()).contains("BIP-L100", "Co dalej:", pid);
            assertThat(laboratory.site().bipctl("status").out()).contains("upgrade 1.1.0");
            laboratory.assertServes("1.0.0");
            goesOn.countDown();
            upgrade.end().ended(0);
        }
        laboratory.assertServes("1.1.0");
        assertThat(note).doesNotExist();
        laboratory.site().bipctl("restart").ended(0);
    }

    /** The kinds that the unit tests refuse one by one, once with the real program. */
    @Test
    @Tag("torture")
    void anArchiveThatWantsToDoHarmIsRefusedWhole(Laboratory laboratory) throws Exception {
        laboratory.reset().forget("1.1.0");
        var before = laboratory.names();
        var climbing = new TarArchiveEntry("bip-server-1.1.0/../../../escaped");
        var link = new TarArchiveEntry("bip-server-1.1.0/lib/link", TarConstants.LF_SYMLINK);
        link.setLinkName("/etc/passwd");
        var privileged = new TarArchiveEntry("bip-server-1.1.0/lib/root");
        privileged.setMode(0104755);
        harms(laboratory, climbing, "R104");
        harms(laboratory, link, "R103");
        harms(laboratory, privileged, "R103");
        assertThat(laboratory.names()).isEqualTo(before);
        laboratory.assertServes("1.0.0");
        laboratory.secondRunWorks();
    }

    private static void harms(Laboratory laboratory, TarArchiveEntry entry, String code)
            throws Exception {
        Path archive = Files.createTempFile("bip-hostile", ".tar.gz");
        try {
            hostile(archive, entry);
            var run =
                    laboratory
                            .site()
                            .bipctl("upgrade", archive.toString(), "--unsigned", "--yes")
                            .ended(20);
            assertThat(run.err()).contains("BIP-" + code, "nothing of it was kept");
        } finally {
            Files.delete(archive);
        }
    }

    /** The manifest of a good release, and then {@code entry}. */
    private static void hostile(Path archive, TarArchiveEntry entry) throws IOException {
        try (var good =
                        new TarArchiveInputStream(
                                new GzipCompressorInputStream(
                                        Files.newInputStream(Checkout.archive("1.1.0"))));
                var bad =
                        new TarArchiveOutputStream(
                                new GzipCompressorOutputStream(Files.newOutputStream(archive)),
                                StandardCharsets.UTF_8.name())) {
            TarArchiveEntry next = good.getNextEntry();
            while (!next.getName().endsWith("/release.json")) {
                next = good.getNextEntry();
            }
            bad.putArchiveEntry(next);
            good.transferTo(bad);
            bad.closeArchiveEntry();
            bad.putArchiveEntry(entry);
            bad.closeArchiveEntry();
        }
    }
}

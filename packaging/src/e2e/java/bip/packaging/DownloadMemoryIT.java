package bip.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How much memory the real bipctl takes for a download, as the kernel counts it. */
class DownloadMemoryIT {

    /** What the JVM's own compiler and collector take in a longer run: 13 MB were seen. */
    private static final long TOLERANCE_KIB = 20 << 10;

    private static final int SMALL_MEGABYTES = 10;

    /** More than all of the heap that the launcher allows. */
    private static final int LARGE_MEGABYTES = 300;

    private static final long LIMIT_SECONDS = 300;

    private static final Pattern PEAK = Pattern.compile("(?m)^VmHWM:\\s+(\\d+) kB$");

    @TempDir Path folder;

    /** Cut in the middle, hashed anew and gone on with. */
    @Test
    @Tag("faults")
    void aLargeArchiveTakesNoMoreThanASmallOne() throws Exception {
        long small = peakKib(SMALL_MEGABYTES);
        long large = peakKib(LARGE_MEGABYTES);
        System.out.printf(
                "Peak of bipctl: %d MB: %,d KiB; %d MB: %,d KiB%n",
                SMALL_MEGABYTES, small, LARGE_MEGABYTES, large);
        assertThat(large - small).isLessThan(TOLERANCE_KIB);
    }

    /** At the moment when all but the last byte is on the disk. */
    private long peakKib(int megabytes) throws Exception {
        Path out = folder.resolve(megabytes + ".out");
        Path err = folder.resolve(megabytes + ".err");
        try (var channel = new LargeChannel(megabytes);
                var site = Site.prepare(folder.resolve("site" + megabytes), channel.url())) {
            Process process = site.start(out, err, "install", "1.1.0", "--unsigned", "--yes");
            try {
                await(process, site.root().resolve("var/lib/bipctl/downloads"), channel.bytes());
                long peak = peakKib(process);
                channel.finish();
                assertThat(process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)).isTrue();
                // All of it came and was what had been promised; it is only no release.
                assertThat(process.exitValue()).as(Files.readString(err)).isEqualTo(20);
                assertThat(Files.readString(err)).contains("BIP-R101");
                return peak;
            } finally {
                process.destroyForcibly();
            }
        }
    }

    private static void await(Process process, Path downloads, long bytes) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
        while (partialBytes(downloads) < bytes - 1) {
            assertThat(process.waitFor(1, TimeUnit.MILLISECONDS))
                    .as("bipctl ended before all had come")
                    .isFalse();
            assertThat(System.nanoTime()).isLessThan(end);
        }
    }

    private static long partialBytes(Path downloads) throws IOException {
        if (!Files.isDirectory(downloads)) {
            return 0;
        }
        try (var files = Files.list(downloads)) {
            Path partial =
                    files.filter(it -> it.toString().endsWith(".partial")).findFirst().orElse(null);
            return partial == null ? 0 : Files.size(partial);
        }
    }

    private static long peakKib(Process process) throws IOException {
        var status = PEAK.matcher(Files.readString(Path.of("/proc/" + process.pid() + "/status")));
        assertThat(status.find()).isTrue();
        return Long.parseLong(status.group(1));
    }
}

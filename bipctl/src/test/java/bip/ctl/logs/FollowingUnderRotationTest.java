package bip.ctl.logs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Each line once and in order, while everything that logrotate does happens under the follower. The
 * writer stands still between copying and truncating, because what it writes then is lost to
 * everybody: the manual of logrotate says so of {@code copytruncate}.
 */
class FollowingUnderRotationTest {

    private static final int LINES = 100_000;

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSxxx")
                    .withZone(ZoneId.of("Europe/Warsaw"));

    @TempDir Path folder;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    @Timeout(120)
    void printsEachOfAHundredThousandLinesOnceAndInOrder(long seed) throws Exception {
        try (var log = new LogFolder(folder);
                var following = new Following(log.live, new LogQuery(0, null, null, null, true))) {
            var writing = CompletableFuture.runAsync(() -> writeAndRotate(log, new Random(seed)));
            var found = new ArrayList<Integer>(LINES);
            while (found.size() < LINES) {
                LogEvent event = following.next();
                String number = event.findHeader().orElseThrow().message().substring(5);
                found.add(Integer.parseInt(number));
                // At the first that is wrong, not after a minute of waiting for the last.
                assertThat(found.getLast()).isEqualTo(found.size() - 1);
            }
            writing.join();
            log.write(line(LINES));
            assertThat(following.messages(1)).containsExactly("line " + LINES);
            assertThat(following.unasked()).isEmpty();
        }
    }

    private static void writeAndRotate(LogFolder log, Random random) {
        int written = 0;
        while (written < LINES) {
            int burst = Math.min(LINES - written, 1 + random.nextInt(2_000));
            for (int i = 0; i < burst; i++) {
                log.write(line(written++));
            }
            try {
                rotate(log, random);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Between two looks of the follower there are several of these. */
    private static void rotate(LogFolder log, Random random) throws IOException {
        switch (random.nextInt(6)) {
            case 0, 1 -> {
                log.rename();
                log.reopen();
            }
            case 2, 3 -> log.copyAndTruncate();
            case 4 -> compressOne(log, random);
            default -> {
                // This time only written.
            }
        }
    }

    private static void compressOne(LogFolder log, Random random) throws IOException {
        int number = 1 + random.nextInt(3);
        if (log.isPlain(number)) {
            log.compress(number);
        }
    }

    private static String line(int number) {
        return TIME.format(Instant.now()) + " INFO  - bip.Test line " + number + "\n";
    }
}

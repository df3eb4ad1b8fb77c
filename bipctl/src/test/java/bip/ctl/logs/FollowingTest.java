package bip.ctl.logs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a follower does with each thing that may happen to a log. */
@Timeout(60)
class FollowingTest {

    private static final LogQuery ALL = new LogQuery(0, null, null, null, true);

    @TempDir Path folder;

    private static String line(String message) {
        return "2026-03-01T12:00:00.000+01:00 INFO  - bip.Test " + message + "\n";
    }

    @Test
    void readsARenamedFileToItsEndBeforeTheNewOne() throws Exception {
        try (var log = new LogFolder(folder);
                var following = new Following(log.live, ALL)) {
            log.write(line("before"));
            assertThat(following.messages(1)).containsExactly("before");
            log.rename();
            log.write(line("into the renamed file"));
            log.reopen();
            log.write(line("into the new file"));
            assertThat(following.messages(2))
                    .containsExactly("into the renamed file", "into the new file");
        }
    }

    @Test
    void staysWithTheOldFileWhileTheNewOneIsEmpty() throws Exception {
        try (var log = new LogFolder(folder);
                var following = new Following(log.live, ALL)) {
            log.write(line("one"));
            assertThat(following.messages(1)).containsExactly("one");
            log.rename();
            // As logrotate's "create" does, before it asks the server to reopen.
            Files.createFile(log.live);
            log.write(line("two"));
            assertThat(following.messages(1)).containsExactly("two");
            log.write(line("three"));
            log.reopen();
            log.write(line("four"));
            assertThat(following.messages(2)).containsExactly("three", "four");
        }
    }

    @Test
    void saysThatTheFileWasTruncatedAndReadsTheRestFromItsCopy() throws Exception {
        try (var log = new LogFolder(folder);
                var following = new Following(log.live, ALL)) {
            log.write(line("one"));
            assertThat(following.messages(1)).containsExactly("one");
            synchronized (log) {
                log.write(line("two"));
                log.copyAndTruncate();
                log.write(line("three"));
            }
            assertThat(following.messages(2)).containsExactly("two", "three");
            assertThat(following.notice().key()).isEqualTo("logs.truncated");
        }
    }

    @Test
    void saysThatSomethingMayBeMissingWhenThereIsNoCopy() throws Exception {
        try (var log = new LogFolder(folder);
                var following = new Following(log.live, ALL)) {
            log.write(line("one"));
            assertThat(following.messages(1)).containsExactly("one");
            Files.newOutputStream(log.live).close();
            assertThat(following.notice().key()).isEqualTo("logs.truncatedWithoutCopy");
            log.write(line("two"));
            assertThat(following.messages(1)).containsExactly("two");
        }
    }

    @Test
    void followsAFileThatWasDeletedAndMadeAnew() throws Exception {
        try (var log = new LogFolder(folder);
                var following = new Following(log.live, ALL)) {
            log.write(line("one"));
            assertThat(following.messages(1)).containsExactly("one");
            Files.delete(log.live);
            log.write(line("into the deleted file"));
            log.reopen();
            log.write(line("two"));
            assertThat(following.messages(2)).containsExactly("into the deleted file", "two");
        }
    }

    @Test
    void waitsForALogThatIsNotThereYet() throws Exception {
        Path live = folder.resolve("bip.log");
        try (var following = new Following(live, ALL)) {
            assertThat(following.notice().key()).isEqualTo("logs.missing");
            Files.writeString(live, line("one"));
            assertThat(following.messages(1)).containsExactly("one");
        }
    }

    @Test
    void waitsForTheEndOfAHalfWrittenLine() throws Exception {
        try (var log = new LogFolder(folder);
                var following = new Following(log.live, ALL)) {
            String whole = line("zażółć");
            log.write(line("one") + whole.substring(0, 20));
            assertThat(following.messages(1)).containsExactly("one");
            log.write(whole.substring(20) + line("two"));
            assertThat(following.messages(2)).containsExactly("zażółć", "two");
        }
    }

    @Test
    void keepsAStackTraceThatIsWrittenInPartsWithItsEvent() throws Exception {
        try (var log = new LogFolder(folder);
                var following = new Following(log.live, ALL)) {
            log.write(line("failed"));
            log.write("    java.io.IOException: no\n    \tat bip.Test\n" + line("after"));
            LogEvent failed = following.next();
            // In parts if the follower looked in between: but never a line lost or of its own.
            var stack = new ArrayList<>(failed.stack());
            if (stack.isEmpty()) {
                LogEvent late = following.next();
                assertThat(late.isContinued()).isTrue();
                assertThat(late.header()).isEqualTo(failed.header());
                stack.addAll(late.stack());
            }
            assertThat(stack)
                    .extracting(LogLine::text)
                    .containsExactly("    java.io.IOException: no", "    \tat bip.Test");
            assertThat(following.messages(1)).containsExactly("after");
        }
    }

    @Test
    void survivesJunkAndCutsALineOfTenMegabytes() throws Exception {
        try (var log = new LogFolder(folder);
                var following = new Following(log.live, ALL)) {
            log.write(new byte[] {0, (byte) 0xff, (byte) 0xfe, 0x1b, '[', '2', 'J', '\n'});
            log.write(line("x".repeat(10_000_000)));
            log.write(line("after"));
            assertThat(EventText.lines(following.next())).containsExactly("\ufffd\ufffd\\u001b[2J");
            LogLine cut = following.next().lines().getFirst();
            assertThat(cut.text()).hasSize(LineSplitter.MAX_LINE_BYTES);
            assertThat(cut.cutBytes())
                    .isEqualTo(line("").length() - 1 + 10_000_000 - LineSplitter.MAX_LINE_BYTES);
            assertThat(following.messages(1)).containsExactly("after");
        }
    }

    @Test
    void beginsWithTheLastEventsAndMissesNothingAfterThem() throws Exception {
        try (var log = new LogFolder(folder)) {
            for (int i = 0; i < 10; i++) {
                log.write(line("old " + i));
            }
            try (var following = new Following(log.live, LogQueries.last(2))) {
                assertThat(following.messages(2)).containsExactly("old 8", "old 9");
                log.write(line("new"));
                assertThat(following.messages(1)).containsExactly("new");
            }
        }
    }

    @Test
    void endsWhenNobodyReadsAnyMore() throws Exception {
        var taken = new AtomicInteger();
        try (var log = new LogFolder(folder)) {
            log.write(line("one") + line("two"));
            new LogReader(log.live)
                    .follow(
                            ALL,
                            _ -> {
                                taken.incrementAndGet();
                                return false;
                            },
                            _ -> {},
                            () -> false);
        }
        assertThat(taken).hasValue(1);
    }

    @Test
    void showsAnEventSoonAfterItWasWritten() throws Exception {
        var waits = new ArrayList<Long>();
        try (var log = new LogFolder(folder);
                var following = new Following(log.live, ALL)) {
            for (int i = 0; i < 9; i++) {
                log.write(line("event " + i));
                long written = System.nanoTime();
                following.next();
                waits.add(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - written));
            }
        }
        List<Long> sorted = waits.stream().sorted().toList();
        // The median of nine; the goal is 0.3 s, and the bound leaves room for a busy machine.
        assertThat(sorted.get(4)).isLessThan(Duration.ofSeconds(2).toMillis());
    }

    @Test
    void understandsRotationByDates() throws IOException {
        Files.writeString(folder.resolve("bip.log-20260228"), line("first"));
        Files.writeString(folder.resolve("bip.log-20260301"), line("second"));
        Files.writeString(folder.resolve("bip.log"), line("third"));
        Files.writeString(folder.resolve("bip.log.old"), line("not of the family"));
        assertThat(LogQueries.messages(folder.resolve("bip.log"), ALL))
                .containsExactly("first", "second", "third");
    }
}

package bip.ctl.logs;

import static org.assertj.core.api.Assertions.assertThat;

import bip.ctl.support.Phrase;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which events a question gets, over rotated and compressed files. */
class LogReaderTest {

    private static final LogQuery ALL = new LogQuery(0, null, null, null, true);

    @TempDir Path folder;
    private Path live;

    @BeforeEach
    void fillThreeDays() throws IOException {
        live = folder.resolve("bip.log");
        gzip(
                "bip.log.2.gz",
                """
                2026-03-01T12:00:00.000+01:00 INFO  - bip.Server started
                2026-03-01T13:00:00.000+01:00 ERROR R1 bip.web.Pages failed
                    java.lang.IllegalStateException: the reason
                        at bip.page.PublicPages.show(PublicPages.java:12)
                """);
        Files.writeString(
                folder.resolve("bip.log.1"),
                """
                2026-03-02T12:00:00.000+01:00 WARN  R2 bip.web.Pages slow
                no line of ours
                2026-03-02T13:00:00.000+01:00 INFO  - bip.Server fine
                """);
        Files.writeString(
                live, "2026-03-03T12:00:00.000+01:00 DEBUG - bip.Server the end of a file");
    }

    private void gzip(String name, String text) throws IOException {
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(folder.resolve(name)))) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
    }

    @Test
    void readsRotatedAndCompressedFilesOldestFirst() throws IOException {
        assertThat(LogQueries.messages(live, ALL))
                .containsExactly(
                        "started",
                        "failed",
                        "slow",
                        "no line of ours",
                        "fine",
                        "the end of a file");
    }

    @Test
    void leavesRotatedFilesOutWhenAsked() throws IOException {
        assertThat(LogQueries.messages(live, new LogQuery(50, null, null, null, false)))
                .containsExactly("the end of a file");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4, 6, 50})
    void givesTheLastSoManyEvents(int count) throws IOException {
        List<String> all = LogQueries.messages(live, ALL);
        assertThat(LogQueries.messages(live, LogQueries.last(count)))
                .isEqualTo(all.subList(Math.max(0, all.size() - count), all.size()));
    }

    @Test
    void givesTheLastEventsOfALargeFile() throws IOException {
        var text = new StringBuilder();
        var last = new ArrayList<String>();
        for (int i = 0; i < 40_000; i++) {
            text.append("2026-03-03T12:00:00.000+01:00 INFO  - bip.Test line ").append(i);
            text.append('\n');
            if (i >= 40_000 - 5_000) {
                last.add("line " + i);
            }
        }
        Files.writeString(live, text);
        assertThat(LogQueries.messages(live, LogQueries.last(5_000))).isEqualTo(last);
    }

    @Test
    void beginsAtATime() throws IOException {
        var since = new LogQuery(0, Instant.parse("2026-03-02T11:30:00Z"), null, null, true);
        assertThat(LogQueries.messages(live, since)).containsExactly("fine", "the end of a file");
    }

    @Test
    void keepsAStackTraceWithItsEvent() throws IOException {
        var worse = new LogQuery(50, null, LogLevel.ERROR, null, true);
        List<LogEvent> events = LogQueries.events(live, worse);
        assertThat(events.getFirst().stack()).hasSize(2);
    }

    @Test
    void keepsALineThatSaysNoLevelWhateverLevelIsAskedFor() throws IOException {
        assertThat(LogQueries.messages(live, new LogQuery(50, null, LogLevel.WARN, null, true)))
                .containsExactly("failed", "slow", "no line of ours");
    }

    @Test
    void searchesTheWholeEvent() throws IOException {
        var query = new LogQuery(50, null, null, LogQuery.pattern("PublicPages\\.java:12"), true);
        assertThat(LogQueries.messages(live, query)).containsExactly("failed");
    }

    @Test
    void writesAnEventAsJson() throws IOException {
        var query = new LogQuery(50, null, LogLevel.ERROR, LogQuery.pattern("reason"), true);
        assertThat(EventText.json(LogQueries.events(live, query).getFirst()))
                .isEqualTo(
                        "{\"format\":\"bipctl-log-event/v1\",\"time\":\"2026-03-01T12:00:00Z\","
                                + "\"level\":\"ERROR\",\"reference\":\"R1\",\"logger\":"
                                + "\"bip.web.Pages\",\"message\":\"failed\",\"stack\":["
                                + "\"    java.lang.IllegalStateException: the reason\","
                                + "\"        at bip.page.PublicPages.show(PublicPages.java:12)\"]}");
    }

    @ParameterizedTest
    @ValueSource(ints = {5, 40, 150})
    void saysThatACompressedFileIsDamagedAndReadsTheRest(int length) throws IOException {
        byte[] whole = Files.readAllBytes(folder.resolve("bip.log.2.gz"));
        Files.write(folder.resolve("bip.log.2.gz"), Arrays.copyOf(whole, length));
        gzip("bip.log.3.gz", "2026-02-28T12:00:00.000+01:00 INFO  - bip.Server oldest\n");
        assertThat(LogQueries.messages(live, ALL))
                .startsWith("oldest")
                .endsWith("the end of a file");
        assertThat(LogQueries.notices(live, ALL)).extracting(Phrase::key).contains("logs.damaged");
    }

    @Test
    void holdsALongStackTraceInPartsOfOneEvent() throws IOException {
        String frame = "    \tat bip.Test.recurse\n";
        Files.writeString(
                live,
                "2026-03-03T12:00:00.000+01:00 ERROR R9 bip.Test deep\n"
                        + frame.repeat(25_000)
                        + "2026-03-03T12:00:01.000+01:00 INFO  - bip.Test after\n");
        List<LogEvent> events = LogQueries.events(live, LogQueries.last(2));
        assertThat(events)
                .extracting(LogEvent::isContinued)
                .containsExactly(false, true, true, false);
        assertThat(events.stream().mapToInt(it -> it.stack().size()).sum()).isEqualTo(25_000);
    }
}

package bip.ctl.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bip.ctl.channel.Channel.Offer;
import bip.ctl.release.ReleaseVersion;
import bip.ctl.support.ErrorCode;
import bip.ctl.testing.Failing;
import bip.ctl.testing.RawServer;
import bip.ctl.testing.TestRelease;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Downloads over real connections that are cut, and servers that lie. */
@Timeout(60)
class DownloadTest {

    private static final String ARCHIVE = "bip-server-1.1.0-linux-x64.tar.gz";
    private static final int TENTH = 100_000;

    @TempDir Path folder;

    private final byte[] archive = new byte[10 * TENTH];
    private final List<Duration> pauses = new ArrayList<>();
    private final List<Notice> notices = new ArrayList<>();
    private final InstantSource clock = InstantSource.system();
    private CuttingServer server;
    private Path target;

    @BeforeEach
    void serve() throws IOException {
        new Random(1).nextBytes(archive);
        server = new CuttingServer(archive);
        target = folder.resolve(ARCHIVE);
    }

    @AfterEach
    void close() {
        server.close();
    }

    private Access access() {
        return new Access(Proxies.NONE, pauses::add, clock, false, notices::add);
    }

    private static Offer offer(byte[] content) {
        return new Offer(
                new ReleaseVersion(1, 1, 0),
                ARCHIVE,
                "targets/" + ARCHIVE,
                content.length,
                TestRelease.sha512(content),
                ReleaseTerms.NONE);
    }

    private void fetch() throws IOException, InterruptedException {
        fetch(server.url());
    }

    private void fetch(String url) throws IOException, InterruptedException {
        Channels.unsigned(url, access()).fetch(offer(archive), target, _ -> {});
    }

    private void isWhole() throws IOException {
        assertThat(target).hasBinaryContent(archive);
        assertThat(names()).containsExactly(ARCHIVE);
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(it -> it.getFileName().toString()).sorted().toList();
        }
    }

    private PartialDownload partial() {
        return PartialDownload.of(offer(archive), target);
    }

    private void refuses(ErrorCode code) throws IOException {
        Failing.with(code, this::fetch);
        assertThat(names()).isEmpty();
    }

    @Test
    void goesOnFromEveryTenthAndAsksOnlyForWhatIsMissing() throws Exception {
        server.cutAfter = TENTH;
        fetch();
        isWhole();
        assertThat(server.asked())
                .containsExactlyElementsOf(
                        IntStream.range(0, 10)
                                .mapToObj(i -> i == 0 ? "whole" : "bytes=" + i * TENTH + "-")
                                .toList());
        assertThat(pauses).hasSize(9).containsOnly(Duration.ofSeconds(1));
        assertThat(notices).hasSize(9).allMatch(it -> it instanceof Notice.Cut);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9})
    void theNextRunGoesOnFromEveryTenth(int tenth) throws Exception {
        server.cutAfter = tenth * TENTH;
        var once = Channels.unsigned(server.url(), impatient());
        assertThatThrownBy(() -> once.fetch(offer(archive), target, _ -> {}))
                .isInstanceOf(InterruptedException.class);
        assertThat(partial().bytes()).isEqualTo((long) tenth * TENTH);

        server.cutAfter = Integer.MAX_VALUE;
        fetch();

        isWhole();
        assertThat(server.asked()).containsExactly("whole", "bytes=" + tenth * TENTH + "-");
        assertThat(notices).last().isEqualTo(new Notice.Kept((long) tenth * TENTH, archive.length));
    }

    /** A person stops it when it is cut for the first time. */
    private Access impatient() {
        return new Access(
                Proxies.NONE,
                _ -> {
                    throw new InterruptedException("stopped on request");
                },
                clock,
                false,
                notices::add);
    }

    /** Growing waits, an end, and what came is there the next time. */
    @Test
    void givesUpAfterAFewVainTriesAndKeepsWhatCame() throws Exception {
        server.cutAfter = 4 * TENTH;
        var lines =
                Failing.with(
                        ErrorCode.C107,
                        () ->
                                Channels.unsigned(
                                                server.url(),
                                                new Access(
                                                        Proxies.NONE,
                                                        this::serverGoesDown,
                                                        clock,
                                                        false,
                                                        notices::add))
                                        .fetch(offer(archive), target, _ -> {}));
        assertThat(lines.get(0)).contains("503");
        assertThat(lines.get(1)).contains("MB are kept");
        assertThat(pauses)
                .containsExactly(
                        Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(4));
        assertThat(partial().bytes()).isEqualTo(4 * TENTH);

        server.status = 0;
        server.cutAfter = Integer.MAX_VALUE;
        fetch();
        isWhole();
        assertThat(server.asked()).last().isEqualTo("bytes=" + 4 * TENTH + "-");
    }

    private void serverGoesDown(Duration pause) {
        pauses.add(pause);
        server.status = 503;
    }

    @Test
    void aServerThatAlwaysFailsIsAskedFourTimes() throws Exception {
        server.status = 500;
        refuses(ErrorCode.C103);
        assertThat(server.asked()).hasSize(Download.MOST_VAIN_TRIES);
        server.status = 404;
        refuses(ErrorCode.C103);
        assertThat(server.asked()).hasSize(Download.MOST_VAIN_TRIES + 1);
    }

    @Test
    void aServerThatIgnoresRangesGivesAllOfItOnceMore() throws Exception {
        server.ignoresRange = true;
        server.cutAfter = 5 * TENTH;
        Channels.unsigned(server.url(), healing()).fetch(offer(archive), target, _ -> {});
        isWhole();
        assertThat(server.asked()).containsExactly("whole", "bytes=" + 5 * TENTH + "-");
    }

    /** The server is mended at the first wait. */
    private Access healing() {
        return new Access(
                Proxies.NONE, _ -> server.cutAfter = Integer.MAX_VALUE, clock, false, notices::add);
    }

    /** Without a validator a part is of no use, so none is kept. */
    @Test
    void aServerWithoutValidatorsBeginsAnew() throws Exception {
        server.cutAfter = 5 * TENTH;
        server.tag = "W/\"1\"";
        refuses(ErrorCode.C103);
        server.tag = null;
        refuses(ErrorCode.C103);
        Channels.unsigned(server.url(), healing()).fetch(offer(archive), target, _ -> {});
        isWhole();
        assertThat(server.asked()).containsOnly("whole");
    }

    @Test
    void aDateOfTheLastChangeServesToo() throws Exception {
        server.tag = null;
        server.changed = "Sun, 01 Mar 2026 09:00:00 GMT";
        server.cutAfter = 5 * TENTH;
        fetch();
        isWhole();
        assertThat(server.asked()).containsExactly("whole", "bytes=" + 5 * TENTH + "-");
    }

    @Test
    void aFileThatChangedInBetweenComesAnew() throws Exception {
        byte[] before = new byte[archive.length];
        for (boolean isIgnored : new boolean[] {false, true}) {
            Files.deleteIfExists(target);
            server.content = before;
            server.tag = "\"before\"";
            server.ignoresValidator = isIgnored;
            server.cutAfter = 3 * TENTH;
            var access =
                    new Access(
                            Proxies.NONE,
                            _ -> {
                                server.content = archive;
                                server.tag = "\"after\"";
                                server.cutAfter = Integer.MAX_VALUE;
                            },
                            clock,
                            false,
                            notices::add);
            Channels.unsigned(server.url(), access).fetch(offer(archive), target, _ -> {});
            isWhole();
        }
        assertThat(server.asked())
                .containsExactly("whole", "bytes=300000-", "whole", "bytes=300000-", "whole");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "bytes 0-999999/1000000",
                "bytes 300000-999998/1000000",
                "bytes 300000-999999/1000001",
                "bytes 300000-99999999999999999999/*",
                "300000-999999/1000000",
                "bytes */1000000",
                "pages 3-9/10"
            })
    void aContentRangeThatLiesIsNotBelieved(String lie) throws Exception {
        server.contentRange = lie;
        server.cutAfter = 3 * TENTH;
        Channels.unsigned(server.url(), healing()).fetch(offer(archive), target, _ -> {});
        isWhole();
        assertThat(server.asked()).containsExactly("whole", "bytes=300000-", "whole");
    }

    @Test
    void redirectsAreFollowedWithTheRange() throws Exception {
        server.cutAfter = 6 * TENTH;
        fetch(server.url() + "/moved");
        isWhole();
        assertThat(server.asked()).containsExactly("whole", "bytes=" + 6 * TENTH + "-");
    }

    @Test
    void garbageAPageAndAnotherSizeLeaveNothing() throws Exception {
        server.content = new byte[archive.length];
        refuses(ErrorCode.C105);
        server.content = Arrays.copyOf(archive, archive.length + 1);
        refuses(ErrorCode.C104);
        server.content = Arrays.copyOf(archive, archive.length - 1);
        refuses(ErrorCode.C104);
        server.content = "<html>Sign in</html>".getBytes(StandardCharsets.UTF_8);
        server.type = "text/html; charset=utf-8";
        refuses(ErrorCode.C106);
        assertThat(ErrorCode.C106.exitCode()).isEqualTo(ErrorCode.C105.exitCode());
    }

    /** One that does not say how much will come is stopped at the first byte too many. */
    @Test
    void endlessDataEnd() throws Exception {
        server.length = 0;
        server.content = new byte[20 * archive.length];
        refuses(ErrorCode.C104);
        server.content = Arrays.copyOf(archive, 5 * TENTH);
        server.tag = null;
        refuses(ErrorCode.C103);
        assertThat(pauses).hasSize(3);
    }

    /** What was changed on the disk meanwhile is hashed as if it had come. */
    @Test
    void aPartThatWasChangedHereIsFound() throws Exception {
        server.cutAfter = 5 * TENTH;
        var once = Channels.unsigned(server.url(), impatient());
        assertThatThrownBy(() -> once.fetch(offer(archive), target, _ -> {}))
                .isInstanceOf(InterruptedException.class);
        byte[] part = Files.readAllBytes(partial().file());
        part[TENTH] ^= 1;
        Files.write(partial().file(), part);
        server.cutAfter = Integer.MAX_VALUE;
        refuses(ErrorCode.C105);
        fetch();
        isWhole();
    }

    @Test
    void whatIsHereAlreadyIsNotFetchedAgain() throws Exception {
        fetch();
        fetch();
        assertThat(server.asked()).containsExactly("whole");
        // A file of that name and size that is another is.
        byte[] other = archive.clone();
        other[TENTH] ^= 1;
        Files.write(target, other);
        fetch();
        isWhole();
        assertThat(server.asked()).containsExactly("whole", "whole");
    }

    @Test
    void aPartThatIsWholeNeedsNoServer() throws Exception {
        Files.write(partial().file(), archive);
        Files.writeString(folder.resolve(partial().file().getFileName() + ".from"), "\"1\"");
        fetch();
        isWhole();
        assertThat(server.asked()).isEmpty();
    }

    @Test
    void aPartThatIsTooLongOrOldOrOfAnotherArchiveIsNotUsed() throws Exception {
        Path mark = folder.resolve(partial().file().getFileName() + ".from");
        Files.write(partial().file(), new byte[archive.length + 1]);
        Files.writeString(mark, "\"1\"");
        fetch();
        isWhole();

        Files.delete(target);
        Files.write(partial().file(), Arrays.copyOf(archive, TENTH));
        Files.writeString(mark, "\"1\"");
        Path other = folder.resolve("bip-server-1.0.0-linux-x64.tar.gz.0123456789abcdef.partial");
        Files.write(other, new byte[9]);
        Instant then = clock.instant().minus(Download.KEPT_FOR).minusSeconds(1);
        Files.setLastModifiedTime(partial().file(), FileTime.from(then));
        Files.setLastModifiedTime(other, FileTime.from(then));
        fetch();
        isWhole();
        assertThat(server.asked()).containsExactly("whole", "whole");
    }

    @Test
    void whatOnlyTricklesIsGivenUpAfterAFewTries() throws Exception {
        RawServer.Act trickle =
                connection -> {
                    connection
                            .getOutputStream()
                            .write(
                                    ("HTTP/1.1 200 OK\r\nContent-Length: "
                                                    + archive.length
                                                    + "\r\n\r\n")
                                            .getBytes(StandardCharsets.US_ASCII));
                    while (true) {
                        connection.getOutputStream().write('x');
                        try {
                            Thread.sleep(Duration.ofMillis(10));
                        } catch (InterruptedException e) {
                            return;
                        }
                    }
                };
        try (var slow = RawServer.doing(trickle)) {
            var source =
                    new HttpSource(
                            URI.create("http://127.0.0.1:" + slow.port()),
                            Proxies.NONE,
                            new PacedInput.Pace(1000, Duration.ofMillis(100)));
            var lines =
                    Failing.with(
                            ErrorCode.C103,
                            () ->
                                    Download.bring(
                                            source, offer(archive), target, _ -> {}, access()));
            assertThat(lines.getFirst()).contains("bytes came in");
        }
        assertThat(pauses).hasSize(3);
        assertThat(names()).isEmpty();
    }

    @Test
    void anInterruptWhileBytesComeKeepsThem() throws Exception {
        Channel channel = Channels.unsigned(server.url(), access());
        assertThatThrownBy(() ->
                        channel.fetch(
                                offer(archive),
                                target,
                                done -> {
                                    if (done > 2 * TENTH) {
                                        Thread.currentThread().interrupt();
                                    }
                                }))
                .isInstanceOf(InterruptedException.class);
        long kept = partial().bytes();
        assertThat(kept).isGreaterThan(2 * TENTH).isLessThan(archive.length);
        assertThat(notices).containsExactly(new Notice.Kept(kept, archive.length));
        fetch();
        isWhole();
        assertThat(server.asked()).containsExactly("whole", "bytes=" + kept + "-");
    }
}

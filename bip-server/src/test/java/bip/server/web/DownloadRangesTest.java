package bip.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import bip.server.errortracking.ErrorReporter;
import bip.server.testing.RawHttp;
import bip.server.testing.RawHttp.Answer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A download that broke off goes on where it stopped (RFC 9110 14). */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DownloadRangesTest {
    private static final int LENGTH = 300_000;

    private final byte[] bytes = new byte[LENGTH];
    private WebServer server;
    private InetSocketAddress address;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        new Random(1).nextBytes(bytes);
        Path file = Files.write(folder.resolve("content"), bytes);
        Path empty = Files.createFile(folder.resolve("empty"));
        server =
                new WebServer(
                        new WebSettings(
                                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                                Optional.empty(),
                                TrustedProxies.parse(""),
                                false),
                        _ -> PageFrame.DEFAULT,
                        RequestFilter.PUBLIC_ONLY,
                        ErrorReporter.none(),
                        new Random(1));
        server.routes()
                .get(
                        "/plik",
                        Access.PUBLIC,
                        _ -> new Response.Download(file, "application/pdf", "abc", "p.pdf", true));
        server.routes()
                .get(
                        "/pusty",
                        Access.PUBLIC,
                        _ -> new Response.Download(empty, "text/plain", "e", "e.txt", false));
        server.start();
        address = server.address();
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource({
        "0-0, 0, 1",
        "0-, 0, 300000",
        "100-199, 100, 100",
        "299999-, 299999, 1",
        "150000-999999999999999999, 150000, 150000",
        "-5, 299995, 5",
        "-400000, 0, 300000",
    })
    void sendsThePieceThatIsAskedFor(String range, int first, int length) throws IOException {
        Answer answer = get("Range: bytes=" + range);

        assertThat(answer.status()).isEqualTo(206);
        assertThat(answer.header("content-length")).hasValue(String.valueOf(length));
        assertThat(answer.header("content-range"))
                .hasValue("bytes %d-%d/300000".formatted(first, first + length - 1));
        assertThat(answer.header("content-type")).hasValue("application/pdf");
        assertThat(answer.header("etag")).hasValue("\"abc\"");
        assertThat(answer.body()).isEqualTo(Arrays.copyOfRange(bytes, first, first + length));
    }

    @ParameterizedTest
    @ValueSource(strings = {"300000-", "300000-300001", "999999999999999999-", "-0"})
    void saysHowLongTheFileIsToWhoAsksBehindItsEnd(String range) throws IOException {
        Answer answer = get("Range: bytes=" + range);

        assertThat(answer.status()).isEqualTo(416);
        assertThat(answer.header("content-range")).hasValue("bytes */300000");
        assertThat(answer.body()).isEmpty();
    }

    /** The standard lets a server send the whole then. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "bytes=0-1,5-6",
                "bytes=9-3",
                "bytes=-",
                "bytes=x-",
                "lines=1-2",
                "bytes 1-2",
                "",
                "bytes=1234567890123456789-"
            })
    void sendsTheWholeToWhomItDoesNotUnderstand(String range) throws IOException {
        Answer answer = get("Range: " + range);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo(bytes);
    }

    @Test
    void goesOnOnlyWithTheSameFile() throws IOException {
        assertThat(get("Range: bytes=5-", "If-Range: \"abc\"").status()).isEqualTo(206);
        for (String other :
                new String[] {"\"abd\"", "W/\"abc\"", "Thu, 26 Nov 2026 10:00:00 GMT", "x"}) {
            Answer answer = get("Range: bytes=5-", "If-Range: " + other);
            assertThat(answer.status()).as(other).isEqualTo(200);
            assertThat(answer.body()).hasSize(LENGTH);
        }
        assertThat(get("Range: bytes=5-", "If-None-Match: \"abc\"").status()).isEqualTo(304);
    }

    @Test
    void offersItAndAnswersHeadWithTheWhole() throws IOException {
        assertThat(get().header("accept-ranges")).hasValue("bytes");
        Answer head =
                RawHttp.exchange(
                        address,
                        """
                        HEAD /plik HTTP/1.1\r
                        Host: bip\r
                        Range: bytes=0-9\r
                        Connection: close\r
                        \r
                        """);
        assertThat(head.status()).isEqualTo(200);
        assertThat(head.header("content-length")).hasValue("300000");
        assertThat(RawHttp.get(address, "/pusty", "Range: bytes=0-").status()).isEqualTo(416);
        assertThat(RawHttp.get(address, "/pusty").status()).isEqualTo(200);
    }

    private Answer get(String... headers) throws IOException {
        return RawHttp.get(address, "/plik", headers);
    }
}

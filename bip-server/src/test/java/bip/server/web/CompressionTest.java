package bip.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import bip.server.testing.MigratedDatabase;
import bip.server.testing.RawHttp;
import bip.server.testing.RawHttp.Answer;
import bip.server.testing.TestServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pages in fewer bytes for those who take them so, and the same for all others. */
class CompressionTest {
    private static final String GZIP = "Accept-Encoding: br, gzip;q=0.8";

    @TempDir private static Path folder;
    private static TestServer server;

    @BeforeAll
    static void start() throws IOException {
        MigratedDatabase.at(folder.resolve("bip.db"));
        server = TestServer.startOn(folder, Map.of("BIP_BASE_URL", "http://bip.example"));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static Answer get(String path, String... headers) throws IOException {
        return RawHttp.get(server.address(), path, headers);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/en/mapa", "/static/bip.css", "/static/bip.svg", "/sitemap.xml"})
    void isTheSameInFewerBytes(String path) throws IOException {
        Answer plain = get(path);
        Answer packed = get(path, GZIP);

        assertThat(plain.header("content-encoding")).isEmpty();
        assertThat(packed.header("content-encoding")).hasValue("gzip");
        assertThat(plain.header("vary")).hasValue("Accept-Encoding");
        assertThat(packed.header("vary")).hasValue("Accept-Encoding");
        assertThat(packed.body().length).isLessThan(plain.body().length);
        try (var in = new GZIPInputStream(new ByteArrayInputStream(packed.body()))) {
            assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8))
                    .isEqualTo(plain.text());
        }
    }

    @Test
    void eachFormHasATagOfItsOwn() throws IOException {
        String plain = get("/").header("etag").orElseThrow();
        String packed = get("/", GZIP).header("etag").orElseThrow();

        assertThat(packed).isNotEqualTo(plain);
        assertThat(get("/", "If-None-Match: " + plain).status()).isEqualTo(304);
        Answer known = get("/", GZIP, "If-None-Match: " + packed);
        assertThat(known.status()).isEqualTo(304);
        assertThat(known.header("etag")).hasValue(packed);
        assertThat(get("/", "If-None-Match: " + packed).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip;q=0", "gzip; q=0.0", "identity", "br", "xgzip"})
    void whoDoesNotTakeItGetsThePlainPage(String coding) throws IOException {
        assertThat(get("/", "Accept-Encoding: " + coding).header("content-encoding")).isEmpty();
    }

    @Test
    void whatIsForOneVisitorIsNeverCompressed() throws IOException {
        Answer form = get("/zaloguj", GZIP);
        assertThat(form.status()).isEqualTo(200);
        assertThat(form.header("content-encoding")).isEmpty();
        assertThat(get("/nie-ma", GZIP).header("content-encoding")).isEmpty();
    }
}

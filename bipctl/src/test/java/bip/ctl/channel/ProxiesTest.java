package bip.ctl.channel;

import static org.assertj.core.api.Assertions.assertThat;

import bip.ctl.support.ErrorCode;
import bip.ctl.testing.Failing;
import bip.ctl.testing.RawServer;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A real proxy on loopback, in front of a host that does not exist. */
@Timeout(60)
class ProxiesTest {

    private static final String HOST = "http://kanal.invalid";

    private static final RawServer.Act EMPTY_CHANNEL =
            RawServer.answering("200 OK", "{\"format\":\"bip-channel/v1\",\"releases\":[]}");

    private static Channel channel(String url, Map<String, String> environment) {
        return Channels.unsigned(
                url,
                new Access(
                        Proxies.of(environment),
                        (Duration _) -> {},
                        InstantSource.system(),
                        false,
                        _ -> {}));
    }

    private static Map<String, String> with(String key, RawServer proxy) {
        return Map.of(key, "http://127.0.0.1:" + proxy.port());
    }

    @ParameterizedTest
    @ValueSource(strings = {"http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"})
    void goesThroughWhatTheEnvironmentNames(String key) throws Exception {
        try (var proxy = RawServer.doing(EMPTY_CHANNEL)) {
            assertThat(channel(HOST + "/x", with(key, proxy)).offers()).isEmpty();
            assertThat(proxy.nextRequest()).startsWith("GET " + HOST + "/x/index.json HTTP/1.1");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "kanal.invalid,     false",
        ".invalid,          false",
        "*.invalid,         false",
        "invalid,           false",
        "*,                 false",
        "'a.b, kanal.invalid:8080', false",
        "anal.invalid,      true",
        "kanal.invalid.pl,  true",
        "kanal.invalid:81,  true",
        "'',                true",
    })
    void leavesOutWhatNoProxyNames(String excepted, boolean isProxied) throws Exception {
        try (var proxy = RawServer.doing(EMPTY_CHANNEL)) {
            var environment = new HashMap<>(with("http_proxy", proxy));
            environment.put("no_proxy", excepted);
            Channel channel = channel(HOST + ":8080", environment);
            if (isProxied) {
                assertThat(channel.offers()).isEmpty();
            } else {
                Failing.with(ErrorCode.C101, channel::offers);
            }
        }
    }

    @Test
    void whatIsOnThisMachineNeedsNoProxy() throws Exception {
        try (var server = RawServer.doing(EMPTY_CHANNEL)) {
            String url = "http://127.0.0.1:" + server.port();
            // Nobody listens at port 1.
            assertThat(channel(url, Map.of("http_proxy", "http://127.0.0.1:1")).offers()).isEmpty();
            assertThat(server.nextRequest()).startsWith("GET /index.json ");
        }
    }

    @Test
    void tellsTheProxyWhoAsksAndNobodyElse() throws Exception {
        var asking =
                new RawServer.Act() {
                    @Override
                    public void answer(Socket connection) {
                        throw new IllegalStateException("it needs the request");
                    }

                    @Override
                    public void answer(Socket connection, String request) throws IOException {
                        boolean isKnown = request.contains("Proxy-authorization: Basic ");
                        (isKnown ? EMPTY_CHANNEL : unknown()).answer(connection);
                    }
                };
        try (var proxy = RawServer.doing(asking)) {
            String said = "http://jan:ta%40jne+1@127.0.0.1:" + proxy.port();
            assertThat(channel(HOST, Map.of("http_proxy", said)).offers()).isEmpty();
            assertThat(proxy.nextRequest()).doesNotContain("Proxy-authorization");
            String known =
                    Base64.getEncoder()
                            .encodeToString("jan:ta@jne+1".getBytes(StandardCharsets.UTF_8));
            assertThat(proxy.nextRequest()).contains("Proxy-authorization: Basic " + known);
        }
    }

    private static RawServer.Act unknown() {
        return RawServer.saying(
                String.join(
                        "\r\n",
                        "HTTP/1.1 407 Who are you",
                        "Proxy-Authenticate: Basic realm=\"x\"",
                        "Connection: close",
                        "Content-Length: 0",
                        "",
                        ""));
    }

    /** Over https it is asked for a way through, and told no more than the host. */
    @ParameterizedTest
    @ValueSource(strings = {"https_proxy", "HTTPS_PROXY"})
    void asksForAWayThrough(String key) throws Exception {
        try (var proxy =
                RawServer.doing(
                        RawServer.saying("HTTP/1.1 502 No way\r\nContent-Length: 0\r\n\r\n"))) {
            Channel channel = channel("https://kanal.invalid/x", with(key, proxy));
            Failing.with(ErrorCode.C101, channel::offers);
            assertThat(proxy.nextRequest()).startsWith("CONNECT kanal.invalid:443 HTTP/1.1");
        }
    }

    @Test
    void refusesAddressesThatItCannotUseAndHidesPasswords() {
        for (String said :
                List.of(
                        "socks5://jan:tajne@127.0.0.1:1080",
                        "https://jan:tajne@proxy:443",
                        "jan:tajne@",
                        "http://jan:tajne@a b",
                        "http://jan:tajne@proxy:port")) {
            var lines =
                    Failing.with(ErrorCode.C108, channel(HOST, Map.of("http_proxy", said))::offers);
            assertThat(lines.getFirst()).contains("http_proxy").doesNotContain("tajne");
        }
    }
}

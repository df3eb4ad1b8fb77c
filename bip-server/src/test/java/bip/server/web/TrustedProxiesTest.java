package bip.server.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bip.server.config.UnfitValueException;
import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrustedProxiesTest {
    @ParameterizedTest
    @CsvSource({
        "10.1.2.3, 203.0.113.9, 203.0.113.9",
        "192.0.2.1, 203.0.113.9, 192.0.2.1",
        "10.1.2.3, '198.51.100.7, 10.9.9.9', 198.51.100.7",
        "10.1.2.3, '198.51.100.7, 203.0.113.9', 203.0.113.9",
        "10.1.2.3, unknown, 10.1.2.3",
        "::1, 2001:db8::7, 2001:db8::7"
    })
    void readsTheChainFromItsEndAsFarAsItIsTrusted(String peer, String told, String client)
            throws UnfitValueException {
        TrustedProxies proxies = TrustedProxies.parse("10.0.0.0/8, ::1");

        assertThat(proxies.client(InetAddress.ofLiteral(peer), List.of(told)))
                .isEqualTo(InetAddress.ofLiteral(client));
    }

    @Test
    void comparesNetworksToTheBit() {
        assertThat(Network.parse("10.0.0.0/9").contains(InetAddress.ofLiteral("10.127.0.1")))
                .isTrue();
        assertThat(Network.parse("10.0.0.0/9").contains(InetAddress.ofLiteral("10.128.0.1")))
                .isFalse();
    }

    @Test
    void refusesWhatIsNoAddress() {
        for (String text : List.of("localhost", "10.0.0.0/33", "10.0.0.0/x")) {
            assertThatThrownBy(() -> TrustedProxies.parse(text))
                    .isInstanceOf(UnfitValueException.class);
        }
    }
}

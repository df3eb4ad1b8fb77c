package bip.server.web;

import bip.server.config.ConfigReader;
import bip.server.config.Key;
import bip.server.config.Parsers;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Optional;

/**
 * How the site is reached.
 *
 * @param listen port 0 takes a free one
 * @param baseUrl address that citizens use, without a slash at its end
 * @param trustedProxies whose word on a visitor's address is taken
 * @param accessLog whether requests are logged, with the visitor's address
 */
public record WebSettings(
        InetSocketAddress listen,
        Optional<URI> baseUrl,
        TrustedProxies trustedProxies,
        boolean accessLog) {
    private static final Key<InetSocketAddress> LISTEN =
            Key.of(
                    "BIP_LISTEN",
                    "127.0.0.1:8080",
                    "Address and port to listen on, when systemd gives no socket.",
                    ListenAddress::parse);

    private static final Key<Optional<URI>> BASE_URL =
            Key.of(
                    "BIP_BASE_URL",
                    "",
                    "Address of the bulletin as citizens type it, e.g. https://bip.example.pl.",
                    Parsers::siteUrl);

    private static final Key<TrustedProxies> TRUSTED_PROXIES =
            Key.of(
                    "BIP_TRUSTED_PROXIES",
                    "127.0.0.1,::1",
                    "Addresses or networks of proxies that tell a visitor's address.",
                    TrustedProxies::parse);

    private static final Key<Boolean> ACCESS_LOG =
            Key.of(
                    "BIP_ACCESS_LOG",
                    "off",
                    "Whether each request is logged, with the visitor's address.",
                    Parsers::onOff);

    /** Reads this room's keys. */
    public static WebSettings read(ConfigReader reader) {
        reader.warnUnlessSet(
                BASE_URL,
                "there is no sitemap.xml, and feeds, copies and examples do not name the address",
                "https://bip.example.pl");
        return new WebSettings(
                reader.read(LISTEN),
                reader.read(BASE_URL),
                reader.read(TRUSTED_PROXIES),
                reader.read(ACCESS_LOG));
    }
}

package bip.ctl.channel;

import bip.ctl.support.CtlException;
import bip.ctl.support.ErrorCode;
import java.io.IOException;
import java.net.Authenticator;
import java.net.HttpURLConnection;
import java.net.InetSocketAddress;
import java.net.PasswordAuthentication;
import java.net.Proxy;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which way requests go out of this network, as the environment says it to most programs: {@code
 * http_proxy}, {@code https_proxy}, {@code all_proxy}, {@code no_proxy}, also in capitals. Where
 * nothing is said the JVM's own properties hold. Nothing that is on this machine goes through a
 * proxy.
 *
 * @param settings by those names
 */
public record Proxies(Map<String, String> settings) {

    static final Proxies NONE = new Proxies(Map.of());

    private static final List<String> NAMES =
            List.of("http_proxy", "https_proxy", "all_proxy", "no_proxy");

    private static final int USUAL_PORT = 80;
    private static final List<String> LOOPBACK = List.of("localhost", "127.0.0.1", "[::1]");

    public Proxies {
        settings = Map.copyOf(settings);
    }

    /** Of what is said in {@code environment}, among much else. */
    public static Proxies of(Map<String, String> environment) {
        var settings = new HashMap<String, String>();
        environment.forEach((key, value) -> {
            String name = key.toLowerCase(Locale.ROOT);
            boolean isOneCase = key.equals(name) || key.equals(name.toUpperCase(Locale.ROOT));
            if (isOneCase && NAMES.contains(name)) {
                settings.put(key, value);
            }
        });
        return new Proxies(settings);
    }

    /**
     * A way that leads through {@code proxy}.
     *
     * @param credentials null for a proxy that asks none
     */
    private record Way(Proxy proxy, @Nullable PasswordAuthentication credentials) {}

    /**
     * Opens {@code address} the way that it is to be gone; nothing is sent yet.
     *
     * @throws CtlException C108 if the proxy's address cannot be understood
     */
    HttpURLConnection open(URI address) throws IOException {
        Optional<Way> way = find(address);
        if (way.isEmpty()) {
            return (HttpURLConnection) address.toURL().openConnection();
        }
        var connection = (HttpURLConnection) address.toURL().openConnection(way.get().proxy());
        PasswordAuthentication credentials = way.get().credentials();
        if (credentials != null) {
            connection.setAuthenticator(new ForProxy(credentials));
        }
        return connection;
    }

    private Optional<Way> find(URI address) {
        String scheme = address.getScheme().toLowerCase(Locale.ROOT);
        Optional<String> key =
                List.of(scheme + "_proxy", "all_proxy").stream()
                        .flatMap(it -> List.of(it, it.toUpperCase(Locale.ROOT)).stream())
                        .filter(it -> !said(it).isEmpty())
                        .findFirst();
        return key.isEmpty() || isExcepted(address)
                ? Optional.empty()
                : Optional.of(way(key.get(), said(key.get())));
    }

    private String said(String key) {
        return settings.getOrDefault(key, "").strip();
    }

    private static Way way(String key, String said) {
        try {
            URI proxy = new URI(said.contains("://") ? said : "http://" + said);
            if (!"http".equalsIgnoreCase(proxy.getScheme()) || proxy.getHost() == null) {
                throw new CtlException(ErrorCode.C108, key, shown(said));
            }
            int port = proxy.getPort() < 0 ? USUAL_PORT : proxy.getPort();
            return new Way(
                    new Proxy(Proxy.Type.HTTP, new InetSocketAddress(proxy.getHost(), port)),
                    credentials(proxy.getRawUserInfo()));
        } catch (URISyntaxException | IllegalArgumentException e) {
            throw new CtlException(e, ErrorCode.C108, key, shown(said));
        }
    }

    /** Without what stands before the host: that may be a password. */
    private static String shown(String said) {
        return said.replaceFirst("^([^/]*//)?.*@", "$1…@");
    }

    private static @Nullable PasswordAuthentication credentials(@Nullable String userInfo) {
        if (userInfo == null) {
            return null;
        }
        int colon = userInfo.indexOf(':');
        String user = colon < 0 ? userInfo : userInfo.substring(0, colon);
        String password = colon < 0 ? "" : userInfo.substring(colon + 1);
        return new PasswordAuthentication(decoded(user), decoded(password).toCharArray());
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    private boolean isExcepted(URI address) {
        String host = address.getHost().toLowerCase(Locale.ROOT);
        String excepted = said("no_proxy").isEmpty() ? said("NO_PROXY") : said("no_proxy");
        return LOOPBACK.contains(host)
                || Arrays.stream(excepted.toLowerCase(Locale.ROOT).split("[,\\s]+"))
                        .anyMatch(it -> isMeant(it, host, address.getPort()));
    }

    /** {@code example.pl} and {@code .example.pl} are the domain with all that is in it. */
    private static boolean isMeant(String exception, String host, int port) {
        if (exception.equals("*")) {
            return true;
        }
        String name = exception;
        if (port >= 0 && name.endsWith(":" + port)) {
            name = name.substring(0, name.lastIndexOf(':'));
        }
        name = name.startsWith("*.") ? name.substring(1) : name;
        String domain = name.startsWith(".") ? name.substring(1) : name;
        return !domain.isEmpty() && (host.equals(domain) || host.endsWith("." + domain));
    }

    /** Tells them to the proxy that asks, and to no server. */
    private static final class ForProxy extends Authenticator {
        private final PasswordAuthentication credentials;

        ForProxy(PasswordAuthentication credentials) {
            this.credentials = credentials;
        }

        @Override
        protected @Nullable PasswordAuthentication getPasswordAuthentication() {
            return getRequestorType() == RequestorType.PROXY ? credentials : null;
        }
    }
}

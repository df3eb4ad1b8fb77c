package bip.ctl.probe;

import java.net.URI;
import java.util.Map;

/**
 * Where the server listens, from {@code BIP_LISTEN}, as seen from this machine: an address that
 * means "everywhere" is asked on loopback.
 */
public record ListenAddress(String host, int port) {

    private static final int MAX_PORT = 65_535;

    static final String DEFAULT = "127.0.0.1:8080";

    /**
     * From the server's settings. A value that is no address and port falls back to the default:
     * the server's own configuration check is what complains of it.
     */
    public static ListenAddress of(Map<String, String> settings) {
        return parse(settings.getOrDefault("BIP_LISTEN", DEFAULT).strip());
    }

    /** Whether {@code BIP_LISTEN} is an address and a port, or not set. */
    public static boolean isReadable(Map<String, String> settings) {
        return isAddress(settings.getOrDefault("BIP_LISTEN", DEFAULT).strip());
    }

    private static boolean isAddress(String text) {
        int colon = text.lastIndexOf(':');
        return colon >= 1 && isPort(text.substring(colon + 1));
    }

    /** {@code HOST:PORT}; the default when it is not that. */
    public static ListenAddress parse(String text) {
        if (!isAddress(text)) {
            return parse(DEFAULT);
        }
        int colon = text.lastIndexOf(':');
        String host = text.substring(0, colon);
        return new ListenAddress(
                switch (host) {
                    case "0.0.0.0", "*" -> "127.0.0.1";
                    case "[::]", "::" -> "[::1]";
                    default -> host;
                },
                Integer.parseInt(text.substring(colon + 1)));
    }

    private static boolean isPort(String text) {
        return text.matches("\\d{1,5}") && Integer.parseInt(text) <= MAX_PORT;
    }

    /** The home page's address, for people. */
    public String url() {
        return "http://" + host + ":" + port + "/";
    }

    URI health() {
        return URI.create(url() + "health");
    }
}

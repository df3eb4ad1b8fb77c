package bip.server.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Optional;

/** Parsers that several rooms use. */
public final class Parsers {
    private Parsers() {}

    /** An absolute path. */
    public static Path absolutePath(String text) throws UnfitValueException {
        try {
            Path path = Path.of(text);
            if (path.isAbsolute()) {
                return path.normalize();
            }
        } catch (InvalidPathException e) {
            throw new UnfitValueException("'" + text + "' is not a path", "/var/lib/bip");
        }
        throw new UnfitValueException("'" + text + "' is not an absolute path", "/var/lib/" + text);
    }

    /** A time zone by its name, e.g. {@code Europe/Warsaw}. */
    public static ZoneId timeZone(String text) throws UnfitValueException {
        try {
            return ZoneId.of(text);
        } catch (DateTimeException e) {
            throw new UnfitValueException("'" + text + "' is not a time zone", "Europe/Warsaw");
        }
    }

    /** {@code on} or {@code off}. */
    public static boolean onOff(String text) throws UnfitValueException {
        return switch (text) {
            case "on" -> true;
            case "off" -> false;
            default -> throw new UnfitValueException("'" + text + "' is not on or off", "off");
        };
    }

    /** The address of a site: {@code http} or {@code https}, a host, nothing after it. */
    public static Optional<URI> siteUrl(String text) throws UnfitValueException {
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            URI url = new URI(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
            if (isWeb(url)
                    && url.getHost() != null
                    && url.getRawPath().isEmpty()
                    && url.getRawQuery() == null
                    && url.getRawFragment() == null
                    && url.getRawUserInfo() == null) {
                return Optional.of(url);
            }
        } catch (URISyntaxException e) {
            throw new UnfitValueException(
                    "'" + text + "' is not an address", "https://bip.example.pl");
        }
        throw new UnfitValueException(
                "'" + text + "' is not http(s)://HOST", "https://bip.example.pl");
    }

    private static boolean isWeb(URI url) {
        return "https".equals(url.getScheme()) || "http".equals(url.getScheme());
    }
}

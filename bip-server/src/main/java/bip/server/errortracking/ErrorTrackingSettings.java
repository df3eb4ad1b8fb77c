package bip.server.errortracking;

import bip.server.config.ConfigReader;
import bip.server.config.Key;
import bip.server.config.Secret;
import bip.server.config.UnfitValueException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Where unexpected failures are reported to.
 *
 * @param dsn empty when they are reported nowhere
 * @param environment name under which they are gathered
 */
public record ErrorTrackingSettings(Optional<Secret> dsn, String environment) {
    private static final int HASH_DIGITS = 12;

    private static final Key<Optional<Secret>> DSN =
            Key.secret(
                    "SENTRY_DSN",
                    "Sentry project that unexpected failures are sent to; not set: nowhere.",
                    ErrorTrackingSettings::parseDsn);

    private static final Key<String> ENVIRONMENT =
            Key.of(
                    "SENTRY_ENVIRONMENT",
                    "production",
                    "Environment named in what is sent to Sentry.",
                    text -> text);

    /** Reads this room's keys. */
    public static ErrorTrackingSettings read(ConfigReader reader) {
        return new ErrorTrackingSettings(reader.read(DSN), reader.read(ENVIRONMENT));
    }

    /**
     * Tells one DSN from another without telling it: the first twelve hex digits of its SHA-256. A
     * DSN's key is random, so it cannot be guessed from them.
     */
    public Optional<String> dsnHash() {
        return dsn.map(Secret::reveal).map(ErrorTrackingSettings::hash);
    }

    private static String hash(String text) {
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256")
                            .digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash).substring(0, HASH_DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** {@code SCHEME://KEY[:SECRET]@HOST[/PATH]/PROJECT}; the message never repeats it. */
    private static Optional<Secret> parseDsn(String text) throws UnfitValueException {
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            if (isDsn(new URI(text))) {
                return Optional.of(new Secret(text));
            }
        } catch (URISyntaxException e) {
            throw unfit();
        }
        throw unfit();
    }

    private static boolean isDsn(URI dsn) {
        String key = dsn.getUserInfo();
        return ("https".equals(dsn.getScheme()) || "http".equals(dsn.getScheme()))
                && dsn.getHost() != null
                && key != null
                && key.matches("[^:]+(:.*)?")
                && dsn.getPath().matches("/(.*/)?[0-9]+")
                && dsn.getRawQuery() == null
                && dsn.getRawFragment() == null;
    }

    private static UnfitValueException unfit() {
        return new UnfitValueException("the value is not a DSN", "https://KEY@HOST/PROJECT");
    }
}

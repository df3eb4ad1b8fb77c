package bip.server.errortracking;

import bip.server.config.ConfigReader;
import bip.server.config.Key;
import bip.server.config.Secret;
import bip.server.config.UnfitValueException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;

/**
 * Where unexpected failures are reported to.
 *
 * @param dsn empty when they are reported nowhere
 * @param environment name under which they are gathered
 */
public record ErrorTrackingSettings(Optional<Secret> dsn, String environment) {
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

    /** A DSN is {@code https://KEY@HOST/PROJECT}; the message never repeats it. */
    private static Optional<Secret> parseDsn(String text) throws UnfitValueException {
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            URI dsn = new URI(text);
            boolean web = "https".equals(dsn.getScheme()) || "http".equals(dsn.getScheme());
            if (web
                    && dsn.getHost() != null
                    && dsn.getUserInfo() != null
                    && dsn.getPath().matches("/(.*/)?[0-9]+")) {
                return Optional.of(new Secret(text));
            }
        } catch (URISyntaxException e) {
            throw unfit();
        }
        throw unfit();
    }

    private static UnfitValueException unfit() {
        return new UnfitValueException("the value is not a DSN", "https://KEY@HOST/PROJECT");
    }
}

package bip.ctl.sentry;

import bip.ctl.support.CtlException;
import bip.ctl.support.ErrorCode;
import bip.ctl.support.Phrase;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Where errors are reported to: {@code SCHEME://KEY[:SECRET]@HOST[:PORT][/PREFIX]/PROJECT}. The
 * form with a secret is from before 2018; a prefix is that of a Sentry behind a path.
 *
 * @param prefix empty, or begins with a slash and ends without one
 * @param secret empty when there is none
 * @param hash tells it from others without telling it, as {@code docs/contract/health.md} says
 */
record Dsn(
        boolean isTls,
        String host,
        int port,
        String prefix,
        String project,
        String key,
        String secret,
        String hash) {

    private static final int HASH_DIGITS = 12;
    private static final int HTTP = 80;
    private static final int HTTPS = 443;

    /**
     * Reads a DSN.
     *
     * @throws CtlException T102 if it is none; says what is wrong with it, never what it is
     */
    static Dsn parse(String text) {
        Optional<String> oddity = oddity(text);
        if (oddity.isPresent()) {
            throw malformed(oddity.get());
        }
        URI uri = uri(text);
        boolean isTls = "https".equals(uri.getScheme());
        if (!isTls && !"http".equals(uri.getScheme())) {
            throw malformed("dsn.scheme");
        }
        String[] user = user(uri);
        if (uri.getHost() == null || uri.getPort() > 0xffff) {
            throw malformed("dsn.host");
        }
        int end = uri.getPath().lastIndexOf('/');
        return new Dsn(
                isTls,
                uri.getHost(),
                uri.getPort() > 0 ? uri.getPort() : isTls ? HTTPS : HTTP,
                end < 0 ? "" : uri.getPath().substring(0, end),
                project(uri.getPath().substring(end + 1)),
                user[0],
                user[1],
                hash(text));
    }

    /** What is there that no DSN holds: mostly what came along when it was copied. */
    private static Optional<String> oddity(String text) {
        if (text.indexOf('\n') >= 0 || text.indexOf('\r') >= 0) {
            return Optional.of("dsn.lineEnd");
        }
        if (text.startsWith("SENTRY_DSN")) {
            return Optional.of("dsn.name");
        }
        if (text.indexOf('"') >= 0 || text.indexOf('\'') >= 0) {
            return Optional.of("dsn.quotes");
        }
        if (text.chars().anyMatch(Character::isWhitespace)) {
            return Optional.of("dsn.blank");
        }
        return Optional.empty();
    }

    private static URI uri(String text) {
        try {
            URI uri = new URI(text);
            if (uri.getRawQuery() != null || uri.getRawFragment() != null) {
                throw malformed("dsn.query");
            }
            if (uri.isOpaque() || uri.getScheme() == null) {
                throw malformed("dsn.scheme");
            }
            return uri;
        } catch (URISyntaxException e) {
            throw malformed("dsn.syntax");
        }
    }

    private static String[] user(URI uri) {
        // By hand: the library knows no user where it finds the host wrong.
        String authority = uri.getRawAuthority() == null ? "" : uri.getRawAuthority();
        String user = authority.substring(0, Math.max(0, authority.lastIndexOf('@')));
        int colon = user.indexOf(':');
        String key = colon < 0 ? user : user.substring(0, colon);
        if (key.isEmpty()) {
            throw malformed("dsn.key");
        }
        return new String[] {key, colon < 0 ? "" : user.substring(colon + 1)};
    }

    private static String project(String text) {
        if (text.isEmpty()) {
            throw malformed("dsn.noProject");
        }
        if (!text.matches("[0-9]+")) {
            throw malformed("dsn.project");
        }
        return text;
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

    private static CtlException malformed(String reason) {
        return new CtlException(ErrorCode.T102, Phrase.of(reason));
    }

    /** Where envelopes are posted to. */
    String envelopePath() {
        return prefix + "/api/" + project + "/envelope/";
    }

    /** For people: without key and secret. */
    String masked() {
        return (isTls ? "https" : "http") + "://***@" + place() + prefix + "/" + project;
    }

    /** Host and port. */
    String place() {
        return host + ":" + port;
    }

    /** The host as the resolver wants it: an IPv6 address without its brackets. */
    String hostName() {
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    @Override
    public String toString() {
        return masked();
    }
}

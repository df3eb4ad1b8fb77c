package bip.server.account;

import bip.server.web.Cookie;
import bip.server.web.Request;
import java.util.Optional;

/**
 * The one cookie that this site sets, and only for who signs in. By HTTPS its name begins with
 * {@code __Host-}, so that no neighbouring site can set it.
 */
final class SessionCookie {
    private static final String SECURE_NAME = "__Host-bip-session";
    private static final String PLAIN_NAME = "bip-session";

    private SessionCookie() {}

    static Optional<Secret> find(Request request) {
        String value = request.cookies().get(name(request));
        return value == null ? Optional.empty() : Secret.parse(value);
    }

    static Cookie of(Request request, Secret secret) {
        return new Cookie(name(request), secret.text(), request.https());
    }

    static Cookie forgotten(Request request) {
        return new Cookie(name(request), "", request.https());
    }

    private static String name(Request request) {
        return request.https() ? SECURE_NAME : PLAIN_NAME;
    }
}

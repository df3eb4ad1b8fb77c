package bip.server.web;

import bip.server.text.Language;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderValues;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import java.net.InetAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is read off a request before its address is understood.
 *
 * @param rawPath as sent, without scheme, host and query
 * @param forwarded whether any forwarding header came along
 * @param client the visitor's address, as far as the trusted proxies are to be believed
 * @param https whether the visitor's own connection is encrypted, as a trusted proxy says
 * @param automatic whether who asks says to be a program of its own, no browser of a reader
 * @param form what was sent by POST
 */
record Call(
        String method,
        String rawPath,
        String rawQuery,
        InetAddress peer,
        boolean forwarded,
        InetAddress client,
        boolean https,
        boolean automatic,
        Map<String, String> cookies,
        Map<String, List<String>> form,
        String reference) {
    private static final String ENGLISH = Language.ENGLISH.prefix();

    private static final HttpString FORWARDED = new HttpString("Forwarded");
    private static final HttpString FORWARDED_FOR = new HttpString("X-Forwarded-For");
    private static final HttpString REAL_IP = new HttpString("X-Real-IP");
    private static final HttpString VIA = new HttpString("Via");

    private static final HttpString FORWARDED_PROTO = new HttpString("X-Forwarded-Proto");

    private static final Set<String> READS = Set.of("GET", "HEAD");

    static Call of(HttpServerExchange exchange, TrustedProxies proxies, String reference) {
        InetAddress peer = exchange.getSourceAddress().getAddress();
        HeaderValues forwardedFor = exchange.getRequestHeaders().get(FORWARDED_FOR);
        return new Call(
                exchange.getRequestMethod().toString(),
                rawPath(exchange),
                exchange.getQueryString(),
                peer,
                isForwarded(exchange),
                proxies.client(peer, forwardedFor == null ? List.of() : forwardedFor),
                proxies.trusts(peer)
                        && "https"
                                .equalsIgnoreCase(
                                        exchange.getRequestHeaders().getFirst(FORWARDED_PROTO)),
                Robots.isOne(exchange.getRequestHeaders().getFirst(Headers.USER_AGENT)),
                cookies(exchange.getRequestHeaders().get(Headers.COOKIE)),
                Map.of(),
                reference);
    }

    /** A reading of {@code path} by this process itself. */
    static Call own(String path, String reference) {
        return own(path, "", reference);
    }

    /** The same with a query. */
    static Call own(String path, String query, String reference) {
        InetAddress here = InetAddress.getLoopbackAddress();
        return new Call(
                "GET", path, query, here, false, here, false, true, Map.of(), Map.of(), reference);
    }

    /** The same, with the form that came along. */
    Call with(Map<String, List<String>> sent) {
        return new Call(
                method, rawPath, rawQuery, peer, forwarded, client, https, automatic, cookies, sent,
                reference);
    }

    /** The language of the page that is asked for: English stands under {@code /en/}. */
    Language language() {
        return language(rawPath);
    }

    private static Language language(String rawPath) {
        return rawPath.equals(ENGLISH) || rawPath.startsWith(ENGLISH + "/")
                ? Language.ENGLISH
                : Language.POLISH;
    }

    /** The path that a page has in both languages. */
    String sitePath() {
        return sitePath(rawPath);
    }

    /** The same of a path as it was sent. */
    static String sitePath(String rawPath) {
        String path = rawPath.substring(language(rawPath).prefix().length());
        return path.isEmpty() ? "/" : path;
    }

    /** The same with the query, for a link to the page in the other language. */
    String siteAddress() {
        return rawQuery.isEmpty() ? sitePath() : sitePath() + "?" + rawQuery;
    }

    boolean isPost() {
        return method.equals("POST");
    }

    /** It only reads. */
    boolean isRead() {
        return READS.contains(method);
    }

    /** Of two cookies of one name the first counts: browsers send the closer match first. */
    private static Map<String, String> cookies(@Nullable HeaderValues headers) {
        Map<String, String> cookies = new HashMap<>();
        for (String header : headers == null ? List.<String>of() : headers) {
            for (String pair : header.split(";", -1)) {
                int equals = pair.indexOf('=');
                if (equals > 0) {
                    cookies.putIfAbsent(
                            pair.substring(0, equals).strip(), pair.substring(equals + 1).strip());
                }
            }
        }
        return cookies;
    }

    /** The request line may hold a whole URL (RFC 9112 3.2.2); only its path counts. */
    private static String rawPath(HttpServerExchange exchange) {
        String uri = exchange.getRequestURI();
        if (!exchange.isHostIncludedInRequestURI()) {
            return uri;
        }
        int path = uri.indexOf('/', uri.indexOf("://") + 3);
        return path < 0 ? "/" : uri.substring(path);
    }

    private static boolean isForwarded(HttpServerExchange exchange) {
        return exchange.getRequestHeaders().getHeaderNames().stream()
                .anyMatch(name ->
                        name.equals(FORWARDED)
                                || name.equals(REAL_IP)
                                || name.equals(VIA)
                                || isForwardedX(name));
    }

    private static boolean isForwardedX(HttpString name) {
        String prefix = "X-Forwarded-";
        return name.toString().regionMatches(true, 0, prefix, 0, prefix.length());
    }

    /** Values of {@code If-None-Match}. */
    static List<String> ifNoneMatch(HttpServerExchange exchange) {
        HeaderValues values = exchange.getRequestHeaders().get(Headers.IF_NONE_MATCH);
        return values == null ? List.of() : List.copyOf(values);
    }
}

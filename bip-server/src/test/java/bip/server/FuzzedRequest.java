package bip.server;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Makes requests that nobody means well with, or at all, from one seed: each registered route, with
 * named parts, parameters and headers of all sorts.
 *
 * @param random its numbers make the request
 * @param known parts of addresses that lead somewhere
 * @param parameters names that rooms ask for
 */
record FuzzedRequest(Random random, List<String> known, List<String> parameters) {

    /** Stands in every hostile text, and nowhere in the demonstration. */
    static final String MARK = "xq7";

    /** What a template that is fed its own language would make of it. */
    static final String EVALUATED = "94011";

    private static final List<String> HOSTILE =
            List.of(
                    "<xq7 onload=alert(1)>",
                    "\"xq7 onfocus=alert(1) autofocus=\"",
                    "'xq7 onfocus='alert(1)",
                    "</title><xq7>",
                    "]]><xq7/>",
                    "--><xq7>",
                    "javascript:alert('xq7')",
                    "//xq7.example/",
                    "/\\xq7.example",
                    "[[${31337*3}]]",
                    "${31337*3}",
                    "__${31337*3}__::x",
                    "*{31337*3}",
                    "#{31337*3}",
                    "~{31337*3}",
                    "x\r\nX-Xq7: yes\r\n\r\n<xq7>",
                    "x\nSet-Cookie: xq7=1",
                    "' OR '1'='1",
                    "1; DROP TABLE page--",
                    "1 UNION SELECT password_hash FROM account",
                    "%",
                    "_",
                    "../../../../etc/passwd",
                    "..\\..\\bip.db",
                    "/etc/passwd",
                    "....//....//etc/passwd",
                    "a\u0000b",
                    "\ufeff\u202e\u2066xq7",
                    "Ż".repeat(300),
                    "\ud83d\ude00",
                    "e\u0301".repeat(50),
                    "ſtrona",
                    "İ",
                    "");

    private static final List<String> NUMBERS =
            List.of(
                    "0",
                    "1",
                    "2",
                    "-1",
                    "+1",
                    "01",
                    "1e9",
                    "0x10",
                    "2147483647",
                    "2147483648",
                    "-2147483648",
                    "9223372036854775807",
                    "9223372036854775808",
                    "99999999999999999999999",
                    "NaN",
                    "1.5",
                    "١");

    private static final List<String> DATES =
            List.of(
                    "2026-02-03",
                    "2026-02-30",
                    "0000-00-00",
                    "0000-01-01",
                    "-0001-01-01",
                    "+999999999-12-31",
                    "-999999999-01-01",
                    "+1000000000-01-01",
                    "9999-12-31",
                    "2026-2-3",
                    "2026-02-03T10:00:00Z",
                    "2026-02-03T10:00:00+99:00",
                    "1970-01-01",
                    "2026-W05",
                    "dziś");

    /** Broken in ways that an encoder never writes. */
    private static final List<String> BROKEN =
            List.of(
                    "%",
                    "%2",
                    "%zz",
                    "%c5",
                    "%c0%af",
                    "%ed%a0%80",
                    "%f4%90%80%80",
                    "%00",
                    "%0d%0a",
                    "%252e%252e%252f",
                    "%2e%2e%2f",
                    "..;/",
                    ";jsessionid=1",
                    "%uFFFF",
                    "a%2Fb",
                    "+",
                    "&&&",
                    "====",
                    "%25",
                    "[]",
                    "?",
                    "??",
                    "{slug}",
                    "|",
                    "^",
                    "`",
                    "~");

    private static final List<String> QUERIES =
            List.of(
                    "\"",
                    "\"\"",
                    "(((",
                    "a AND",
                    "NOT",
                    "*",
                    "?*",
                    "~2",
                    "a~9999999",
                    "field:x",
                    "[a TO b]",
                    "a^99999999999",
                    "\\",
                    "+-",
                    "\"rada",
                    "XXIV/153/2021",
                    "x:*");

    private static final List<String> HEADERS =
            List.of(
                    "Accept-Language: <xq7>, en;q=9, *;q=-1",
                    "Accept: text/html;level=<xq7>",
                    "If-None-Match: \"xq7\", W/\"xq7\", *",
                    "If-Modified-Since: yesterday",
                    "Range: bytes=0-0,-1,99999999999999999999-",
                    "Cookie: bip=xq7; bip=; =x; a",
                    "X-Forwarded-For: xq7, ::1, 999.1.1.1",
                    "X-Forwarded-Proto: javascript",
                    "X-Forwarded-Host: xq7.example",
                    "Referer: javascript:alert('xq7')",
                    "User-Agent: <xq7>",
                    "Accept-Encoding: gzip;q=x, br, xq7",
                    "Forwarded: for=\"_xq7\";proto=xq7",
                    "Origin: null",
                    "Content-Type: multipart/form-data; boundary=xq7");

    private static final List<String> METHODS =
            List.of("GET", "GET", "GET", "GET", "GET", "GET", "GET", "GET", "HEAD", "POST", "PUT");

    /** The next request for {@code template}, as it goes onto the wire. */
    String next(String template) {
        String method = pick(METHODS);
        String body = method.equals("POST") ? query(2) : "";
        var head = new StringBuilder(method).append(' ').append(target(template));
        head.append(" HTTP/1.1\r\nHost: bip.example\r\nConnection: close\r\n");
        for (int more = random.nextInt(3); more > 0; more--) {
            String header = pick(HEADERS);
            if (!body.isEmpty() && header.startsWith("Content-Type")) {
                continue;
            }
            head.append(header).append("\r\n");
        }
        if (!body.isEmpty()) {
            head.append("Content-Type: application/x-www-form-urlencoded\r\nContent-Length: ")
                    .append(body.length())
                    .append("\r\n");
        }
        return head.append("\r\n").append(body).toString();
    }

    private String target(String template) {
        String path =
                List.of(template.split("/", -1)).stream()
                        .map(part -> part.startsWith("{") ? part() : part)
                        .collect(Collectors.joining("/"));
        String query = query(random.nextInt(4));
        return (random.nextBoolean() ? "" : "/en") + path + (query.isEmpty() ? "" : "?" + query);
    }

    private String part() {
        String part = random.nextInt(3) == 0 ? value() : encoded(pick(known));
        return part.isEmpty() ? "x" : part;
    }

    private String query(int parameters) {
        return IntStream.range(0, parameters)
                .mapToObj(_ -> name() + "=" + value())
                .collect(Collectors.joining("&"));
    }

    private String name() {
        return random.nextInt(12) == 0 ? value() : encoded(pick(parameters));
    }

    /** Ready to stand in an address. */
    private String value() {
        return switch (random.nextInt(9)) {
            case 0 -> pick(BROKEN);
            case 1, 2, 3 -> encoded(pick(HOSTILE));
            case 4 -> encoded(pick(NUMBERS));
            case 5 -> encoded(pick(DATES));
            case 6 -> encoded(pick(QUERIES));
            case 7 -> encoded(pick(known) + pick(HOSTILE));
            default -> encoded(noise());
        };
    }

    private String noise() {
        return random.ints(random.nextInt(24), 0, 0x2_0000)
                .filter(letter -> letter < 0xd800 || letter > 0xdfff)
                .mapToObj(Character::toString)
                .collect(Collectors.joining());
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private String pick(List<String> from) {
        return from.get(random.nextInt(from.size()));
    }
}

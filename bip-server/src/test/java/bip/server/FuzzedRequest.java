package bip.server;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;

/**
 * Makes requests that nobody means well with, or at all, from one seed: with named parts,
 * parameters, fields, methods and headers of all sorts.
 *
 * @param random its numbers make the request
 * @param known parts of addresses that lead somewhere
 * @param parameters names that rooms ask for, in addresses and forms
 */
record FuzzedRequest(Random random, List<String> known, List<String> parameters) {

    /** What a browser that is signed in sends along. */
    record Session(String cookie, String token) {}

    /**
     * The next request, as it goes onto the wire: each letter stands for a byte.
     *
     * @param template of the address
     * @param isForm the address takes forms
     * @param parameter in the address, besides others
     */
    String next(String template, boolean isForm, String parameter, Session session) {
        boolean isSignedIn = oneOf(template.startsWith("/redakcja") ? 2 : 4);
        boolean isPost = isForm && random.nextBoolean();
        String method = isPost ? "POST" : pick(FuzzWords.METHODS);
        var head = new StringBuilder(method).append(' ').append(target(template, parameter));
        head.append(oneOf(50) ? " HTTP/1.0\r\n" : " HTTP/1.1\r\n");
        head.append(oneOf(15) ? pick(FuzzWords.HOSTS) : "Host: bip.example\r\n");
        head.append("Connection: close\r\n");
        if (isSignedIn || (isPost && !oneOf(4))) {
            head.append("Cookie: ").append(session.cookie).append("\r\n");
        }
        for (int more = random.nextInt(3); more > 0; more--) {
            head.append(pick(FuzzWords.HEADERS)).append("\r\n");
        }
        if (oneOf(200)) {
            head.append("X-Many: xq7\r\n".repeat(random.nextInt(300)));
        }
        return method.equals("POST") || oneOf(30)
                ? withBody(head, isPost, session)
                : head.append("\r\n").toString();
    }

    private String withBody(StringBuilder head, boolean isPost, Session session) {
        String body = oneOf(20) ? noise() : form(session);
        String bytes =
                new String(body.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
        if (!oneOf(40)) {
            String type = oneOf(8) ? pick(FuzzWords.TYPES) : FuzzWords.TYPES.getFirst();
            head.append("Content-Type: ").append(type).append("\r\n");
        }
        // Undertow refuses a missing or second Host, and one that the target contradicts; before a
        // chunked body it then only closes the connection, which is no answer to judge.
        boolean isRefused =
                !head.toString()
                        .matches(
                                "(?is)(?!.*\r\nhost.*\r\nhost)\\S+ /.*"
                                        + "\r\nhost: bip\\.example\r\n.*");
        if (isRefused || !oneOf(10)) {
            head.append("Content-Length: ").append(bytes.length()).append("\r\n\r\n");
            return head.append(bytes).toString();
        }
        head.append("Transfer-Encoding: chunked\r\n\r\n");
        if (!bytes.isEmpty()) {
            head.append(Integer.toHexString(bytes.length())).append("\r\n").append(bytes);
            // Who takes the form waits for the end of such a chunk, and rightly.
            head.append(oneOf(10) && !isPost ? "xq7" : "\r\n");
        }
        return head.append("0\r\n\r\n").toString();
    }

    /** Mostly with the token, without which no room sees it; often with all that rooms ask for. */
    private String form(Session session) {
        var fields = new ArrayList<String>();
        if (!oneOf(8)) {
            fields.add("_token=" + encoded(session.token));
        }
        if (random.nextBoolean()) {
            parameters.stream()
                    .filter(name -> !name.equals("_token") && !oneOf(6))
                    .forEach(name -> fields.add(encoded(name) + "=" + value()));
        } else {
            addPairs(fields, random.nextInt(5));
        }
        if (oneOf(60)) {
            fields.add("zachowane.xq7=1&".repeat(random.nextInt(400)));
        }
        return String.join("&", fields);
    }

    private String target(String template, String parameter) {
        String path =
                List.of(template.split("/", -1)).stream()
                        .map(part -> part.startsWith("{") ? part() : part)
                        .collect(Collectors.joining("/"));
        var pairs = new ArrayList<String>();
        if (!oneOf(5)) {
            pairs.add(encoded(parameter) + "=" + value());
            addPairs(pairs, random.nextInt(3));
        }
        if (oneOf(150)) {
            addPairs(pairs, random.nextInt(200));
        }
        String language = random.nextBoolean() ? "" : "/en";
        String query = pairs.isEmpty() ? "" : "?" + String.join("&", pairs);
        return before() + language + path + (oneOf(60) ? value() : "") + query;
    }

    /** Mostly nothing. */
    private String before() {
        return oneOf(40)
                ? pick(
                        List.of(
                                "http://xq7.example",
                                "https://bip.example:8080",
                                "//xq7.example",
                                "/.",
                                "/..",
                                "/\\",
                                "xq7:",
                                "*",
                                "/EN",
                                "/en/en",
                                "/static"))
                : "";
    }

    private String part() {
        String part = random.nextInt(3) == 0 ? value() : encoded(pick(known));
        return part.isEmpty() ? "x" : part;
    }

    private void addPairs(List<String> pairs, int count) {
        for (int more = count; more > 0; more--) {
            String name = oneOf(12) ? value() : encoded(pick(parameters));
            pairs.add(oneOf(20) ? name : name + "=" + value());
        }
    }

    /** Ready to stand in an address. */
    private String value() {
        return switch (random.nextInt(10)) {
            case 0 -> pick(FuzzWords.BROKEN);
            case 1, 2, 3 -> encoded(pick(FuzzWords.HOSTILE));
            case 4 -> encoded(pick(FuzzWords.NUMBERS));
            case 5 -> encoded(pick(FuzzWords.DATES));
            case 6 -> encoded(pick(FuzzWords.QUERIES));
            case 7 -> encoded(pick(known) + pick(FuzzWords.HOSTILE));
            case 8 -> encoded(oneOf(4) ? pick(FuzzWords.LONG) : pick(known));
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

    private boolean oneOf(int many) {
        return random.nextInt(many) == 0;
    }

    private String pick(List<String> from) {
        return from.get(random.nextInt(from.size()));
    }
}

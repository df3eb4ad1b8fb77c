package bip.ctl.report;

import java.net.InetAddress;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Takes secrets and personal data out of a text: what is known to be secret wherever it stands, and
 * what looks like a DSN, a cookie, a password, an e-mail address, a PESEL, an account number, an
 * address of a visitor. In doubt it takes more. The same address gets the same number within one
 * report, so that it can still be seen that two lines are about one visitor.
 *
 * <p>Stays: NIP and telephone numbers (an office's are public, and others cannot be told from
 * them), names of people other than those given here (no pattern knows them; that is why a report
 * is shown before it is saved), loopback addresses.
 *
 * <p>Every pattern has a bounded length: a line of 64 KiB must not take a minute.
 */
final class Masking {

    private static final String SECRET = "[secret]";

    /** Shorter values are words that stand everywhere; what they open is no secret. */
    private static final int SHORTEST_SECRET = 4;

    private static final int FLAGS = Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE;

    /** The loops are bounded because the matcher needs stack for each round. */
    private static final String QUOTED =
            "\"[^\"\\\\]*+(?:\\\\.[^\"\\\\]*+){0,200}\"|'[^']*+'"
                    // As it stands in JSON inside of JSON.
                    + "|\\\\\"[^\"\\\\]*+\\\\\"";

    private static final String WORDS =
            "(?:passw(?:or)?d|passphrase|pwd|hasł[oaue]|hasl[oa]|secret|sekret|token|credential"
                    + "|(?:api|access|private|secret|sentry)[_-]?key|dsn|csrf|sid|session|sesj[aię])";

    private static final Pattern ADDRESS_WITH_USER =
            pattern("\\b([a-z][a-z0-9+.-]{1,20})://[^\\s\"'<>]{1,512}@([^\\s\"'<>]*)");

    private static final Pattern HEADER =
            pattern(
                    "\\b((?:proxy-)?authorization|x-sentry-auth|x-(?:api-key|auth-token|csrf-token)"
                            + "|(?:set-)?cookies?2?|ciasteczk[oa])(\\\\?[\"']?\\s{0,9}[:=]\\s{0,9})("
                            + QUOTED
                            + "|.+)");

    private static final Pattern SCHEME = pattern("\\b(bearer|basic|digest)\\s+[^\\s\"',;]{4,}");

    /** {@code password=x}, also as part of a form or address; the value ends with the word. */
    private static final Pattern ASSIGNED =
            pattern(
                    "("
                            + WORDS
                            + "[\\p{L}\\d_.\\[\\]-]{0,40}\\\\?[\"']?=)(?!\\s)("
                            + QUOTED
                            + "|[^\\s&]+)");

    /** {@code hasło: x y}: where the value ends nobody knows, so nothing of the line stays. */
    private static final Pattern TOLD =
            pattern(
                    "("
                            + WORDS
                            + "(?:[_-][\\p{L}\\d_-]{0,40}|\\d{0,9})\\\\?[\"']?\\s{0,9}(?::|=\\s)\\s{0,9})("
                            + QUOTED
                            + "|.+)");

    private static final Pattern OPTION = pattern("(--?" + WORDS + "[\\w-]{0,40}\\s+)\\S+");

    /**
     * Of crypt(3) and passlib; {@code scrypt:…$…$…} and {@code pbkdf2:…} of Werkzeug; of Django.
     */
    private static final Pattern HASH =
            Pattern.compile(
                    "(?:\\$(?:argon2(?:id|i|d)|pbkdf2[-a-z0-9]*|scrypt|2[abxy]|g?y|[1567])"
                            + "|\\b(?:scrypt|pbkdf2)(?::[\\w-]{1,20}){1,4}"
                            + "|\\bpbkdf2_[a-z0-9]{1,10})"
                            + "\\$[^\\s\"';]+");

    /** Keys of Amazon's cloud and of GitHub, which name themselves. */
    private static final Pattern NAMED_KEY =
            Pattern.compile(
                    "\\b(?:(?:AKIA|ASIA)[A-Z\\d]{16}|gh[pousr]_[A-Za-z\\d]{16,255}"
                            + "|github_pat_\\w{16,255})");

    private static final Pattern WEB_TOKEN =
            Pattern.compile("\\beyJ[\\w-]{5,}\\.[\\w-]+\\.[\\w-]*");

    private static final Pattern EMAIL =
            pattern(
                    "[\\p{L}\\p{N}._%+'-]{1,64}(?:@|%40)([\\p{L}\\p{N}-]{1,63}(?:\\.[\\p{L}\\p{N}-]{1,63}){0,10})");

    /** {@code bip.page.Page@1b2c3d} and {@code java.base@25.0.3}, as Java writes them. */
    private static final Pattern JAVA_AT =
            Pattern.compile(
                    "(?:[\\w.$]*[A-Z][\\w$]*(?:@)[\\da-f]{1,8}|(?:java|jdk)\\.[a-z.]+@[\\d.]+)");

    private static final Pattern ACCOUNT =
            pattern("(?<![\\p{L}\\d])(?:PL[ -]?)?\\d(?:[ \\u00a0-]?\\d){25}(?![\\p{L}\\d])");

    private static final Pattern IBAN =
            pattern("(?<![\\p{L}\\d])[a-z]{2}\\d{2}(?:[ \\u00a0-]?[a-z\\d]){11,30}(?![\\p{L}\\d])");

    /** Not a part of a longer word or number, or of the fraction of a second. */
    private static final Pattern PESEL =
            pattern(
                    "(?:(?<![\\p{L}\\d_])(?<!\\d\\.)|(?<=pesel|%[\\da-f]{2}|\\\\[nrt]))"
                            + "\\d(?:[ \\u00a0-]?\\d){10}(?![\\p{L}\\d_]|\\.\\d)");

    private static final Pattern IPV4 =
            Pattern.compile("(?<![\\w.])\\d{1,3}(?:\\.\\d{1,3}){3}(?!\\.?\\w)");

    private static final Pattern IPV6 =
            Pattern.compile(
                    "(?<![\\w:.])[\\da-fA-F]{0,4}(?::[\\da-fA-F]{0,4}){2,7}(?:\\.\\d{1,3}){0,3}(?![\\w:])");

    private static final Pattern HOME = Pattern.compile("(/home/)[^/\\s\"':]+");

    private final List<String> secrets;
    private final List<Pattern> people;
    private final Map<String, String> numbered = new HashMap<>();

    /**
     * A masking for one report.
     *
     * @param secrets values that are secret wherever they stand
     * @param people names of accounts on this machine
     */
    Masking(Collection<String> secrets, Collection<String> people) {
        // The longest first: one may be a part of another.
        this.secrets =
                secrets.stream()
                        .flatMap(Masking::forms)
                        .filter(it -> it.length() >= SHORTEST_SECRET)
                        .distinct()
                        .sorted(Comparator.comparingInt(String::length).reversed())
                        .toList();
        this.people =
                people.stream()
                        .filter(it -> it.length() > 1 && !it.equals("root"))
                        .map(it ->
                                Pattern.compile(
                                        "(?<![\\p{L}\\d])" + Pattern.quote(it) + "(?![\\p{L}\\d])"))
                        .toList();
    }

    /**
     * As it is, as it stands in an address and in JSON; of an address with a user, that part too.
     */
    private static Stream<String> forms(String secret) {
        var forms = new ArrayList<String>(List.of(secret, secret.strip()));
        int at = secret.indexOf('@');
        int scheme = secret.indexOf("://");
        if (scheme >= 0 && at > scheme) {
            String user = secret.substring(scheme + 3, at);
            forms.add(user);
            forms.addAll(List.of(user.split(":", -1)));
        }
        return forms.stream()
                .flatMap(it ->
                        Stream.of(
                                it,
                                URLEncoder.encode(it, StandardCharsets.UTF_8),
                                it.replace("\\", "\\\\").replace("\"", "\\\"")));
    }

    /** {@code text} without them: keys of several lines first, then each line by itself. */
    String mask(String text) {
        return PrivateKeys.without(text, SECRET)
                .lines()
                .map(this::maskLine)
                .collect(Collectors.joining("\n"));
    }

    private String maskLine(String line) {
        String masked = line;
        for (String secret : secrets) {
            masked = masked.replace(secret, SECRET);
        }
        masked = replace(masked, ADDRESS_WITH_USER, Masking::address);
        masked = replace(masked, HEADER, it -> it.group(1) + it.group(2) + SECRET);
        masked = replace(masked, ASSIGNED, it -> it.group(1) + SECRET);
        masked = replace(masked, TOLD, it -> it.group(1) + SECRET);
        masked = replace(masked, OPTION, it -> it.group(1) + SECRET);
        masked = replace(masked, SCHEME, it -> it.group(1) + " " + SECRET);
        masked = replace(masked, HASH, _ -> SECRET);
        masked = replace(masked, WEB_TOKEN, _ -> SECRET);
        masked = replace(masked, NAMED_KEY, _ -> SECRET);
        masked = replace(masked, EMAIL, this::email);
        masked = replace(masked, ACCOUNT, Masking::account);
        masked = replace(masked, IBAN, Masking::iban);
        masked = replace(masked, PESEL, Masking::pesel);
        masked = replace(masked, IPV4, this::visitor);
        masked = replace(masked, IPV6, this::visitor);
        masked = replace(masked, HOME, it -> it.group(1) + "[person]");
        for (Pattern person : people) {
            masked = replace(masked, person, it -> numbered("person", it.group()));
        }
        return masked;
    }

    private static String address(MatchResult found) {
        String rest = found.group(2);
        boolean isDsn =
                found.group(1).toLowerCase(Locale.ROOT).startsWith("http")
                        && rest.matches(".*/\\d+[,;.)]?");
        return isDsn ? "[DSN]" : found.group(1) + "://" + SECRET + "@" + rest;
    }

    private String email(MatchResult found) {
        String text = found.group();
        return JAVA_AT.matcher(text).matches() ? text : numbered("e-mail", text);
    }

    private static String account(MatchResult found) {
        return Numbers.isPolishAccount(found.group()) ? "[account]" : found.group();
    }

    private static String iban(MatchResult found) {
        int length = Numbers.ibanLength(found.group());
        return length == 0 ? found.group() : "[account]" + found.group().substring(length);
    }

    private static String pesel(MatchResult found) {
        return Numbers.isPesel(found.group()) ? "[PESEL]" : found.group();
    }

    private String visitor(MatchResult found) {
        String text = found.group();
        try {
            var address = InetAddress.ofLiteral(text);
            boolean isOurs = address.isLoopbackAddress() || address.isAnyLocalAddress();
            return isOurs ? text : numbered("IP", address.getHostAddress());
        } catch (IllegalArgumentException e) {
            // A time of day, or a version with four parts: no address.
            return text;
        }
    }

    private String numbered(String kind, String value) {
        String key = kind + ":" + value.toLowerCase(Locale.ROOT);
        long others = numbered.keySet().stream().filter(it -> it.startsWith(kind + ":")).count();
        return numbered.computeIfAbsent(key, _ -> "[" + kind + "-" + (others + 1) + "]");
    }

    private static String replace(
            String line, Pattern pattern, Function<MatchResult, String> replacement) {
        return pattern.matcher(line)
                .replaceAll(it -> Matcher.quoteReplacement(replacement.apply(it)));
    }

    private static Pattern pattern(String form) {
        return Pattern.compile(form, FLAGS);
    }
}

package bip.server.errortracking;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Takes out of a text what could tell of a person or open a door: addresses of mail and network,
 * queries, cookies, passwords, long numbers such as PESEL and accounts. Rather takes too much.
 */
final class Scrubber {
    /**
     * Longer messages are cut: what matters stands at the front, and the receiver caps them too.
     */
    static final int LONGEST = 2_000;

    private static final List<Rule> RULES =
            List.of(
                    rule(
                            "(?i)\\b((?:set-)?cookie|authorization)\\b\\s*[:=][^\\r\\n]*",
                            "$1: [secret]"),
                    rule(
                            "(?i)\\b(password|passwd|has[lł]o|token|secret|csrf|session)\\b[\"']?\\s*[:=]\\s*"
                                    + "[\"']?[^\\s\"',;&]+",
                            "$1=[secret]"),
                    rule("://[^/\\s@]{1,256}@", "://[secret]@"),
                    rule("\\?[^\\s\"'<>]*=[^\\s\"'<>]*", "?[query]"),
                    rule(
                            "[\\p{L}0-9._%+-]{1,64}+@[\\p{L}0-9-]{1,63}+(?:\\.[\\p{L}0-9-]{1,63}+){1,8}",
                            "[e-mail]"),
                    rule("\\b[0-9]{1,3}(?:\\.[0-9]{1,3}){3}\\b", "[address]"),
                    rule(
                            "(?<![\\p{L}0-9:])(?=[0-9A-Fa-f:]*::|(?:[0-9A-Fa-f]{1,4}:){7})"
                                    + "[0-9A-Fa-f:]{2,39}(?![\\p{L}0-9:])",
                            "[address]"),
                    rule("\\b(?:[A-Z]{2})?[0-9]{2}(?: ?[0-9]{4}){6}\\b", "[number]"),
                    rule("\\b[0-9]{3}[ -][0-9]{3}[ -][0-9]{3}\\b", "[number]"),
                    rule("[0-9]{9,}", "[number]"));

    private Scrubber() {}

    static String scrub(String text) {
        String scrubbed = text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
        for (Rule rule : RULES) {
            scrubbed = rule.what.matcher(scrubbed).replaceAll(rule.instead);
        }
        return scrubbed;
    }

    private static Rule rule(String what, String instead) {
        return new Rule(Pattern.compile(what), instead);
    }

    private record Rule(Pattern what, String instead) {}
}

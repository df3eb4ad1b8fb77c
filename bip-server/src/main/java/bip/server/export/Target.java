package bip.server.export;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Where a link on this site leads.
 *
 * @param path with each part percent-encoded as it was found
 * @param query one pair, or empty
 */
record Target(String path, String query) {
    /** What leads through the pieces of a list; all other questions make lists without end. */
    private static final String PIECE = "(p|przed|rok)=[0-9]{1,18}";

    /** For programs, or asked of a server alone. */
    private static final Set<String> LEFT_OUT = Set.of("szukaj", "api", "health", "sitemap.xml");

    private static final Set<String> PROGRAMS_ENDINGS = Set.of("atom", "json", "xml");

    /**
     * The target of a link that is to be in the copy. Empty for one that leads elsewhere, or to
     * what only a server answers.
     *
     * @param link as written, without its fragment
     * @param on the page where it stands
     * @param site address that citizens use; empty when not known
     */
    static Optional<Target> of(String link, Target on, String site) {
        String local =
                !site.isEmpty() && link.startsWith(site) ? link.substring(site.length()) : link;
        if (local.startsWith("?")) {
            local = on.path() + local;
        }
        if (!local.startsWith("/") || local.startsWith("//")) {
            return Optional.empty();
        }
        int mark = local.indexOf('?');
        String path = mark < 0 ? local : local.substring(0, mark);
        if (path.equals("/en")) {
            path = "/en/"; // one page, one file
        }
        String query = mark < 0 || path.startsWith("/static/") ? "" : local.substring(mark + 1);
        boolean isKept = query.isEmpty() || query.matches(PIECE);
        return Optional.of(new Target(path, query)).filter(target -> isKept && target.isIncluded());
    }

    /** As in a request line. */
    String line() {
        return query.isEmpty() ? path : path + "?" + query;
    }

    /** Decoded parts of the path; the last one is empty for a home page. */
    List<String> parts() {
        List<String> parts = new ArrayList<>();
        for (String part : path.substring(1).split("/", -1)) {
            parts.add(URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8));
        }
        return parts;
    }

    private boolean isIncluded() {
        String bare = path.startsWith("/en/") ? path.substring(3) : path;
        String[] parts = bare.substring(1).split("/", -1);
        if (parts[0].equals("api")) {
            return parts.length == 1;
        }
        boolean isForPrograms =
                parts.length == 1
                        && PROGRAMS_ENDINGS.contains(bare.substring(bare.lastIndexOf('.') + 1));
        return !LEFT_OUT.contains(parts[0]) && !isForPrograms;
    }
}

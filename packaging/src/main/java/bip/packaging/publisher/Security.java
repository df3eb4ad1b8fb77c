package bip.packaging.publisher;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a release mends.
 *
 * @param cves such as {@code CVE-2026-1234}, sorted
 */
record Security(Severity severity, List<String> cves) {

    /** Of the worst that is mended, in the words of CVSS. */
    enum Severity {
        NONE,
        LOW,
        MEDIUM,
        HIGH,
        CRITICAL;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        /**
         * @throws IllegalArgumentException for another word
         */
        static Severity parse(String word) {
            for (Severity severity : values()) {
                if (severity.word().equals(word)) {
                    return severity;
                }
            }
            throw new IllegalArgumentException(
                    "'" + word + "' is no severity: none, low, medium, high or critical");
        }
    }

    static final Security NONE = new Security(Severity.NONE, List.of());

    Security {
        cves = List.copyOf(cves);
        for (String cve : cves) {
            if (!cve.matches("CVE-\\d{4}-\\d{4,19}")) {
                throw new IllegalArgumentException("'" + cve + "' is no CVE number");
            }
        }
        if (severity == Severity.NONE && !cves.isEmpty()) {
            throw new IllegalArgumentException("a CVE is named, but the severity is none");
        }
    }

    static Security of(Severity severity, Collection<String> cves) {
        return new Security(severity, List.copyOf(new TreeSet<>(cves)));
    }

    static Security parse(Fields security) {
        security.only(Set.of("severity", "cves"));
        return security.checked(() ->
                new Security(Severity.parse(security.text("severity")), security.texts("cves")));
    }

    ObjectNode toJson() {
        ObjectNode security = Json.object().put("severity", severity.word());
        ArrayNode numbers = security.putArray("cves");
        cves.forEach(numbers::add);
        return security;
    }
}

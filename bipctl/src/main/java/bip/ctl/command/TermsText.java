package bip.ctl.command;

import bip.ctl.channel.ReleaseTerms.Revocation;
import bip.ctl.channel.ReleaseTerms.Security;
import bip.ctl.channel.ReleaseTerms.Severity;
import bip.ctl.release.ReleaseVersion;
import bip.ctl.support.Failures;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is said of a release: what changed, what it mends, why it was revoked. */
final class TermsText {

    private final Desk desk;

    TermsText(Desk desk) {
        this.desk = desk;
    }

    /** What changed, in the reader's language; nothing where nobody said. */
    List<String> notes(ReleaseVersion version, Map<String, String> notes) {
        List<String> said =
                desk.inLanguage(notes)
                        .strip()
                        .lines()
                        .filter(it -> !it.isBlank())
                        .map(Failures::printable)
                        .toList();
        var lines = new ArrayList<String>();
        if (!said.isEmpty()) {
            lines.add(desk.text("terms.notes", version));
            said.forEach(it -> lines.add("  " + it));
        }
        return lines;
    }

    /** The first line of what changed; empty where nobody said. */
    String firstNote(Map<String, String> notes) {
        return desk.inLanguage(notes)
                .strip()
                .lines()
                .findFirst()
                .map(Failures::printable)
                .orElse("");
    }

    /** What is mended for security's sake, on the way of which that is known; nothing for none. */
    List<String> mended(Security security) {
        if (!security.isFix()) {
            return List.of();
        }
        String severity = severity(security.severity());
        return List.of(
                security.cves().isEmpty()
                        ? desk.text("terms.mends", severity)
                        : desk.text(
                                "terms.mendsCves",
                                severity,
                                Failures.printable(String.join(", ", security.cves()))));
    }

    String severity(Severity severity) {
        return desk.text("severity." + severity.name());
    }

    static Map<String, Object> json(Security security) {
        var json = new LinkedHashMap<String, Object>();
        json.put("severity", security.severity().name().toLowerCase(Locale.ROOT));
        json.put("cves", security.cves());
        return json;
    }

    static @Nullable Map<String, Object> json(@Nullable Revocation revocation) {
        if (revocation == null) {
            return null;
        }
        var json = new LinkedHashMap<String, Object>();
        json.put("at", revocation.at());
        json.put("reason", sorted(revocation.reasons()));
        return json;
    }

    /** In an order that does not change. */
    static Map<String, String> sorted(Map<String, String> texts) {
        return new java.util.TreeMap<>(texts);
    }
}

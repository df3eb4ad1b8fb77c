package bip.ctl.command;

import bip.ctl.channel.ReleaseTerms;
import bip.ctl.command.ChannelReport.Row;
import bip.ctl.trust.Role;
import bip.ctl.trust.RoleState;
import bip.ctl.trust.TrustState;
import java.util.ArrayList;

/** A channel, for people. */
record ChannelText(Desk desk, ChannelReport report) {

    void print() {
        say(desk.text("channel.address", report.address()));
        if (!report.isSigned()) {
            say(desk.text("channel.unsigned"));
        } else {
            say(desk.text("channel.followed." + report.policy().channel().name()));
            if (report.failure() == null) {
                read("channel.read");
            } else if (!report.rows().isEmpty()) {
                // The time and the list may be of another address than the one that failed.
                say(desk.text("channel.asKnown"));
                read("channel.readBefore");
            }
        }
        report.rows().forEach(it -> say(line(it)));
        if (report.failure() == null && report.rows().isEmpty()) {
            say(desk.text("channel.empty"));
        }
    }

    private void read(String key) {
        say(
                report.refreshed() == null
                        ? desk.text("channel.neverRead")
                        : desk.text(key, Times.local(report.refreshed(), desk)));
        if (report.trust() != null) {
            say(metadata(report.trust()));
        }
    }

    private String metadata(TrustState trust) {
        return desk.text(
                "channel.metadata",
                version(trust, Role.ROOT),
                version(trust, Role.TIMESTAMP),
                version(trust, Role.SNAPSHOT),
                version(trust, Role.TARGETS));
    }

    private static String version(TrustState trust, Role role) {
        return trust.role(role)
                .findState()
                .map(RoleState::version)
                .map(String::valueOf)
                .orElse("-");
    }

    /** {@code 1.5.0 high current, candidate Mends the form.} */
    private String line(Row row) {
        var words = new ArrayList<String>();
        add(words, row.isCurrent(), "release.current");
        add(words, row.isOnDisk() && !row.isCurrent(), "release.onDisk");
        add(words, row.isBlocked(), "release.blocked");
        ReleaseTerms terms = row.terms();
        boolean isCandidate = report.isSigned() && !terms.channels().contains("stable");
        add(words, isCandidate, "channel.candidate");
        var text = new TermsText(desk);
        String said =
                terms.revocation()
                        .map(it ->
                                desk.text(
                                        "channel.revoked",
                                        Times.local(it.at(), desk),
                                        desk.said(it.said())))
                        .orElse(text.firstNote(terms.notes()));
        String severity =
                terms.security().isFix() ? text.severity(terms.security().severity()) : "-";
        String marks = words.isEmpty() ? "" : "[" + String.join(", ", words) + "]  ";
        return "%-9s %-10s %s%s".formatted(row.version(), severity, marks, said).stripTrailing();
    }

    private void add(ArrayList<String> words, boolean holds, String key) {
        if (holds) {
            words.add(desk.text(key));
        }
    }

    private void say(String line) {
        desk.console().result(line);
    }
}

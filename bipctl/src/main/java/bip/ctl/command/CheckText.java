package bip.ctl.command;

import bip.ctl.policy.Policy.Hold;
import bip.ctl.release.ReleaseVersion;
import bip.ctl.upgrade.Prospect;
import bip.ctl.upgrade.Prospect.Newer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is newer, for people: what is urgent first, and what stands in the way last. */
record CheckText(Desk desk, Prospect prospect, @Nullable Hold hold) {

    void print() {
        prospect.findRevocation()
                .map(it -> Revoked.running(prospect.current(), it))
                .ifPresent(it -> desk.explanation(it).forEach(this::say));
        prospect.findNext()
                .or(prospect::findNewest)
                .ifPresentOrElse(
                        this::newer, () -> say(desk.text("check.none", prospect.current())));
    }

    private void newer(Newer it) {
        say(desk.text("check.newer", prospect.current(), it.version()));
        prospect.findGoalBeyond()
                .ifPresent(goal -> say(desk.text("operation.stop", it.version(), goal)));
        var text = new TermsText(desk);
        text.notes(it.version(), it.terms().notes()).forEach(this::say);
        mended(text.mended(prospect.mended()));
        inTheWay();
        if (prospect.findNext().isPresent()) {
            desk.console().notice(desk.text("bipctl.next", "bipctl upgrade"));
        }
    }

    /** It is of the whole way, and not of the stop that was told of above it. */
    private void mended(List<String> lines) {
        if (!lines.isEmpty()) {
            prospect.findGoalBeyond().ifPresent(it -> say(desk.text("check.wholeWay", it)));
        }
        lines.forEach(this::say);
    }

    private void inTheWay() {
        prospect.findUnreached().ifPresent(it -> say(desk.text("check.unreached", it)));
        if (!prospect.blocked().isEmpty()) {
            say(desk.text("status.blocked", listed()));
        }
        prospect.obstacles().forEach(it -> desk.explanation(it).forEach(this::say));
        if (hold != null) {
            say(Holding.text(desk, hold));
        }
    }

    private String listed() {
        return String.join(
                ", ", prospect.blocked().stream().map(ReleaseVersion::toString).toList());
    }

    private void say(String line) {
        desk.console().result(line);
    }
}

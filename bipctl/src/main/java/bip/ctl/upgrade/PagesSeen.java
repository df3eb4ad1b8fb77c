package bip.ctl.upgrade;

import bip.ctl.probe.ListenAddress;
import bip.ctl.probe.PageLook;
import bip.ctl.probe.PageSample;
import bip.ctl.probe.PageVisitor;
import java.time.Duration;
import java.util.List;

/**
 * How pages looked in the course of one operation: on the site before, on the target in the
 * rehearsal. Lives as long as the process does: undoing needs none of it. Owned by the thread that
 * runs the operation.
 */
final class PagesSeen {

    /**
     * Some sixty pages are answered within a second; on a machine that is short of breath, less.
     */
    private static final Duration LIMIT = Duration.ofSeconds(15);

    private PageSample live = PageSample.NONE;
    private PageSample trial = PageSample.NONE;
    private PageSample before = PageSample.NONE;

    /** Keeps what the rehearsal saw. */
    void rehearsed(PageSample onSite, PageSample onTarget) {
        live = onSite;
        trial = onTarget;
    }

    /** Looks at the site as it is now, just before the switch. */
    void lookBefore(ListenAddress site) {
        var visitor = new PageVisitor(site, LIMIT);
        before = live.size() == 0 ? visitor.discover() : visitor.revisit(live);
    }

    /**
     * Looks at the site again.
     *
     * @return what a reader would complain of: another status, or a title that is neither the one
     *     before nor the one that the rehearsal showed
     */
    List<PageSample.Change> complaints(ListenAddress site, OperationKind kind) {
        PageSample after = new PageVisitor(site, LIMIT).revisit(before);
        return before.changesTo(after).stream()
                .filter(it -> kind == OperationKind.ROLLBACK ? it.isFailure() : isWorse(it))
                .toList();
    }

    private boolean isWorse(PageSample.Change change) {
        return change.isBroken() || (change.isOfTitle() && !isAsRehearsed(change));
    }

    private boolean isAsRehearsed(PageSample.Change change) {
        PageLook rehearsed = trial.looks().get(change.path());
        return rehearsed != null && rehearsed.title().equals(change.after().title());
    }

    /** How many pages were looked at before the switch. */
    int count() {
        return before.size();
    }
}

package bip.ctl.rehearsal;

import bip.ctl.probe.PageSample;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a rehearsal came to.
 *
 * @param copying how long the copy of the database took
 * @param migrating how long the migration took
 * @param live how pages looked on the bulletin that visitors see; empty when it was not asked
 * @param trial how the same pages looked on the release that was tried
 * @param changes between the two, without those of pages that were edited meanwhile
 * @param fastStartFailure why there is no cache of loaded classes; null when there is one, or when
 *     the release has no way to make one
 */
public record Findings(
        Duration copying,
        Duration migrating,
        PageSample live,
        PageSample trial,
        List<PageSample.Change> changes,
        @Nullable String fastStartFailure) {
    public Findings {
        changes = List.copyOf(changes);
    }

    /** Pages of which readers would be worse off. */
    public List<PageSample.Change> broken() {
        return changes.stream().filter(PageSample.Change::isBroken).toList();
    }

    /** How long editors will not be able to save, as far as can be told from here. */
    public Duration freeze() {
        return copying.plus(migrating);
    }
}

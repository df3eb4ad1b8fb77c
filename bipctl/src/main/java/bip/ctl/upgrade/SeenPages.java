package bip.ctl.upgrade;

import bip.ctl.backup.BackupRecord.SeenPage;
import bip.ctl.probe.HealthAnswer;
import bip.ctl.probe.PageSample;
import bip.ctl.probe.PageVisitor;
import java.time.Duration;
import java.util.List;

/** How pages look to visitors, for a backup to remember. */
public record SeenPages(Machine machine) {

    /** Some sixty pages are answered within a second; a backup need not wait for a slow site. */
    private static final Duration LIMIT = Duration.ofSeconds(15);

    /** Asks for pages of every kind; empty when nobody serves them. */
    public List<SeenPage> look() {
        var probe = machine.probe().get();
        return probe.ask() instanceof HealthAnswer.Answered(var health) && health.ready()
                ? of(new PageVisitor(probe.address(), LIMIT).discover())
                : List.of();
    }

    static List<SeenPage> of(PageSample sample) {
        return sample.looks().entrySet().stream()
                // What a search finds depends on an index, which is no part of a backup.
                .filter(it -> !it.getKey().contains("?"))
                .map(it -> new SeenPage(it.getKey(), it.getValue().status(), it.getValue().title()))
                .filter(it -> it.status() >= 100)
                .toList();
    }
}

package bip.ctl.upgrade;

import bip.ctl.upgrade.JournalFlaw.Kind;
import bip.ctl.upgrade.Journals.Found;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What came of checking the history.
 *
 * @param operations how many there are
 * @param isLastOpen the last one is neither finished nor undone; a torn last line is none of its
 *     flaws
 * @param flaws in the order of the operations
 */
public record JournalCheck(int operations, boolean isLastOpen, List<JournalFlaw> flaws) {

    public JournalCheck {
        flaws = List.copyOf(flaws);
    }

    /**
     * Checks them.
     *
     * @param read all journals, oldest first
     * @param noted the one that ended last, as the note beside them says
     */
    static JournalCheck of(List<Found> read, Optional<JournalLink> noted) {
        // Nothing was done before the first record was whole.
        List<Found> journals =
                read.stream()
                        .filter(it ->
                                !it.text().records().isEmpty() || it.text().findFlaw().isPresent())
                        .toList();
        var flaws = new ArrayList<JournalFlaw>();
        @Nullable Found before = null;
        boolean isLinked = false;
        int left = journals.size();
        for (Found journal : journals) {
            boolean isLast = --left == 0;
            var link = journal.findLink();
            if (link.isPresent()) {
                checkLink(link.get(), journal, before, journals, flaws);
            } else if (isLinked && !journal.text().records().isEmpty()) {
                flaws.add(new JournalFlaw(journal.id(), 1, Kind.UNLINKED, ""));
            }
            isLinked |= link.isPresent();
            checkInside(journal, isLast, flaws);
            before = journal;
        }
        noted.ifPresent(it -> checkNote(it, journals, flaws));
        boolean isLastOpen = !journals.isEmpty() && !journals.getLast().hasEnd();
        return new JournalCheck(journals.size(), isLastOpen, flaws);
    }

    private static void checkInside(Found journal, boolean isLast, List<JournalFlaw> flaws) {
        int lines = journal.text().records().size();
        var flaw = journal.text().findFlaw();
        if (flaw.isPresent()) {
            Kind kind = flaw.get().isLeftOut() ? Kind.LEFT_OUT : Kind.CHANGED_LINE;
            flaws.add(JournalFlaw.inside(journal.id(), flaw.get().line(), kind));
        } else if (journal.hasEnd() && journal.text().isTorn()) {
            flaws.add(JournalFlaw.inside(journal.id(), lines + 1, Kind.CHANGED_LINE));
        } else if (!journal.hasEnd() && !isLast) {
            flaws.add(JournalFlaw.inside(journal.id(), lines, Kind.CUT_END));
        }
    }

    private static void checkLink(
            JournalLink link,
            Found journal,
            @Nullable Found before,
            List<Found> journals,
            List<JournalFlaw> flaws) {
        if (before != null && before.id().equals(link.id())) {
            checkEnd(link, before, journal.id(), flaws);
            return;
        }
        boolean isThere = journals.stream().anyMatch(it -> it.id().equals(link.id()));
        if (!isThere) {
            flaws.add(new JournalFlaw(link.id(), 0, Kind.MISSING, journal.id()));
        } else if (before != null) {
            flaws.add(new JournalFlaw(before.id(), 0, Kind.FOREIGN, journal.id()));
        }
    }

    /** What the journal itself shows is told once. */
    private static void checkEnd(
            JournalLink link, Found journal, String witness, List<JournalFlaw> flaws) {
        boolean isKnown = flaws.stream().anyMatch(it -> it.operation().equals(journal.id()));
        if (!isKnown && !journal.text().lastHash().equals(link.hash())) {
            flaws.add(
                    new JournalFlaw(
                            journal.id(),
                            journal.text().records().size(),
                            journal.hasEnd() ? Kind.CHANGED_LINE : Kind.CUT_END,
                            witness));
        }
    }

    /** A crash may have kept the note from following the last operation. */
    private static void checkNote(
            JournalLink noted, List<Found> journals, List<JournalFlaw> flaws) {
        var found = journals.stream().filter(it -> it.id().equals(noted.id())).findFirst();
        if (found.isPresent()) {
            checkEnd(noted, found.get(), "", flaws);
            return;
        }
        boolean isKnown = flaws.stream().anyMatch(it -> it.operation().equals(noted.id()));
        if (!isKnown) {
            flaws.add(new JournalFlaw(noted.id(), 0, Kind.MISSING, ""));
        }
    }
}

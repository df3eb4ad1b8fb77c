package bip.server.page;

import bip.server.page.PageSupplements.AttachedFile;
import bip.server.page.PageSupplements.LabelLink;
import bip.server.page.PageSupplements.WithheldPart;
import bip.server.text.PolishDates.ShownTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page as its template needs it.
 *
 * @param summary plain text, or empty
 * @param html safe HTML of the text
 * @param archived null while the page is in force
 * @param versionsHref list of its versions
 * @param changes the last one first
 * @param zone what its hours are told by
 */
record ShownPage(
        String title,
        String summary,
        String html,
        @Nullable Archived archived,
        Provenance provenance,
        String versionsHref,
        List<LabelLink> labels,
        List<WithheldPart> withheld,
        List<AttachedFile> attachments,
        List<Change> changes,
        String zone) {

    ShownPage {
        labels = List.copyOf(labels);
        withheld = List.copyOf(withheld);
        attachments = List.copyOf(attachments);
        changes = List.copyOf(changes);
    }

    /**
     * The metryczka, as far as the data tell (art. 8 ust. 6; R4).
     *
     * @param producedBy who made the information; empty when not known
     * @param responsible who answers for its content; empty when not known
     * @param producedOn day for people; empty when not known
     * @param published by the server's clock (R6)
     * @param enteredBy login
     * @param changedBy login
     * @param address for a printed page; without host when that is not known (R8)
     */
    record Provenance(
            String producedBy,
            String responsible,
            String producedOn,
            ShownTime published,
            String enteredBy,
            ShownTime changed,
            String changedBy,
            int revision,
            String address) {}

    /** Since when and why the page is in the archive. */
    record Archived(ShownTime time, String reason) {}

    /**
     * An entry of its register.
     *
     * @param words the time, to the second where its neighbour is of the same minute
     */
    record Change(ShownTime time, String words, String kind, String reason, String login) {}
}

package bip.server.page;

import bip.server.page.PageSupplements.AttachedFile;
import bip.server.page.PageSupplements.LabelLink;
import bip.server.page.PageSupplements.WithheldPart;
import bip.server.text.PolishDates.ShownTime;
import java.util.List;

/**
 * A page as its template needs it.
 *
 * @param summary plain text, or empty
 * @param html safe HTML of the text
 * @param changes the last one first
 */
record ShownPage(
        String title,
        String summary,
        String html,
        Provenance provenance,
        List<LabelLink> labels,
        List<WithheldPart> withheld,
        List<AttachedFile> attachments,
        List<Change> changes) {

    ShownPage {
        labels = List.copyOf(labels);
        withheld = List.copyOf(withheld);
        attachments = List.copyOf(attachments);
        changes = List.copyOf(changes);
    }

    /**
     * The metryczka, as far as the data tell (art. 8 ust. 6; R4).
     *
     * @param address for a printed page; without host when that is not known (R8)
     */
    record Provenance(
            ShownTime created,
            String createdBy,
            ShownTime changed,
            String changedBy,
            int revision,
            String address) {}

    record Change(ShownTime time, String kind, String reason, String login) {}
}

package bip.server.changeregister;

import bip.server.text.Language;
import bip.server.text.PathSegment;
import bip.server.text.PolishDates;

/**
 * An entry as people and feeds see it.
 *
 * @param title of the page, as it was called then
 * @param href of the page; empty for a withdrawn one
 * @param tombstoneHref of what a withdrawn page leaves; empty for others
 * @param version number of the version that the change made; 0 for none, or where nothing is known
 * @param versionHref of that version; empty without it, and for a withdrawn page
 */
record Change(
        String title,
        String href,
        String tombstoneHref,
        int version,
        String versionHref,
        PolishDates.ShownTime time,
        String kind,
        String reason,
        String login) {

    static Change of(ChangeMapper.SiteRow row, PolishDates dates, Language language) {
        int version = row.revision() == null ? 0 : row.revision();
        // Written here because this room knows no other room's code, only their values.
        String path = "/strona/" + PathSegment.encode(row.slug());
        String href = row.isWithdrawn() ? "" : path;
        return new Change(
                row.title().strip(),
                href,
                row.isWithdrawn() ? path : "",
                version,
                href.isEmpty() || version == 0 ? "" : href + "/wersja/" + version,
                dates.in(language).show(row.changedAt()),
                row.toKind().words(language),
                row.reason(),
                row.login());
    }
}

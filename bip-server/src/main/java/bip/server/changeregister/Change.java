package bip.server.changeregister;

import bip.server.text.Language;
import bip.server.text.PathSegment;
import bip.server.text.PolishDates;

/**
 * An entry as people and feeds see it.
 *
 * @param title of the page, as it was called then
 * @param href of the page; empty for a withdrawn one
 * @param version number of the version that the change made; 0 for none, or where nothing is known
 * @param versionHref of that version; empty without it, and for a withdrawn page
 */
record Change(
        String title,
        String href,
        int version,
        String versionHref,
        PolishDates.ShownTime time,
        String kind,
        String reason,
        String login) {

    static Change of(ChangeMapper.SiteRow row, PolishDates dates, Language language) {
        int version = row.revision() == null ? 0 : row.revision();
        String href = pathOf(row);
        return new Change(
                row.title().strip(),
                href,
                version,
                href.isEmpty() || version == 0 ? "" : href + "/wersja/" + version,
                dates.in(language).show(row.changedAt()),
                row.toKind().words(language),
                row.reason(),
                row.login());
    }

    /** Written here because this room knows no other room's code, only their values. */
    private static String pathOf(ChangeMapper.SiteRow row) {
        return row.isWithdrawn() ? "" : "/strona/" + PathSegment.encode(row.slug());
    }
}

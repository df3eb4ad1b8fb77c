package bip.server.page;

import bip.server.text.PathSegment;

/** Where a page and its versions are found. */
public final class PageAddress {

    private PageAddress() {}

    /** The path on this site, percent-encoded: {@code /strona/rada-gminy}. */
    public static String of(String slug) {
        return "/strona/" + PathSegment.encode(slug);
    }

    /** The list of its versions. */
    public static String versionsOf(String slug) {
        return of(slug) + "/wersje";
    }

    /** One version, for ever (R23). */
    public static String versionOf(String slug, int number) {
        return of(slug) + "/wersja/" + number;
    }

    /** Two versions beside each other. */
    public static String comparisonOf(String slug, int before, int after) {
        return of(slug) + "/porownanie?od=" + before + "&do=" + after;
    }
}

package bip.server.page;

import bip.server.text.PathSegment;

/** Where a page is found. */
public final class PageAddress {

    private PageAddress() {}

    /** The path on this site, percent-encoded: {@code /strona/rada-gminy}. */
    public static String of(String slug) {
        return "/strona/" + PathSegment.encode(slug);
    }
}

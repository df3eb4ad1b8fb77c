package bip.server.label;

import bip.server.text.PathSegment;

/** A word that groups pages: its name, and where its pages are listed. */
public record Label(String slug, String name) {

    /** The path on this site. */
    public String href() {
        return "/etykieta/" + PathSegment.encode(slug);
    }
}

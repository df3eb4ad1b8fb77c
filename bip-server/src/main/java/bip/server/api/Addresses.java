package bip.server.api;

import bip.server.text.PathSegment;

/**
 * Where things are found, for people and for programs.
 *
 * @param site address that citizens use, without a slash at its end; empty when not known, so that
 *     all addresses are paths
 */
record Addresses(String site) {
    static final String API = "/api/v1";

    String page(String slug) {
        return site + "/strona/" + PathSegment.encode(slug);
    }

    String version(String slug, int number) {
        return page(slug) + "/wersja/" + number;
    }

    String section(String slug) {
        return site + "/dzial/" + PathSegment.encode(slug);
    }

    String label(String slug) {
        return site + "/etykieta/" + PathSegment.encode(slug);
    }

    String file(String fileName) {
        return site + "/attachment/" + PathSegment.encode(fileName);
    }

    String fileVersion(long id, String fileName) {
        return site + "/zalacznik/" + id + "/" + PathSegment.encode(fileName);
    }

    /**
     * A document of this interface.
     *
     * @param path after {@code /api/v1}
     */
    String api(String path) {
        return site + API + path;
    }
}

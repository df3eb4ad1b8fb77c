package bip.server.completeness;

/**
 * Something that the bulletin lacks.
 *
 * @param what in Polish
 * @param article that demands it
 * @param href where the gap shows
 */
public record Gap(String what, String article, String href) {}

package bip.server.accessibility;

/**
 * What this room has to know of the office; the root brings it here.
 *
 * @param name empty while it is not known
 * @param url of the bulletin, absolute where that is known
 * @param contact whom to ask while the declaration names nobody; empty for nobody
 */
public record OfficeData(String name, String url, String contact, String phone, String email) {}

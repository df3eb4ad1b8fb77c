package bip.server.page;

/**
 * Who does something, and from where.
 *
 * @param accountId of who is signed in
 * @param address of the visitor
 */
public record Actor(long accountId, String login, String address) {}

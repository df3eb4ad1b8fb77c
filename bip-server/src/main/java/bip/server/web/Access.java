package bip.server.web;

/** Who may call a route. Said where the route is registered; nothing is inferred from addresses. */
public enum Access {
    /** Anybody. */
    PUBLIC,
    /** Whoever is signed in: every account may edit. */
    EDITOR,
    /** Accounts that administer the bulletin. */
    ADMINISTRATOR
}

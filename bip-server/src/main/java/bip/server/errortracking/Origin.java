package bip.server.errortracking;

/** What the server was doing when it failed: as much of it as may leave the machine. */
public sealed interface Origin {

    /**
     * Answering a visitor.
     *
     * @param reference of the request, as on the error page and in the log
     * @param route template of the address, e.g. {@code /strona/{slug}}: never the address itself
     */
    record Request(String reference, String method, String route) implements Origin {}

    /**
     * Working by itself.
     *
     * @param task stable name of the work
     */
    record Background(String task) implements Origin {}

    /** Starting; the server ends. */
    record Startup() implements Origin {}
}

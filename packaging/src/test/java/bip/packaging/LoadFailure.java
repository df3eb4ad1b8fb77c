package bip.packaging;

/** How a request failed, as its sender saw it. */
enum LoadFailure {
    /** No connection came about. */
    REFUSED,
    /** The connection was torn down. */
    RESET,
    /** The connection ended before the answer's head was whole. */
    EARLY_END,
    /** The body is shorter than its head says, or a page without its end. */
    SHORT_BODY,
    /** Another status than 200. */
    STATUS,
    /** Nothing came for longer than the patience. */
    TIMEOUT,
    /** What came is not understood as HTTP/1.1 with a length. */
    NO_HTTP
}

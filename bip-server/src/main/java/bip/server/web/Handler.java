package bip.server.web;

import java.io.IOException;

/** Answers a request. Runs on a virtual thread and may block. */
@FunctionalInterface
public interface Handler {
    /**
     * Answers one request.
     *
     * @throws IOException when a file or the database could not be read; shown as our fault, with a
     *     reference
     */
    Response handle(Request request) throws IOException;
}

package bip.server.web;

/** The request's address is not what HTTP allows: 400. */
final class BadRequestException extends Exception {
    BadRequestException(String message) {
        super(message);
    }
}

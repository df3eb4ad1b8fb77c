package bip.server.web;

/** The request is not what HTTP or this site allows. */
final class BadRequestException extends Exception {
    private final int status;

    /** Answers 400. */
    BadRequestException(String message) {
        this(400, message);
    }

    BadRequestException(int status, String message) {
        super(message);
        this.status = status;
    }

    /** The status to answer with. */
    int status() {
        return status;
    }
}

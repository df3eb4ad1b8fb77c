package bip.packaging;

/** One request failed. */
final class LoadException extends Exception {
    private final LoadFailure kind;

    LoadException(LoadFailure kind, String message) {
        super(message);
        this.kind = kind;
    }

    LoadFailure kind() {
        return kind;
    }
}

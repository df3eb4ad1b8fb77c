package bip.server.maintenance;

/** Nothing may be written now: the editors' freeze stands. */
final class FrozenException extends RuntimeException {
    FrozenException() {
        super("the editors' freeze stands");
    }
}

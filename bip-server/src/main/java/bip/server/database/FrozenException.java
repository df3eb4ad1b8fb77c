package bip.server.database;

/** Nothing may be written now: the editors' freeze stands. Nothing of the transaction is kept. */
public final class FrozenException extends RuntimeException {
    public FrozenException() {
        super("the editors' freeze stands");
    }
}

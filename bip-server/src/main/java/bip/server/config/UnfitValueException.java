package bip.server.config;

/** A value does not fit its key. The message says why, without the value when that is secret. */
public final class UnfitValueException extends Exception {
    private final String hint;

    /**
     * Says what does not fit.
     *
     * @param hint an example of what would fit
     */
    public UnfitValueException(String problem, String hint) {
        super(problem);
        this.hint = hint;
    }

    /** An example of what would fit. */
    public String hint() {
        return hint;
    }
}

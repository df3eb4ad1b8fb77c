package bip.ctl.support;

/** A document is not what its contract says. */
public final class JsonProblem extends Exception {

    private final Phrase reason;

    public JsonProblem(Phrase reason) {
        super(reason.toString());
        this.reason = reason;
    }

    /** What is wrong and where in the document. */
    public Phrase reason() {
        return reason;
    }
}

package bip.ctl.trust;

/**
 * Something was offered, or stored, that is not trusted. What was trusted before still is, and
 * another try may succeed.
 */
public final class TrustException extends Exception {

    private final TrustViolation violation;

    public TrustException(TrustViolation violation) {
        super(violation.toString());
        this.violation = violation;
    }

    /** What is wrong, for whoever words it. */
    public TrustViolation violation() {
        return violation;
    }
}

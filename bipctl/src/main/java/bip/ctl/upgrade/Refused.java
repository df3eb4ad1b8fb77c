package bip.ctl.upgrade;

import bip.ctl.support.CtlException;
import java.util.List;

/** An operation that must not be done as asked, with every reason at once. */
public final class Refused extends RuntimeException {

    private final transient List<CtlException> reasons;

    Refused(List<CtlException> reasons) {
        super(String.join("; ", reasons.stream().map(Throwable::getMessage).toList()));
        if (reasons.isEmpty()) {
            throw new IllegalArgumentException("a refusal has a reason");
        }
        this.reasons = List.copyOf(reasons);
    }

    /** At least one, each with the exit code 13. */
    public List<CtlException> reasons() {
        return reasons;
    }

    static void throwIfAny(List<CtlException> reasons) {
        if (!reasons.isEmpty()) {
            throw new Refused(reasons);
        }
    }
}

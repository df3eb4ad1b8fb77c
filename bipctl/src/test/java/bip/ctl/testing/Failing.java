package bip.ctl.testing;

import static org.assertj.core.api.Assertions.catchThrowable;

import bip.ctl.support.CtlException;
import bip.ctl.support.ErrorCode;
import bip.ctl.support.Failures;
import bip.ctl.support.Messages;
import java.util.List;
import java.util.Locale;
import org.assertj.core.api.Assertions;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Asserts on failures that a person would read. */
public final class Failing {

    private Failing() {}

    /** {@code action} fails with {@code code}; answers what the reader of English sees. */
    public static List<String> with(ErrorCode code, ThrowingCallable action) {
        Throwable thrown = catchThrowable(action);
        Assertions.assertThat(thrown).isInstanceOf(CtlException.class);
        CtlException failure = (CtlException) thrown;
        Assertions.assertThat(failure.code()).as(failure.toString()).isEqualTo(code);
        return new Failures(new Messages(Locale.ENGLISH)).lines(failure);
    }
}

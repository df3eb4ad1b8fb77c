package bip.ctl.support;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Somebody must act. Carries a code of the catalogue and what its texts need; the texts themselves
 * are found in the reader's language where it is shown.
 */
public final class CtlException extends RuntimeException {

    private final ErrorCode code;
    private final List<Object> arguments;

    public CtlException(ErrorCode code, Object... arguments) {
        this(null, code, arguments);
    }

    public CtlException(@Nullable Throwable cause, ErrorCode code, Object... arguments) {
        super(code.id() + " " + List.of(arguments), cause);
        this.code = code;
        this.arguments = List.of(arguments);
    }

    public ErrorCode code() {
        return code;
    }

    /** In the order of the placeholders {0}, {1}, … of the code's texts. */
    public List<Object> arguments() {
        return arguments;
    }
}

package bip.ctl.logs;

import bip.ctl.support.CtlException;
import bip.ctl.support.ErrorCode;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How bad an event is, from the least to the worst. */
public enum LogLevel {
    TRACE,
    DEBUG,
    INFO,
    WARN,
    ERROR;

    /**
     * The level that a person named, in letters of any size; {@code warning} is {@code warn}.
     *
     * @throws CtlException if there is no such level
     */
    public static LogLevel parse(String text) {
        String name = text.toUpperCase(Locale.ROOT);
        return find(name.equals("WARNING") ? "WARN" : name)
                .orElseThrow(() -> new CtlException(ErrorCode.O103, text));
    }

    static Optional<LogLevel> find(String name) {
        return Arrays.stream(values()).filter(level -> level.name().equals(name)).findFirst();
    }

    boolean isAtLeast(LogLevel least) {
        return compareTo(least) >= 0;
    }
}

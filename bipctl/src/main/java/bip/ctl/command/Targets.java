package bip.ctl.command;

import bip.ctl.release.ReleaseVersion;
import bip.ctl.support.CtlException;
import bip.ctl.support.ErrorCode;
import bip.ctl.upgrade.Wanted;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Understands what a person writes where a version belongs. */
final class Targets {

    /** As other tools write it: {@code v1.0.1} of git tags, {@code ==1.0.1} of pip. */
    private static final Pattern PREFIXED = Pattern.compile("(?:[vV]|={1,3})(\\d+\\.\\d+\\.\\d+)");

    private Targets() {}

    /**
     * A version or a file.
     *
     * @param text null when nothing was written
     * @param command in front of the version, for the right command: {@code bipctl upgrade}
     */
    static Wanted wanted(@Nullable String text, String command) {
        if (text == null) {
            return new Wanted.Usual();
        }
        if (ReleaseVersion.parse(text).isEmpty() && Files.exists(Path.of(text))) {
            return new Wanted.Archive(Path.of(text));
        }
        return new Wanted.Exactly(version(text, command));
    }

    /** A version and nothing else. */
    static ReleaseVersion version(String text, String command) {
        return ReleaseVersion.parse(text).orElseThrow(() -> notBare(text, command));
    }

    private static CtlException notBare(String text, String command) {
        var matcher = PREFIXED.matcher(text);
        return matcher.matches()
                ? new CtlException(ErrorCode.A101, text, command + " " + matcher.group(1))
                : new CtlException(ErrorCode.A102, text);
    }
}

package bip.ctl.command;

import bip.ctl.release.ReleaseVersion;
import bip.ctl.support.CtlException;
import bip.ctl.support.ErrorCode;
import bip.ctl.support.Phrase;
import bip.ctl.upgrade.Wanted;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
     * @param typed the words after {@code bipctl}, for the right command
     */
    static Wanted wanted(@Nullable String text, List<String> typed) {
        if (text == null) {
            return new Wanted.Usual();
        }
        if (ReleaseVersion.parse(text.strip()).isEmpty() && isThere(text)) {
            return new Wanted.Archive(file(text));
        }
        return new Wanted.Exactly(version(text, typed));
    }

    /** Whether something is there of that name; nothing at all would name the present folder. */
    static boolean isThere(String name) {
        return !name.isBlank() && Files.exists(Path.of(name));
    }

    /**
     * A file that ends: a pipe or a device could keep its reader for ever.
     *
     * @throws CtlException A107 if there is none, A108 if it is something else
     */
    static Path file(String name) {
        if (!isThere(name)) {
            throw new CtlException(ErrorCode.A107, name);
        }
        Path file = Path.of(name);
        if (!Files.isRegularFile(file)) {
            String kind = Files.isDirectory(file) ? "file.isFolder" : "file.isDevice";
            throw new CtlException(ErrorCode.A108, name, Phrase.of(kind));
        }
        return file;
    }

    /** A version and nothing else but blanks around it. */
    static ReleaseVersion version(String text, List<String> typed) {
        return ReleaseVersion.parse(text.strip()).orElseThrow(() -> notBare(text, typed));
    }

    private static CtlException notBare(String text, List<String> typed) {
        var matcher = PREFIXED.matcher(text);
        if (!matcher.matches()) {
            return new CtlException(ErrorCode.A102, text);
        }
        String bare = matcher.group(1);
        // Also within one word: --version=v1.0.1.
        List<String> right =
                typed.stream().map(it -> it.endsWith(text) ? it.replace(text, bare) : it).toList();
        return new CtlException(ErrorCode.A101, text, "bipctl " + Wording.line(right));
    }
}

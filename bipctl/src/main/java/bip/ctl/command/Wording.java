package bip.ctl.command;

import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Makes the commands in our texts such that they work as printed. */
final class Wording {

    private static final Pattern COMMAND =
            Pattern.compile(
                    "\\bbipctl (?=(install|upgrade|rollback|pin|unpin|start|stop|restart|status"
                            + "|history|release|logs|report|sentry|user)\\b)(?!.*--root)");

    private static final Pattern PLAIN = Pattern.compile("[\\w@%+=:,./-]+");

    private Wording() {}

    static String withRoot(String text, Path root) {
        return COMMAND.matcher(text)
                .replaceAll(
                        Matcher.quoteReplacement("bipctl --root " + quoted(root.toString()) + " "));
    }

    /** As a shell takes it. */
    private static String quoted(String word) {
        return PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}

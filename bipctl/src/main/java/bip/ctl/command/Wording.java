package bip.ctl.command;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Makes the commands in our texts such that they work as printed. */
final class Wording {

    private static final Pattern COMMAND =
            Pattern.compile(
                    "\\bbipctl (?=(install|upgrade|rollback|resume|abort|adopt|pin|unpin|hold|unhold"
                            + "|start|stop|restart|status|history|release|logs|report|sentry|user|import|backup"
                            + "|check|channel|trust|verify)\\b)(?!.*--root)");

    /** Where settings lie, unless a path leads there. */
    private static final Pattern SETTINGS = Pattern.compile("(?<![\\w./-])/etc/bip/");

    private static final Pattern PLAIN = Pattern.compile("[\\w@%+=:,./-]+");

    private Wording() {}

    static String withRoot(String text, Path root) {
        String commands =
                COMMAND.matcher(text)
                        .replaceAll(
                                Matcher.quoteReplacement(
                                        "bipctl --root " + quoted(root.toString()) + " "));
        return SETTINGS.matcher(commands)
                .replaceAll(Matcher.quoteReplacement(root.resolve("etc/bip") + "/"));
    }

    /** Words as a shell takes them. */
    static String line(List<String> words) {
        return words.stream().map(Wording::quoted).collect(Collectors.joining(" "));
    }

    /** As a shell takes it. */
    private static String quoted(String word) {
        return PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}

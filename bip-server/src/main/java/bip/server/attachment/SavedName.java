package bip.server.attachment;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name to save a file under: its title, which a person finds again, with the ending of the file
 * itself. Its address often ends with no more than a hash.
 */
final class SavedName {
    /** Letters; with its ending in UTF-8 it fits into the 255 bytes of any file system. */
    private static final int LONGEST = 100;

    private static final Pattern ENDING = Pattern.compile("\\.([A-Za-z0-9]{1,8})$");

    /** What some system takes for no letter of a name. */
    private static final Pattern FORBIDDEN =
            Pattern.compile("[\\\\/:*?\"<>|\\p{Cntrl}\\p{Cf}\\p{Zl}\\p{Zp}]+");

    private SavedName() {}

    static String of(String title, String fileName) {
        Matcher found = ENDING.matcher(fileName);
        String ending = found.find() ? found.group() : "";
        String name = bare(title, ending);
        return name.isEmpty() ? fileName : name + ending.toLowerCase(Locale.ROOT);
    }

    /** Titles often end as their file does; hidden files begin with a dot. */
    private static String bare(String title, String ending) {
        String name = title.strip();
        if (!ending.isEmpty()
                && name.toLowerCase(Locale.ROOT).endsWith(ending.toLowerCase(Locale.ROOT))) {
            name = name.substring(0, name.length() - ending.length());
        }
        name = FORBIDDEN.matcher(name).replaceAll("-").replaceAll("\\s+", " ").strip();
        if (name.codePointCount(0, name.length()) > LONGEST) {
            name = name.substring(0, name.offsetByCodePoints(0, LONGEST));
        }
        return name.replaceAll("^[.\\s]+|[.\\s]+$", "");
    }
}

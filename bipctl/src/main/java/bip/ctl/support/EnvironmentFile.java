package bip.ctl.support;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * A file of settings as systemd's {@code EnvironmentFile=} reads it ({@code systemd.exec(5)}):
 * {@code KEY=value}, comments from {@code #} or {@code ;}, quotes, backslashes, the last of several
 * values of one key wins, and a key that is no name of a variable ({@code export KEY}) is passed
 * over.
 */
public final class EnvironmentFile {

    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    private static final Pattern NEEDS_NO_QUOTES = Pattern.compile("[A-Za-z0-9_@%+:,./-]*");

    private EnvironmentFile() {}

    /**
     * The settings of {@code file}, in its order; empty when there is no such file.
     *
     * @throws CtlException if it is not UTF-8: systemd refuses it too
     */
    public static Map<String, String> read(Path file) throws IOException {
        return parse(text(file));
    }

    /**
     * Lines of {@code file} that are passed over although they are no comments, by number from 1:
     * without {@code =}, or with something else before it than the name of a variable.
     */
    public static List<Integer> strayLines(Path file) throws IOException {
        String text = text(file);
        var scanner = new EnvironmentScanner(text);
        var starts = new TreeSet<Integer>();
        scanner.assignments().stream()
                .filter(it -> !NAME.matcher(it.key()).matches())
                .forEach(it -> starts.add(it.start()));
        starts.addAll(scanner.strays());
        return starts.stream().map(it -> 1 + Math.toIntExact(lineEnds(text, it))).toList();
    }

    private static long lineEnds(String text, int before) {
        return text.chars().limit(before).filter(it -> it == '\n').count();
    }

    /** The settings in {@code text}. Never fails: systemd takes what it can. */
    public static Map<String, String> parse(String text) {
        var settings = new LinkedHashMap<String, String>();
        for (EnvironmentScanner.Assignment assignment : assignments(text)) {
            settings.put(assignment.key(), assignment.value());
        }
        return settings;
    }

    /**
     * {@code text} with {@code key} set to {@code value}, everything else byte for byte as it was:
     * the assignment that counts is replaced, or one is added at the end.
     */
    public static String withValue(String text, String key, String value) {
        if (!NAME.matcher(key).matches()) {
            throw new IllegalArgumentException(key + " is not the name of a variable");
        }
        String assignment = assignment(key, value);
        return assignments(text).stream()
                .filter(a -> a.key().equals(key))
                .reduce((_, last) -> last)
                .map(a -> text.substring(0, a.start()) + assignment + text.substring(a.end()))
                .orElseGet(() -> withLineEnd(text) + assignment + "\n");
    }

    /** The line that sets {@code key}, without its end. */
    public static String assignment(String key, String value) {
        return key + "=" + quoted(value);
    }

    /**
     * {@code text} with a comment in the place of each assignment to one of {@code keys},
     * everything else byte for byte as it was.
     */
    public static String withoutValues(String text, Set<String> keys) {
        var without = new StringBuilder();
        int end = 0;
        for (EnvironmentScanner.Assignment it : assignments(text)) {
            if (keys.contains(it.key())) {
                without.append(text, end, it.start()).append("# ").append(it.key()).append("=");
                end = it.end();
            }
        }
        return without.append(text, end, text.length()).toString();
    }

    private static List<EnvironmentScanner.Assignment> assignments(String text) {
        return new EnvironmentScanner(text)
                .assignments().stream().filter(a -> NAME.matcher(a.key()).matches()).toList();
    }

    private static String quoted(String value) {
        if (NEEDS_NO_QUOTES.matcher(value).matches()) {
            return value;
        }
        return '"' + value.replaceAll("([\"\\\\`$])", "\\\\$1") + '"';
    }

    private static String withLineEnd(String text) {
        return text.isEmpty() || text.endsWith("\n") ? text : text + "\n";
    }

    /**
     * All of {@code file}; empty when there is no such file.
     *
     * @throws CtlException if it is not UTF-8
     */
    public static String text(Path file) throws IOException {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(Files.readAllBytes(file)))
                    .toString();
        } catch (NoSuchFileException e) {
            return "";
        } catch (CharacterCodingException e) {
            throw new CtlException(e, ErrorCode.G103, file);
        }
    }
}

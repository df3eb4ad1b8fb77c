package bip.ctl.backup;

import bip.ctl.support.CtlException;
import bip.ctl.support.ErrorCode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The lists of a backup, each of the form that {@code sha256sum -c} reads. */
final class ContentList {

    static final String DATABASE = "database.sha256";
    static final String ATTACHMENTS = "attachments.sha256";
    static final String RELEASE = "release.sha256";
    static final String CONFIGURATION = "configuration.sha256";
    static final String SECRETS = "secrets.sha256";
    static final String SUMS = "SHA256SUMS";

    /** Those that every backup has. */
    static final List<String> USUAL = List.of(DATABASE, ATTACHMENTS, RELEASE, CONFIGURATION);

    static final List<String> ALL = List.of(DATABASE, ATTACHMENTS, RELEASE, CONFIGURATION, SECRETS);

    private static final Pattern OBJECT =
            Pattern.compile(
                    "([0-9a-f]{64})  " + ObjectStore.FOLDER + "/([0-9a-f]{2})/([0-9a-f]{64})\n");

    private static final Pattern FILE = Pattern.compile("([0-9a-f]{64})  ([a-z0-9.]+)");

    private ContentList() {}

    static byte[] ofObjects(List<String> hashes) {
        var text = new StringBuilder(hashes.size() * 150);
        for (String hash : hashes) {
            text.append(hash)
                    .append("  ")
                    .append(ObjectStore.FOLDER)
                    .append('/')
                    .append(hash, 0, 2)
                    .append('/')
                    .append(hash)
                    .append('\n');
        }
        return text.toString().getBytes(StandardCharsets.US_ASCII);
    }

    /**
     * The objects that a list names, in its order.
     *
     * @param list where {@code text} is from
     * @throws CtlException B121 if it is no such list
     */
    static List<String> objects(byte[] text, Path list) {
        var hashes = new ArrayList<String>();
        if (text.length == 0) {
            return hashes;
        }
        for (String line : lines(text)) {
            Matcher matcher = OBJECT.matcher(line);
            if (!matcher.matches()
                    || !matcher.group(1).equals(matcher.group(3))
                    || !matcher.group(1).startsWith(matcher.group(2))) {
                throw new CtlException(ErrorCode.B121, list);
            }
            hashes.add(matcher.group(1));
        }
        return hashes;
    }

    /** A file of a backup's folder, and its hash. */
    record Sum(String hash, String file) {}

    static byte[] ofFiles(List<Sum> sums) {
        var text = new StringBuilder();
        sums.forEach(it -> text.append(it.hash()).append("  ").append(it.file()).append('\n'));
        return text.append(ofItself(text.toString()))
                .toString()
                .getBytes(StandardCharsets.US_ASCII);
    }

    /**
     * The last line of {@code SHA256SUMS}: of the lines before it. {@code sha256sum} passes over
     * it.
     */
    private static String ofItself(String lines) {
        return "# " + Hashes.of(lines.getBytes(StandardCharsets.ISO_8859_1)) + "\n";
    }

    /**
     * What {@code SHA256SUMS} says.
     *
     * @param list where {@code bytes} are from
     * @throws CtlException B121 if it is not as it was written
     */
    static List<Sum> sums(byte[] bytes, Path list) {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        int last = text.lastIndexOf("# ");
        if (last < 0 || !text.substring(last).equals(ofItself(text.substring(0, last)))) {
            throw new CtlException(ErrorCode.B121, list);
        }
        var sums = new ArrayList<Sum>();
        for (String line : text.substring(0, last).lines().toList()) {
            Matcher matcher = FILE.matcher(line);
            if (!matcher.matches()) {
                throw new CtlException(ErrorCode.B121, list);
            }
            sums.add(new Sum(matcher.group(1), matcher.group(2)));
        }
        return sums;
    }

    /** Each ends: half a list is none. */
    private static List<String> lines(byte[] text) {
        return List.of(new String(text, StandardCharsets.ISO_8859_1).split("(?<=\n)"));
    }
}

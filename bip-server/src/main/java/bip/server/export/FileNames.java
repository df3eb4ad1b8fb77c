package bip.server.export;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Names of files for addresses, such as any disk takes: FAT and exFAT of a USB stick hold no colon,
 * tell no capitals from small letters, and Windows knows names that are no files. A name that had
 * to be changed, or is another's already, ends with a piece of the address's hash.
 */
final class FileNames {
    private static final int LONGEST = 80;
    private static final int HASH_BYTES = 4;
    private static final String FORBIDDEN = "[\\\\/:*?\"<>|\\p{Cntrl}]";
    private static final String RESERVED = "(?i)(con|prn|aux|nul|com[0-9]|lpt[0-9])(\\..*)?";

    private final Set<String> taken = new HashSet<>();

    /**
     * The file for an address, the same only for the same.
     *
     * @param target path and query, each part of the path percent-encoded
     * @param parts decoded parts of the path; one empty part for the home page
     * @param query for the name, or empty
     * @param isPage whether it is an HTML page
     */
    String nameOf(String target, List<String> parts, String query, boolean isPage) {
        List<String> folders = new ArrayList<>();
        for (String part : parts.subList(0, parts.size() - 1)) {
            folders.add(safe(part, ""));
        }
        String last = parts.getLast().isEmpty() ? "index" : parts.getLast();
        String end = query.isEmpty() ? "" : "-" + query.replace('=', '-');
        String name = isPage ? safe(last, end + ".html") : safe(last, "");
        String folder = folders.isEmpty() ? "" : String.join("/", folders) + "/";
        if (!taken.add((folder + name).toLowerCase(Locale.ROOT))) {
            name = hashed(name, target);
            taken.add((folder + name).toLowerCase(Locale.ROOT));
        }
        return folder + name;
    }

    private static String safe(String part, String end) {
        String plain = Normalizer.normalize(part, Normalizer.Form.NFC).replaceAll(FORBIDDEN, "-");
        if (plain.length() > LONGEST) {
            int dot = plain.lastIndexOf('.');
            String kept = dot > plain.length() - 8 ? plain.substring(dot) : "";
            plain = plain.substring(0, LONGEST - kept.length()) + kept;
        }
        plain = plain.replaceAll("[. ]+$", "-");
        boolean isWhole = plain.equals(part) && !plain.matches(RESERVED);
        return isWhole ? plain + end : hashed(plain + end, part);
    }

    /** With a piece of a hash before the ending. */
    private static String hashed(String name, String of) {
        int dot = name.lastIndexOf('.');
        int cut = dot > 0 ? dot : name.length();
        return name.substring(0, cut) + "-" + hash(of) + name.substring(cut);
    }

    private static String hash(String text) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256")
                            .digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, HASH_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}

package bip.server.account;

import java.util.regex.Pattern;

/** Where to go after signing in: the editors' part of this site and nowhere else. */
final class LocalPath {
    private static final Pattern EDITORS = Pattern.compile("/redakcja(/[A-Za-z0-9_-]+)*");

    private LocalPath() {}

    static String orElse(String path, String other) {
        return EDITORS.matcher(path).matches() ? path : other;
    }
}

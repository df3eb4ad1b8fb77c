package bip.packaging.publisher;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What people call a key, such as {@code root-1}: also the name of its files. A replaced key's name
 * is not used again, so numbers grow.
 *
 * @param number from 1
 */
record KeyName(KeyRole role, int number) {

    private static final Pattern NAME = Pattern.compile("(root|targets|online)-([1-9][0-9]{0,3})");

    KeyName {
        if (number < 1) {
            throw new IllegalArgumentException("keys are numbered from 1");
        }
    }

    static KeyName parse(String text) {
        var matcher = NAME.matcher(text);
        if (!matcher.matches()) {
            throw Refusal.before(
                    "'" + text + "' is no name of a key",
                    "Write root-, targets- or online- and a number, such as root-4.");
        }
        return new KeyName(
                KeyRole.valueOf(matcher.group(1).toUpperCase(Locale.ROOT)),
                Integer.parseInt(matcher.group(2)));
    }

    /** The keys that a channel begins with. */
    static List<KeyName> ofProfile() {
        var names = new ArrayList<KeyName>();
        for (KeyRole role : KeyRole.values()) {
            for (int number = 1; number <= role.keys(); number++) {
                names.add(new KeyName(role, number));
            }
        }
        return names;
    }

    @Override
    public String toString() {
        return role.word() + "-" + number;
    }
}

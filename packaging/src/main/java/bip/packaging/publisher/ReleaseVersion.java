package bip.packaging.publisher;

import java.util.Comparator;
import java.util.regex.Pattern;

/** The version of a release, such as {@code 1.4.2}. */
record ReleaseVersion(int major, int minor, int patch) implements Comparable<ReleaseVersion> {

    private static final Comparator<ReleaseVersion> ORDER =
            Comparator.comparingInt(ReleaseVersion::major)
                    .thenComparingInt(ReleaseVersion::minor)
                    .thenComparingInt(ReleaseVersion::patch);

    private static final Pattern FORM =
            Pattern.compile("(0|[1-9]\\d{0,8})\\.(0|[1-9]\\d{0,8})\\.(0|[1-9]\\d{0,8})");

    ReleaseVersion {
        if (major < 0 || minor < 0 || patch < 0) {
            throw new IllegalArgumentException("version parts are not negative");
        }
    }

    /**
     * @throws IllegalArgumentException if it is not bare
     */
    static ReleaseVersion parse(String text) {
        var matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "'" + text + "' is no version: write it bare, such as 1.4.2");
        }
        return new ReleaseVersion(
                Integer.parseInt(matcher.group(1)),
                Integer.parseInt(matcher.group(2)),
                Integer.parseInt(matcher.group(3)));
    }

    String archiveName() {
        return "bip-server-" + this + "-linux-x64.tar.gz";
    }

    @Override
    public int compareTo(ReleaseVersion other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return major + "." + minor + "." + patch;
    }
}

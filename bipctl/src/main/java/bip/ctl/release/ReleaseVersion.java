package bip.ctl.release;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Pattern;

/** The version of a release, e.g. {@code 1.4.2}. Ordered as semver orders plain versions. */
public record ReleaseVersion(int major, int minor, int patch)
        implements Comparable<ReleaseVersion> {

    private static final Pattern FORM =
            Pattern.compile("(0|[1-9]\\d{0,5})\\.(0|[1-9]\\d{0,5})\\.(0|[1-9]\\d{0,5})");
    private static final Comparator<ReleaseVersion> ORDER =
            Comparator.comparingInt(ReleaseVersion::major)
                    .thenComparingInt(ReleaseVersion::minor)
                    .thenComparingInt(ReleaseVersion::patch);

    public ReleaseVersion {
        if (major < 0 || minor < 0 || patch < 0) {
            throw new IllegalArgumentException("version parts must not be negative");
        }
    }

    /**
     * Empty when {@code text} is not a bare version: {@code v1.0.1} and {@code ==1.0.1} are not.
     */
    public static Optional<ReleaseVersion> parse(String text) {
        var matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        return Optional.of(
                new ReleaseVersion(
                        Integer.parseInt(matcher.group(1)),
                        Integer.parseInt(matcher.group(2)),
                        Integer.parseInt(matcher.group(3))));
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

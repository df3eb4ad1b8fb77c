package bip.packaging.publisher;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What the publisher says about a release beside its archive. As a file: properties in UTF-8,
 * {@literal pl, en, severity, cves, stops}, the last two lists with commas; all optional, but
 * {@code pl} and {@code en} come together.
 *
 * @param pl in place of the archive's own words; null keeps those
 * @param en likewise
 */
record ReleaseNotes(
        @Nullable String pl, @Nullable String en, Security security, List<ReleaseVersion> stops) {

    private static final Set<String> KEYS = Set.of("pl", "en", "severity", "cves", "stops");

    static final ReleaseNotes NONE = new ReleaseNotes(null, null, Security.NONE, List.of());

    /**
     * Reads the notes of {@code version}.
     *
     * @param place the file, or a folder with a file {@code VERSION.properties}
     */
    static ReleaseNotes of(ReleaseVersion version, Path place) throws IOException {
        Path file = Files.isDirectory(place) ? place.resolve(version + ".properties") : place;
        if (!Files.exists(file)) {
            throw Refusal.before(
                    "there is no notes file " + file,
                    "Write it, or name another with --notes; without any, the archive's own words"
                            + " or those that were published stand: --no-notes.");
        }
        return load(file);
    }

    private static ReleaseNotes load(Path file) throws IOException {
        var properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        } catch (java.nio.charset.CharacterCodingException | IllegalArgumentException e) {
            throw Refusal.before(file + " is no properties file in UTF-8", "Write it again.");
        }
        var unknown = new TreeSet<>(properties.stringPropertyNames());
        unknown.removeAll(KEYS);
        if (!unknown.isEmpty()) {
            throw Refusal.before(
                    file + " has " + unknown, "Known are " + new TreeSet<>(KEYS) + " alone.");
        }
        String pl = words(properties, "pl");
        String en = words(properties, "en");
        if ((pl == null) != (en == null)) {
            throw Refusal.before(
                    file + " has words in one language alone",
                    "Write both pl and en, or neither to keep the archive's own.");
        }
        try {
            return new ReleaseNotes(
                    pl,
                    en,
                    Security.of(
                            Security.Severity.parse(
                                    properties.getProperty("severity", "none").strip()),
                            list(properties, "cves")),
                    list(properties, "stops").stream().map(ReleaseVersion::parse).toList());
        } catch (IllegalArgumentException e) {
            throw Refusal.before(file + " is wrong: " + e.getMessage(), "Correct it.");
        }
    }

    private static @Nullable String words(Properties properties, String key) {
        String words = properties.getProperty(key, "");
        return words.isBlank() ? null : words;
    }

    private static List<String> list(Properties properties, String key) {
        return Arrays.stream(properties.getProperty(key, "").split(",", -1))
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .toList();
    }

    /** The terms of a release that is offered in {@code channel} for the first time. */
    ReleaseTerms terms(ReleaseManifest manifest, Channel channel) {
        return new ReleaseTerms(
                manifest.version(),
                Set.of(channel),
                new ReleaseTerms.From(manifest.upgradeFrom(), stops),
                manifest.schema(),
                manifest.sizeUnpacked(),
                security,
                new Bilingual(
                        pl == null ? manifest.notes().pl() : pl,
                        en == null ? manifest.notes().en() : en),
                manifest.contentHash(),
                null);
    }
}

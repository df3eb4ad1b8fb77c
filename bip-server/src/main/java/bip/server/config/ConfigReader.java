package bip.server.config;

import bip.server.config.ConfigReport.Remark;
import bip.server.config.ConfigReport.Setting;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads keys from an environment and gathers what is wrong with them, so that all of it is said at
 * once. A key that does not fit gives its default, so that reading goes on; whoever reads asks
 * {@link #report()} before using anything. For one thread.
 */
public final class ConfigReader {
    /** Keys that begin so are ours; others in the environment are nobody's business here. */
    private static final List<String> PREFIXES = List.of("BIP_", "SENTRY_");

    /** Spellings further away than this are not offered as "did you mean". */
    private static final int NEAR = 4;

    private final Map<String, String> environment;
    private final List<Remark> problems = new ArrayList<>();
    private final List<Remark> warnings = new ArrayList<>();
    private final List<Setting> settings = new ArrayList<>();

    public ConfigReader(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    /** The value of {@code key}, or its default when the key is absent, blank or does not fit. */
    public <T> T read(Key<T> key) {
        String given = environment.getOrDefault(key.name(), "").strip();
        boolean isDefault = given.isEmpty();
        String text = isDefault ? key.defaultText() : given;
        settings.add(
                new Setting(
                        key.name(),
                        key.secret() && !text.isEmpty() ? Secret.MASK : text,
                        isDefault ? "default" : "environment"));
        try {
            return key.parser().parse(text);
        } catch (UnfitValueException e) {
            problems.add(new Remark(key.name(), String.valueOf(e.getMessage()), e.hint()));
            return defaultOf(key);
        }
    }

    /**
     * Warns where {@code key} is not set: the server starts, but something is missing.
     *
     * @param missing what is missing then
     * @param hint an example of a value
     */
    public void warnUnlessSet(Key<?> key, String missing, String hint) {
        if (environment.getOrDefault(key.name(), "").isBlank()) {
            warnings.add(new Remark(key.name(), "is not set: " + missing, hint));
        }
    }

    /** What was found until now; unknown keys are those that were not read. */
    public ConfigReport report() {
        List<Remark> all = new ArrayList<>(warnings);
        all.addAll(unknownKeys());
        return new ConfigReport(problems, all, settings);
    }

    private static <T> T defaultOf(Key<T> key) {
        try {
            return key.parser().parse(key.defaultText());
        } catch (UnfitValueException e) {
            throw new IllegalStateException(key.name() + " has a default that does not fit", e);
        }
    }

    /** Only warned of: an older release must start with a newer one's configuration. */
    private List<Remark> unknownKeys() {
        List<String> known = settings.stream().map(Setting::key).toList();
        return environment.keySet().stream()
                .filter(name -> PREFIXES.stream().anyMatch(name::startsWith))
                .filter(name -> !known.contains(name))
                .sorted()
                .map(name -> new Remark(name, "unknown key", nearest(name, known).orElse(null)))
                .toList();
    }

    private static Optional<String> nearest(String name, List<String> known) {
        return known.stream()
                .filter(candidate -> Spelling.distance(name, candidate) <= NEAR)
                .min(Comparator.comparingInt(candidate -> Spelling.distance(name, candidate)));
    }
}

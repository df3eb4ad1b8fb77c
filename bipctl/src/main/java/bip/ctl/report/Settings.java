package bip.ctl.report;

import bip.ctl.support.EnvironmentFile;
import bip.ctl.support.SecretKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The settings of an environment file, and which of them are secret. */
record Settings(Map<String, String> values) {

    /** They stand everywhere, and open nothing. */
    private static final Set<String> WORDS = Set.of("true", "false", "none", "null", "auto");

    Settings {
        values = Map.copyOf(values);
    }

    /** Empty when there is no such file. */
    static Settings read(Path file) throws IOException {
        return new Settings(EnvironmentFile.read(file));
    }

    /** Values that must not leave this machine. */
    Stream<String> secrets() {
        return values.entrySet().stream()
                .filter(it -> SecretKeys.isSecret(it.getKey()))
                .map(Map.Entry::getValue)
                .filter(it -> !it.isBlank() && !WORDS.contains(it) && !isFile(it));
    }

    /** One line a setting; of a secret one only whether it is set. Comments are left out. */
    String text() {
        return values.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(it -> it.getKey() + "=" + shown(it.getKey(), it.getValue()))
                .collect(Collectors.joining("\n"));
    }

    private static String shown(String key, String value) {
        if (!SecretKeys.isSecret(key)) {
            return value;
        }
        return value.isEmpty() ? "[empty]" : "[secret]";
    }

    /** Where a secret is kept is none. */
    private static boolean isFile(String value) {
        return value.startsWith("/") && Files.exists(Path.of(value));
    }
}

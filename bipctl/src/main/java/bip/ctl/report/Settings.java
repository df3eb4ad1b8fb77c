package bip.ctl.report;

import bip.ctl.support.EnvironmentFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The settings of an environment file, and which of them are secret. */
record Settings(Map<String, String> values) {

    private static final Pattern SECRET_KEY =
            Pattern.compile(".*(DSN|PASS|PWD|SECRET|TOKEN|KEY|CREDENTIAL|AUTH|COOKIE|SALT).*");

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
                .filter(it -> isSecret(it.getKey()))
                .map(Map.Entry::getValue)
                .filter(it -> !it.isBlank());
    }

    /** One line a setting; of a secret one only whether it is set. Comments are left out. */
    String text() {
        return values.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(it -> it.getKey() + "=" + shown(it.getKey(), it.getValue()))
                .collect(Collectors.joining("\n"));
    }

    private static String shown(String key, String value) {
        if (!isSecret(key)) {
            return value;
        }
        return value.isEmpty() ? "[empty]" : "[secret]";
    }

    private static boolean isSecret(String key) {
        return SECRET_KEY.matcher(key).matches();
    }
}

package bip.ctl.upgrade;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The first {@code bip.env}: every key explained, none set. */
public final class EnvironmentTemplate {

    /** It may come to hold secrets. */
    static final Set<PosixFilePermission> PRIVATE = PosixFilePermissions.fromString("rw-------");

    private static final String NAME = "bip.env";

    private static final Pattern KEY = Pattern.compile("(?m)^#?([A-Z_]+)=");

    private EnvironmentTemplate() {}

    /** The names of all settings in it. */
    public static Set<String> keys() throws IOException {
        return KEY.matcher(new String(bytes(), StandardCharsets.UTF_8))
                .results()
                .map(it -> it.group(1))
                .collect(Collectors.toUnmodifiableSet());
    }

    static byte[] bytes() throws IOException {
        try (InputStream template = EnvironmentTemplate.class.getResourceAsStream(NAME)) {
            if (template == null) {
                throw new IllegalStateException(NAME + " is not in this program");
            }
            return template.readAllBytes();
        }
    }
}

package bip.ctl.upgrade;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** The first {@code bip.env}: every key explained, none set. */
final class EnvironmentTemplate {

    /** It may come to hold secrets. */
    static final Set<PosixFilePermission> PRIVATE = PosixFilePermissions.fromString("rw-------");

    private static final String NAME = "bip.env";

    private EnvironmentTemplate() {}

    static byte[] bytes() throws IOException {
        try (InputStream template = EnvironmentTemplate.class.getResourceAsStream(NAME)) {
            if (template == null) {
                throw new IllegalStateException(NAME + " is not in this program");
            }
            return template.readAllBytes();
        }
    }
}

package bip.ctl.sentry;

import bip.ctl.layout.Layout;
import bip.ctl.support.AtomicFiles;
import bip.ctl.support.CtlException;
import bip.ctl.support.EnvironmentFile;
import bip.ctl.support.ErrorCode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;

/**
 * The setting in {@code bip.env}: the only place from which the server takes it. What the caller's
 * shell has in its environment does not reach the server.
 */
public final class SentrySetting {

    /** In {@code bip.env}. */
    public static final String KEY = "SENTRY_DSN";

    private static final String ENVIRONMENT_KEY = "SENTRY_ENVIRONMENT";
    private static final String USUAL_ENVIRONMENT = "production";

    /** A DSN is about 100 bytes. */
    private static final int MOST_BYTES = 4096;

    private final Layout layout;

    public SentrySetting(Layout layout) {
        this.layout = layout;
    }

    /**
     * The DSN that the server starts with next.
     *
     * @throws CtlException T100 to T102 if there is none
     */
    Dsn load() throws IOException {
        String text = settings().get(KEY);
        if (text == null) {
            throw new CtlException(ErrorCode.T100, layout.serverEnvironment());
        }
        if (text.isBlank()) {
            throw new CtlException(ErrorCode.T101, layout.serverEnvironment());
        }
        return Dsn.parse(text);
    }

    /** The name under which the server's errors are gathered. */
    public String environment() throws IOException {
        String name = settings().getOrDefault(ENVIRONMENT_KEY, "").strip();
        return name.isEmpty() ? USUAL_ENVIRONMENT : name;
    }

    /**
     * Takes over the DSN in {@code file}, which may end with a line end. All else in {@code
     * bip.env} stays byte for byte; afterwards only its owner may read it.
     *
     * @throws CtlException T102 if it is none; T142 if the file cannot be read
     */
    public void saveFrom(Path file) throws IOException {
        String dsn = read(file);
        if (dsn.isBlank()) {
            throw new CtlException(ErrorCode.T143, file);
        }
        Dsn.parse(dsn);
        Path settings = layout.serverEnvironment();
        Files.createDirectories(settings.resolveSibling(""));
        String changed = EnvironmentFile.withValue(EnvironmentFile.text(settings), KEY, dsn);
        AtomicFiles.write(
                settings,
                changed.getBytes(StandardCharsets.UTF_8),
                PosixFilePermissions.fromString("rw-------"));
    }

    private static String read(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            String text = new String(in.readNBytes(MOST_BYTES), StandardCharsets.UTF_8);
            return text.replaceFirst("\\R\\z", "");
        } catch (IOException e) {
            throw new CtlException(e, ErrorCode.T142, file, e.getClass().getSimpleName());
        }
    }

    private Map<String, String> settings() throws IOException {
        return EnvironmentFile.read(layout.serverEnvironment());
    }
}

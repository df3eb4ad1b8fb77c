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
import java.util.regex.Pattern;

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

    private static final Pattern EXPORTED =
            Pattern.compile("(?m)^[ \\t]*export[ \\t]+" + KEY + "=");

    private final Layout layout;

    public SentrySetting(Layout layout) {
        this.layout = layout;
    }

    /**
     * The DSN that the server starts with next.
     *
     * @throws CtlException T100 to T102, T145 if there is none
     */
    Dsn load() throws IOException {
        String text = settings().get(KEY);
        if (text == null) {
            throw new CtlException(
                    isExported() ? ErrorCode.T145 : ErrorCode.T100, layout.serverEnvironment());
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
     * @throws CtlException T102 if it is none; T142 to T144 if the file does not hold one
     */
    public void saveFrom(Path file) throws IOException {
        String dsn = read(file);
        if (dsn.isBlank()) {
            throw new CtlException(ErrorCode.T143, file);
        }
        Dsn.parse(dsn);
        Path settings = layout.serverEnvironment();
        Files.createDirectories(settings.resolveSibling(""));
        write(settings, EnvironmentFile.withValue(EnvironmentFile.text(settings), KEY, dsn));
    }

    /**
     * Switches reporting off: {@code bip.env} has no DSN afterwards, all else stays.
     *
     * @return false when none was set
     */
    public boolean unset() throws IOException {
        Path settings = layout.serverEnvironment();
        if (settings().getOrDefault(KEY, "").isBlank()) {
            return false;
        }
        write(settings, EnvironmentFile.withValue(EnvironmentFile.text(settings), KEY, ""));
        return true;
    }

    private static void write(Path settings, String text) throws IOException {
        AtomicFiles.write(
                settings,
                text.getBytes(StandardCharsets.UTF_8),
                PosixFilePermissions.fromString("rw-------"));
    }

    private static String read(Path file) {
        if (Files.isDirectory(file)) {
            throw new CtlException(ErrorCode.T144, file);
        }
        try (InputStream in = Files.newInputStream(file)) {
            String text = new String(in.readNBytes(MOST_BYTES), StandardCharsets.UTF_8);
            // Some editors begin a file with the mark of its byte order.
            return text.replaceFirst("\\A\\ufeff", "").replaceFirst("\\R\\z", "");
        } catch (IOException e) {
            throw new CtlException(e, ErrorCode.T142, file, e.getClass().getSimpleName());
        }
    }

    /** As in a script of the shell, which this file is not: systemd passes such a line over. */
    private boolean isExported() throws IOException {
        return EXPORTED.matcher(EnvironmentFile.text(layout.serverEnvironment())).find();
    }

    private Map<String, String> settings() throws IOException {
        return EnvironmentFile.read(layout.serverEnvironment());
    }
}

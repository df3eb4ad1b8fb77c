package bip.server.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * Secrets that systemd hands over as files ({@code LoadCredential=}, systemd.exec(5)): out of the
 * environment, which children inherit and crash reports show.
 */
public final class Credentials {
    private static final String FOLDER = "CREDENTIALS_DIRECTORY";

    /** File name in the folder, by the key that it stands for. */
    private static final Map<String, String> FILES = Map.of("SENTRY_DSN", "sentry-dsn");

    private Credentials() {}

    /**
     * The environment with the keys that stand in credentials; a key that the environment has wins.
     *
     * @throws IOException if a credential is there and cannot be read
     */
    public static Map<String, String> addedTo(Map<String, String> environment) throws IOException {
        String folder = environment.getOrDefault(FOLDER, "");
        if (folder.isEmpty()) {
            return environment;
        }
        Map<String, String> whole = new HashMap<>(environment);
        for (Map.Entry<String, String> file : FILES.entrySet()) {
            if (environment.getOrDefault(file.getKey(), "").isBlank()) {
                add(whole, file.getKey(), Path.of(folder, file.getValue()));
            }
        }
        return whole;
    }

    private static void add(Map<String, String> environment, String key, Path file)
            throws IOException {
        try {
            environment.put(key, Files.readString(file).strip());
        } catch (NoSuchFileException _) {
            // Not handed over: the key stays unset.
        } catch (IOException e) {
            // Not every failure names its file.
            throw new IOException(file + ": " + e.getMessage(), e);
        }
    }
}

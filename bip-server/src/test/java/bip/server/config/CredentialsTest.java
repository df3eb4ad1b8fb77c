package bip.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CredentialsTest {
    private static final String DSN = "https://key@sentry.example.org/42";

    @TempDir private Path folder = Path.of("");

    @Test
    void readsTheDsnWhenTheEnvironmentHasNone() throws IOException {
        Files.writeString(folder.resolve("sentry-dsn"), DSN + "\n");

        assertThat(Credentials.addedTo(environment(""))).containsEntry("SENTRY_DSN", DSN);
        assertThat(Credentials.addedTo(Map.of("CREDENTIALS_DIRECTORY", folder.toString())))
                .containsEntry("SENTRY_DSN", DSN);
        assertThat(Credentials.addedTo(environment("https://other@h/1")))
                .containsEntry("SENTRY_DSN", "https://other@h/1");
    }

    @Test
    void changesNothingWithoutTheCredential() throws IOException {
        assertThat(Credentials.addedTo(Map.of("A", "b"))).isEqualTo(Map.of("A", "b"));
        assertThat(Credentials.addedTo(environment(""))).isEqualTo(environment(""));
    }

    @Test
    void failsOnACredentialThatCannotBeRead() throws IOException {
        Files.createDirectory(folder.resolve("sentry-dsn"));

        assertThatThrownBy(() -> Credentials.addedTo(environment("")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(folder.resolve("sentry-dsn").toString());
    }

    private Map<String, String> environment(String dsn) {
        return Map.of("CREDENTIALS_DIRECTORY", folder.toString(), "SENTRY_DSN", dsn);
    }
}

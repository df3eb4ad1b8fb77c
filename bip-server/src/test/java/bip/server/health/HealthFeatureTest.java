package bip.server.health;

import static org.assertj.core.api.Assertions.assertThat;

import bip.server.database.Schema;
import bip.server.testing.Golden;
import bip.server.testing.MigratedDatabase;
import bip.server.testing.RawHttp.Answer;
import bip.server.testing.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HealthFeatureTest {
    private TestServer server;

    @BeforeEach
    void start(@TempDir Path folder) throws IOException {
        server = TestServer.start(folder);
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void answersThisMachineAsTheContractSays(@TempDir Path another) throws IOException {
        MigratedDatabase.at(another.resolve("bip.db"));
        try (TestServer reporting =
                TestServer.startOn(
                        another, Map.of("SENTRY_DSN", "https://key@sentry.example.org/42"))) {
            Answer answer = reporting.get("/health");

            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.header("content-type")).hasValue("application/json");
            assertThat(Golden.fieldsOf(answer.text()))
                    .isEqualTo(Golden.fieldsOfFile("health.json"));
            assertThat(answer.text())
                    .contains(
                            "\"version\":\"1.4.2\"",
                            "\"schema\":" + Schema.WRITES,
                            "\"frozen\":false")
                    .contains("\"sentryDsnHash\":\"e0ea487d2c05\"")
                    .contains("{\"name\":\"database\",\"state\":\"ok\"}");
        }
    }

    @Test
    void saysNothingOfSentryWhenErrorsAreReportedNowhere() throws IOException {
        assertThat(server.get("/health").text())
                .contains("\"ready\":true")
                .doesNotContain("sentryDsnHash");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Forwarded: for=192.0.2.1",
                "X-Forwarded-For: 192.0.2.1",
                "x-forwarded-proto: https",
                "X-Real-IP: 192.0.2.1",
                "Via: 1.1 proxy"
            })
    void tellsNothingToWhoeverComesThroughAProxy(String header) throws IOException {
        assertThat(server.get("/health", header).status()).isEqualTo(404);
    }

    @Test
    void tellsNothingThroughAProxyThatIsNotTrustedEither(@TempDir Path another) throws IOException {
        MigratedDatabase.at(another.resolve("bip.db"));
        try (TestServer wary =
                TestServer.startOn(another, Map.of("BIP_TRUSTED_PROXIES", "10.0.0.1"))) {
            assertThat(wary.get("/health", "X-Forwarded-For: 127.0.0.1").status()).isEqualTo(404);
            assertThat(wary.get("/health").status()).isEqualTo(200);
        }
    }

    @Test
    void saysFrozenWhileTheFlagNamesAnInstantToCome() throws IOException {
        Files.writeString(server.freezeFlag(), Instant.now().plus(Duration.ofHours(1)) + "\n");
        assertThat(server.get("/health").text()).contains("\"frozen\":true");

        Files.writeString(server.freezeFlag(), "2020-01-01T00:00:00Z\n");
        assertThat(server.get("/health").text()).contains("\"frozen\":false");
    }

    @Test
    void saysFrozenOnlyWhenNoWriteIsUnderWay() throws Exception {
        Files.writeString(server.freezeFlag(), Instant.now().plus(Duration.ofHours(1)).toString());
        try (var writer = DriverManager.getConnection("jdbc:sqlite:" + server.database());
                var statement = writer.createStatement()) {
            statement.execute("BEGIN IMMEDIATE");
            assertThat(server.get("/health").text()).contains("\"frozen\":false");
            statement.execute("COMMIT");
            assertThat(server.get("/health").text()).contains("\"frozen\":true");
        }
    }

    @Test
    void holdsAFlagThatItCannotReadForAFreeze() throws IOException {
        Files.writeString(server.freezeFlag(), "until tomorrow");

        assertThat(server.get("/health").text()).contains("\"frozen\":true");
    }
}

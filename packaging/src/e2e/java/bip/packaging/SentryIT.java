package bip.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * From {@code bipctl sentry set} to an error of the real server in a receiver that others wrote.
 */
@Tag("e2e")
@Timeout(120)
class SentryIT {
    private static final JsonMapper JSON = new JsonMapper();

    @TempDir Path folder;

    @Test
    void whatTheToolAndTheServerSendArrivesAsSentrysProtocolHasIt() throws Exception {
        try (var receiver = SpotlightReceiver.start(folder.resolve("receiver.log"));
                var site = Site.prepare(folder.resolve("site"), Checkout.channel().toString())) {
            site.bipctl("install", "1.0.0", "--yes").ended(0);
            site.server("import", "biuletyn-bip", Checkout.legacyData().toString()).ended(0);

            site.bipctl("sentry", "check").ended(4);
            setByStandardInput(site, receiver.dsn());
            toolSaysThatTheServerMustBeRestarted(site, receiver);
            site.bipctl("restart").ended(0);
            eventOfTheCheckArrives(site, receiver);
            markedEventArrives(site, receiver);
            errorOfTheServerArrivesOnce(site, receiver);
        }
    }

    private static void toolSaysThatTheServerMustBeRestarted(Site site, SpotlightReceiver receiver)
            throws Exception {
        Site.Run check = site.bipctl("sentry", "check").ended(4);

        assertThat(check.err()).contains("BIP-T140", "restart");
        receiver.nextEvent();
    }

    private static void eventOfTheCheckArrives(Site site, SpotlightReceiver receiver)
            throws Exception {
        Site.Run check = site.bipctl("sentry", "check", "--json").ended(0);

        JsonNode said = JSON.readTree(check.out());
        JsonNode event = receiver.nextEvent();
        assertThat(event.at("/event_id").asString()).isEqualTo(said.at("/eventId").asString());
        assertThat(event.at("/level").asString()).isEqualTo("info");
        assertThat(event.at("/logger").asString()).isEqualTo("bipctl");
    }

    private static void markedEventArrives(Site site, SpotlightReceiver receiver) throws Exception {
        Site.Run test = site.bipctl("sentry", "test", "--message", "before the holidays").ended(0);

        JsonNode event = receiver.nextEvent();
        assertThat(test.out()).contains(event.at("/event_id").asString());
        assertThat(event.at("/logentry/formatted").asString())
                .startsWith("bipctl sentry test, ")
                .endsWith(": before the holidays");
        assertThat(event.at("/level").asString()).isEqualTo("warning");
    }

    private static void errorOfTheServerArrivesOnce(Site site, SpotlightReceiver receiver)
            throws Exception {
        String page = DamagedPage.in(site, "/strona/kontakt");
        Site.Answer answer = site.get(page + "?q=Nowak");

        assertThat(answer.status()).isEqualTo(500);
        JsonNode event = receiver.nextEvent();
        assertThat(event.at("/release").asString()).isEqualTo("bip@1.0.0");
        assertThat(event.at("/environment").asString()).isEqualTo("production");
        assertThat(event.at("/tags/route").asString()).isEqualTo("/strona/{slug}");
        assertThat(event.at("/tags/reference").asString()).hasSize(8);
        assertThat(answer.text()).contains(event.at("/tags/reference").asString());
        assertThat(event.at("/exception/values/0/stacktrace/frames").isEmpty()).isFalse();
        assertThat(event.toString()).doesNotContain("Nowak", "127.0.0.1", page);
        assertThat(event.propertyNames()).doesNotContain("user", "server_name", "request");
        // What the server sent before it ended is all that it sends.
        site.bipctl("restart").ended(0);
        assertThat(receiver.unread()).isEmpty();
    }

    /** The real tool reads a pipe, as an administrator would give it one. */
    private void setByStandardInput(Site site, String dsn)
            throws IOException, InterruptedException {
        Path file = Files.writeString(folder.resolve("dsn"), dsn + "\n");
        Path said = folder.resolve("set.log");
        Process set =
                new ProcessBuilder(
                                List.of(
                                        "sh",
                                        "-c",
                                        "cat \"$1\" | \"$2\" --root \"$3\" sentry set --dsn-file -",
                                        "sh",
                                        file.toString(),
                                        Checkout.bipctl().toString(),
                                        site.root().toString()))
                        .redirectErrorStream(true)
                        .redirectOutput(said.toFile())
                        .start();
        assertThat(set.waitFor()).as(Files.readString(said)).isZero();
        assertThat(Files.readString(said)).doesNotContain(dsn);
        assertThat(Files.readString(site.root().resolve("etc/bip/bip.env")))
                .contains("SENTRY_DSN=" + dsn + "\n", "BIP_LISTEN=127.0.0.1:" + site.port());
    }
}

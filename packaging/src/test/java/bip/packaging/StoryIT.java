package bip.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** The operator's whole story, told with the real programs from {@code dist/}. */
class StoryIT {

    private static final String PAGE = "/strona/status-prawny-i-statut";

    @TempDir Path folder;

    @Test
    void installsUpgradesRollsBackAndTakesBadReleasesBack() throws Exception {
        var channel = new ChannelFolder(folder.resolve("channel"));
        channel.add(Checkout.archive("1.0.0"));
        channel.add(Checkout.archive("1.1.0"));
        try (Site site =
                Site.prepare(folder.resolve("site"), folder.resolve("channel").toString())) {
            Files.writeString(
                    site.root().resolve("etc/bip/bipctl.env"),
                    "BIPCTL_READY_SECONDS=20\n",
                    StandardOpenOption.APPEND);
            site.bipctl("install", "1.0.0", "--unsigned", "--yes").ended(0);
            site.server("import", "biuletyn-bip", Checkout.legacyData().toString()).ended(0);
            String content = mainPart(site);
            assertAnswers(site, "1.0.0", content);

            site.bipctl("upgrade", "--unsigned", "--yes").ended(0);
            assertAnswers(site, "1.1.0", content);

            site.bipctl("rollback", "--version", "1.0.0", "--yes").ended(0);
            assertAnswers(site, "1.0.0", content);

            site.bipctl("pin", "1.0.0").ended(0);
            site.bipctl("upgrade", "1.1.0", "--unsigned", "--yes").ended(13);
            assertAnswers(site, "1.0.0", content);
            site.bipctl("unpin").ended(0);

            takesBack(site, channel, "1.2.0", "dies", content);
            takesBack(site, channel, "1.3.0", "never-ready", content);
            takesBack(site, channel, "1.4.0", "wrong-version", content);

            assertHistoryTellsAll(site);
            site.bipctl("history", "--verify").ended(0);
            site.bipctl("stop").ended(0);
            site.bipctl("status").ended(3);
        }
    }

    private void takesBack(
            Site site, ChannelFolder channel, String version, String fault, String content)
            throws Exception {
        channel.add(
                FaultyRelease.make(
                        version, fault, Files.createDirectories(folder.resolve("faulty"))));
        var run = site.bipctl("upgrade", version, "--unsigned", "--yes").ended(30);
        assertThat(run.err()).contains("1.0.0").contains(version).contains("BIP-U");
        assertAnswers(site, "1.0.0", content);
        // Its hash is blocked: without naming it, nobody gets it again.
        assertThat(site.bipctl("status", "--json").ended(0).out()).contains(version);
    }

    private static void assertAnswers(Site site, String version, String content) throws Exception {
        var health = JsonMapper.shared().readTree(site.get("/health").body());
        assertThat(health.required("version").stringValue()).isEqualTo(version);
        assertThat(health.required("ready").booleanValue()).isTrue();
        assertThat(health.required("frozen").booleanValue()).isFalse();
        assertThat(mainPart(site)).isEqualTo(content);
    }

    private static String mainPart(Site site) throws IOException {
        var answer = site.get(PAGE);
        assertThat(answer.status()).isEqualTo(200);
        String text = Jsoup.parse(answer.text()).select("main").text();
        assertThat(text).contains("Status prawny i statut", "Wójtowi Gminy Przykładowo");
        return text;
    }

    private static void assertHistoryTellsAll(Site site) throws Exception {
        var history = JsonMapper.shared().readTree(site.bipctl("history", "--json").ended(0).out());
        var told = new java.util.ArrayList<String>();
        for (var operation : history.required("operations")) {
            told.add(
                    operation.required("operation").stringValue()
                            + " "
                            + operation.required("to").stringValue()
                            + " "
                            + operation.required("outcome").stringValue());
        }
        assertThat(told)
                .containsExactlyInAnyOrder(
                        "install 1.0.0 done",
                        "upgrade 1.1.0 done",
                        "rollback 1.0.0 done",
                        "upgrade 1.2.0 rolled-back",
                        "upgrade 1.3.0 rolled-back",
                        "upgrade 1.4.0 rolled-back");
    }
}

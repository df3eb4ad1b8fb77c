package bip.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/**
 * The drills of {@code docs/key-ceremony.md}, with every command on that page, and the bipctl of
 * {@code dist/} in an office that follows the channel. What is published are stand-ins: the drills
 * are about keys.
 */
@Tag("e2e")
class DrillIT {

    private static final Pattern ROOT = Pattern.compile("(?m)^root: version (\\d+),");

    private static final String KEYS =
            " --targets-key /media/stick/targets-1.key"
                    + " --online-key /var/lib/bip-publisher/online-1.key ";

    @TempDir Path folder;

    private Ceremony ceremony;
    private Site office;

    @BeforeEach
    void install() throws Exception {
        ceremony = Ceremony.held(folder.resolve("publisher"));
        office = Site.prepare(folder.resolve("office"), ceremony.web().toString());
        publish("1.0.0", "stable");
        ceremony.archive("1.4.2");
        office.bipctl("install", "--yes").ended(0);
    }

    @AfterEach
    void stop() throws Exception {
        office.close();
    }

    private void publish(String version, String channel) throws Exception {
        sign(version, channel);
        Trees.copy(ceremony.place("~/bip-repository"), ceremony.web());
    }

    /** Not on the web server yet. */
    private void sign(String version, String channel) throws Exception {
        ceremony.publisher(
                "publish --repository ~/bip-repository --no-notes --channel "
                        + channel
                        + KEYS
                        + ceremony.archive(version));
    }

    @Test
    void anOfficeThatWasAwayForThreeRoots() throws Exception {
        List<Site.Run> said =
                ceremony.follow("Drill: an office that was away for three roots", office);
        assertThat(rootOf(said.getLast())).isEqualTo(4);
        assertServes("1.4.2");
    }

    @Test
    void aLostLaptop() throws Exception {
        publish("1.3.0", "stable"); // by the thief, as the page has it
        List<Site.Run> said = ceremony.follow("Drill: a lost laptop", office);
        assertThat(rootOf(said.getLast())).isEqualTo(3);
        assertServes("1.4.2");
        assertThat(office.bipctl("release", "import", archive("1.3.0"), "--yes").ended(20).err())
                .contains("BIP-C133");
    }

    private String archive(String version) {
        return ceremony.place("dist/bip-server-" + version + "-linux-x64.tar.gz").toString();
    }

    @Test
    void aStolenOnlineKey() throws Exception {
        var thief = new Thief(ceremony);
        Path oldest = thief.copy("oldest");
        publish("1.3.0", "candidate");
        Path older = thief.copy("older");
        office.bipctl("check").ended(0);
        sign("1.4.2", "stable");

        // All that the key gives: newer timestamps over what was signed before.
        thief.signAnew(older, 1);
        assertThat(offered(older).ended(0).out()).contains("1.0.0");
        assertServes("1.0.0");
        thief.signAnew(oldest, 4);
        refuses(oldest, "snapshot");
        refuses(thief.own("1.5.0", 8), "targets");

        List<Site.Run> said = ceremony.follow("Drill: a stolen online key", office);
        assertThat(rootOf(said.getLast())).isEqualTo(2);
        assertServes("1.4.2");

        Path after = thief.copy("after");
        Files.copy(
                older.resolve("metadata/timestamp.json"),
                after.resolve("metadata/timestamp.json"),
                StandardCopyOption.REPLACE_EXISTING);
        String standing = standing();
        assertThat(offered(after).ended(20).err()).contains("BIP-C120", "timestamp");
        assertThat(standing()).isEqualTo(standing);
    }

    /** The mirror is the thief's. */
    private Site.Run offered(Path repository) throws Exception {
        return office.bipctl("--channel", repository.toString(), "upgrade", "--yes");
    }

    private void refuses(Path repository, String... words) throws Exception {
        String before = standing();
        assertThat(offered(repository).ended(20).err()).contains("BIP-C120").contains(words);
        assertThat(standing()).isEqualTo(before);
        assertServes("1.0.0");
    }

    /** What an upgrade would change: releases, generations, data and what was brought for it. */
    private String standing() throws IOException {
        try (Stream<Path> program = Files.walk(office.root().resolve("opt/bip"));
                Stream<Path> data = Files.walk(office.root().resolve("var/lib/bip"));
                Stream<Path> brought =
                        Files.walk(office.root().resolve("var/lib/bipctl/downloads"))) {
            return Stream.of(program, data, brought)
                            .flatMap(it -> it)
                            .map(Path::toString)
                            .sorted()
                            .toList()
                    + Files.readSymbolicLink(office.root().resolve("opt/bip/current")).toString();
        }
    }

    private void assertServes(String version) throws IOException {
        var health = JsonMapper.shared().readTree(office.get("/health").body());
        assertThat(health.required("version").stringValue()).isEqualTo(version);
        assertThat(health.required("frozen").booleanValue()).isFalse();
    }

    private static int rootOf(Site.Run shown) {
        var root = ROOT.matcher(shown.out());
        assertThat(root.find()).as(shown.out()).isTrue();
        return Integer.parseInt(root.group(1));
    }
}

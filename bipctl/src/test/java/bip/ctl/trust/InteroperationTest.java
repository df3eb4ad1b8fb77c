package bip.ctl.trust;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import bip.ctl.support.JsonObject;
import bip.ctl.testing.MovedClock;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A repository that python-tuf made, as {@code python-tuf/make.py} in the resources tells. */
class InteroperationTest {

    @TempDir Path store;

    private static Optional<InputStream> open(String name, int maxBytes) {
        return Optional.ofNullable(
                InteroperationTest.class.getResourceAsStream("python-tuf/" + name));
    }

    private TrustedRepository client() throws IOException, TrustException {
        var client =
                TrustedRepository.open(
                        new MetadataStore(store), InteroperationTest::open, new MovedClock());
        client.initialise(read("1.root.json"));
        return client;
    }

    @Test
    void isTrustedFromTheFirstRootToTheLastTarget() throws Exception {
        Refreshed refreshed = client().refresh();
        assertThat(refreshed).isInstanceOf(Refreshed.Fresh.class);
        assertThat(refreshed.warnings()).isEmpty();
        TrustedTargets targets = refreshed.orThrow();
        assertThat(targets.role(Role.ROOT).version()).isEqualTo(2);
        Target target = targets.find("stable/bip-1.8.0.tar.gz").orElseThrow();
        byte[] content = "not an archive".getBytes(UTF_8);
        target.hashes().check("archive", content);
        assertThat(target.lengthBytes()).isEqualTo(content.length);
        assertThat(target.location())
                .isEqualTo("stable/" + HashAlgorithm.SHA512.hex(content) + ".bip-1.8.0.tar.gz");
        assertThat(store.resolve(MetadataStore.FLOOR)).hasContent("2026-02-28T04:00:00Z");
    }

    @Test
    void losesNothingOfWhatIsSaidOfATarget() throws Exception {
        JsonObject custom = client().target("stable/bip-1.8.0.tar.gz").findCustom().orElseThrow();
        assertThat(custom.object("notes").string("pl"))
                .isEqualTo("\u017b\u00f3\u0142w \"wolny\" \\ cofa si\u0119\n\tpowoli");
        assertThat(custom.object("order").integer("\ud83d\ude00", 0, 9)).isEqualTo(2);
        JsonObject schema = custom.object("schema");
        assertThat(schema.fields().get("reads")).isEqualTo(List.of(5, 7));
        assertThat(schema.fields()).containsEntry("big", BigInteger.TWO.pow(70));
        assertThat(schema.fields()).containsKey("never");
    }

    /** The bytes as they came, and not one other, wherever it is. */
    @Test
    void oneOtherCharacterUnderTheSignatureIsRefused() throws Exception {
        byte[] good = read("timestamp.json");
        client();
        int from = new String(good, UTF_8).indexOf("\"signed\"") + "\"signed\":".length();
        int tried = 0;
        for (int i = from; i < good.length; i++) {
            if (Character.isLetterOrDigit(good[i])) {
                byte[] bad = good.clone();
                bad[i] = (byte) (good[i] == '1' ? '2' : '1');
                assertThat(TrustScenario.refusal(() -> clientOf(bad).refresh()))
                        .as("place %s", i)
                        .isInstanceOfAny(
                                TrustViolation.Malformed.class,
                                TrustViolation.TooFewSignatures.class);
                tried++;
            }
        }
        assertThat(tried).isGreaterThan(200);
    }

    private TrustedRepository clientOf(byte[] timestamp) {
        return TrustedRepository.open(
                new MetadataStore(store),
                (name, maxBytes) ->
                        name.equals("timestamp.json")
                                ? Optional.of(new ByteArrayInputStream(timestamp))
                                : open(name, maxBytes),
                new MovedClock());
    }

    private static byte[] read(String name) throws IOException {
        try (var in = open(name, 0).orElseThrow()) {
            return in.readAllBytes();
        }
    }
}

package bip.packaging.publisher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is read must be what this publisher would write, or it is not built upon. */
class MetadataTest {

    @TempDir(factory = InMemory.class)
    Path folder;

    private Workshop workshop;

    @BeforeEach
    void publish() throws IOException {
        workshop = Workshop.withRelease(folder);
        workshop.revoke("1.0.0").done();
    }

    @Test
    void readsWhatItWrote() throws IOException {
        SignedDocument document =
                SignedDocument.parse(workshop.metadata("2.targets.json"), "targets");
        TargetsMetadata targets = TargetsMetadata.parse(document.fields("targets"));
        assertThat(Json.write(targets.toJson())).isEqualTo(Json.write(document.fields("t").node()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"notes\" :|\"rollout\" : 5, \"notes\" :|has [rollout]",
                "\"targets\" : {|\"delegations\" : {}, \"targets\" : {|delegates to others",
                "\"bip-server\",|\"bip-tool\",|is of another product",
                "bip-server-1.0.0-linux|bip-server-1.0.1-linux|is another release's",
                "\"writes\" : 7|\"writes\" : 9|the schema it writes is none that it reads",
                "\"writes\" : 7|\"writes\" : \"7\"|is no whole number",
                "\"reads\" :|\"reads\" : [6], \"was\" :|is no list of two numbers",
                "\"stable\"|\"beta\"|there is no channel 'beta'",
                "\"stable\"|1|holds something that is no text",
                "\"severity\" : \"none\"|\"severity\" : \"bad\"|'bad' is no severity",
                "\"It loses pages.\"|\" \"|explained in both languages",
                "\"sha512\" : \"|\"sha512\" : \"0|is not 128 lower-case hex digits",
                "\"sha256\"|\"sha1\"|has [sha1]",
                "\"version\" : 2|\"version\" : 2.0|is no whole number",
                "\"version\" : 2|\"version\" : 1000000001|is no whole number",
                "08:00:00Z\",|08:00:00.5Z\",|expiry is told in whole seconds",
            })
    void refusesTargetsThatItWouldNotWrite(String old, String replacement, String why)
            throws IOException {
        String text = new String(workshop.metadata("2.targets.json"), StandardCharsets.UTF_8);
        assertThat(text).contains(old);
        byte[] changed = text.replace(old, replacement).getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() ->
                        TargetsMetadata.parse(SignedDocument.parse(changed, "it").fields("it")))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining(why)
                .hasMessageContaining("Nothing was changed.");
    }

    @Test
    void refusesATimestampWithoutItsTime() throws IOException {
        String text = new String(workshop.metadata("timestamp.json"), StandardCharsets.UTF_8);
        byte[] changed =
                text.replace("bip_signed_at", "signed_at").getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() ->
                        TimestampMetadata.parse(SignedDocument.parse(changed, "it").fields("it")))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("it has no field bip_signed_at");
    }

    @Test
    void refusesTwoSignaturesOfOneKey() throws IOException {
        String text = new String(workshop.metadata("timestamp.json"), StandardCharsets.UTF_8);
        int from = text.indexOf('{', 1);
        int to = text.indexOf('}') + 1;
        byte[] changed =
                (text.substring(0, to) + "," + text.substring(from, to) + text.substring(to))
                        .getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> SignedDocument.parse(changed, "it"))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("it has two signatures of one key");
    }
}

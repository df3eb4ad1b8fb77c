package bip.ctl.trust;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.HexFormat;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** With the vectors of RFC 8032, section 7.1. */
class Ed25519KeyTest {

    private static final String KEY =
            "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025";
    private static final String SIGNATURE =
            "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac"
                    + "18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a";
    private static final byte[] MESSAGE = {(byte) 0xaf, (byte) 0x82};

    @ParameterizedTest
    @CsvSource({
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a, '',"
                + "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bac"
                + "c61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
        "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c, 72,"
                + "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e"
                + "458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
        KEY + ", af82, " + SIGNATURE,
    })
    void verifies(String key, String message, String signature) {
        byte[] bytes = HexFormat.of().parseHex(message);
        assertThat(new Ed25519Key(key).verifies(bytes, signature)).isTrue();
        assertThat(
                        new Ed25519Key(key.toUpperCase(Locale.ROOT))
                                .verifies(bytes, signature.toUpperCase(Locale.ROOT)))
                .isTrue();
        assertThat(new Ed25519Key(key).verifies("other".getBytes(UTF_8), signature)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "00", "xyz", SIGNATURE + "00"})
    void whatIsNoSignatureIsNotOne(String signature) {
        assertThat(new Ed25519Key(KEY).verifies(MESSAGE, signature)).isFalse();
    }

    /** S plus the order of the curve verifies by the same equation; RFC 8032, 5.1.7 forbids it. */
    @Test
    void aSignatureCannotBeWrittenTwoWays() {
        var order =
                BigInteger.ONE
                        .shiftLeft(252)
                        .add(new BigInteger("27742317777372353535851937790883648493"));
        byte[] bytes = HexFormat.of().parseHex(SIGNATURE);
        byte[] bigEndian = new byte[33];
        for (int i = 0; i < 32; i++) {
            bigEndian[32 - i] = bytes[32 + i];
        }
        byte[] sum = new BigInteger(bigEndian).add(order).toByteArray();
        for (int i = 0; i < 32; i++) {
            bytes[32 + i] = i < sum.length ? sum[sum.length - 1 - i] : 0;
        }
        String other = HexFormat.of().formatHex(bytes);
        assertThat(other).isNotEqualTo(SIGNATURE);
        assertThat(new Ed25519Key(KEY).verifies(MESSAGE, other)).isFalse();
    }

    /** 32 bytes that are no point of the curve: nothing verifies, and nothing breaks. */
    @Test
    void aKeyThatIsNoPointVerifiesNothing() {
        assertThat(new Ed25519Key("02" + "0".repeat(62)).verifies(MESSAGE, SIGNATURE)).isFalse();
        assertThat(new Ed25519Key("f".repeat(64)).verifies(MESSAGE, SIGNATURE)).isFalse();
    }

    @Test
    void cannotBeWrong() {
        assertThatThrownBy(() -> new Ed25519Key("ab")).isInstanceOf(IllegalArgumentException.class);
        assertThat(new Ed25519Key(KEY)).isEqualTo(new Ed25519Key(KEY.toUpperCase(Locale.ROOT)));
    }
}
